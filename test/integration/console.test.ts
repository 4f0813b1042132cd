import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pages, type Page } from '../../src/domain/pages.js';
import { anyPort, codeFor, openTestConsole, type TestConsole, type Visitor } from '../harness/console.js';
import { hamlet, hamletWith } from '../harness/hamlet.js';
import { Township } from '../harness/township.js';

let town: Township;
let console: TestConsole;
const visitors = new Map<string, Visitor>();

const everybody = ['张建国', '周正平', '何晓燕', '王志强', '李德明', '赵小梅'] as const;
const secret = '村口那块地是老三家占的';

beforeAll(async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, anyPort) });
  console = await openTestConsole(town);
  await town.until('2026-08-25 09:10');
  await town.says('赵小梅', `1是 2 3次 3${secret}`);
  town.takeEverything();
  for (const who of everybody) visitors.set(who, await console.signIn(town, who));
});
afterAll(async () => {
  await console.stop();
  await town.close();
});

function as(who: (typeof everybody)[number]): Visitor {
  const found = visitors.get(who);
  if (found === undefined) throw new Error(`${who} is not signed in`);
  return found;
}

/** A path of each page. */
const paths: Record<Page, string> = {
  today: '/api/v1/today',
  cycles: '/api/v1/cycles',
  tree: '/api/v1/tree',
  inspections: '/api/v1/inspections',
  ledger: '/api/v1/ledger',
  schedules: '/api/v1/schedules',
  templates: '/api/v1/files/templates',
  people: '/api/v1/people',
  files: '/api/v1/jobs',
  audit: '/api/v1/audit',
  burden: '/api/v1/burden',
};

describe('signing in', () => {
  test('takes the code from the chat once, and says who one is and what one may see', async () => {
    const code = await codeFor(town, '何晓燕');
    const one = console.stranger();
    const { status, body, headers } = await one.post('/api/v1/sign-in', { code: `${code.slice(0, 4)} ${code.slice(4)}` });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: 'he', name: '何晓燕', committee: '青山镇', pages: pages.filter((page) => page !== 'audit') });
    expect(headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/);
    expect((await console.stranger().post('/api/v1/sign-in', { code })).status).toBe(401);
    await one.post('/api/v1/sign-out', {});
    expect((await one.get('/api/v1/me')).status).toBe(401);
  });

  test('is not done by a wrong code, nor by anything that is no code', async () => {
    for (const code of ['00000000', '', 'x'.repeat(30), '１２３４５６７８'])
      expect((await console.stranger().post('/api/v1/sign-in', { code })).status).toBe(401);
    expect((await console.stranger().post('/api/v1/sign-in', { code: 'x'.repeat(100_000) })).status).toBeGreaterThanOrEqual(400);
  });

  test('ends for whoever is taken out of the roster', async () => {
    const gone = await console.signIn(town, '马春生');
    expect((await gone.get('/api/v1/today')).status).toBe(200);
    const world = town.bot.world;
    const before = world.config();
    const { roster } = before;
    const people = new Map(roster.people);
    people.delete('ma');
    const inForce = world.config.bind(world);
    world.config = () => ({ ...before, roster: { ...roster, people } });
    try {
      expect((await gone.get('/api/v1/today')).status).toBe(401);
    } finally {
      world.config = inForce;
    }
  });
});

describe('what is read', () => {
  test.each(pages)('%s is not shown to whoever is not signed in', async (page) => {
    expect((await console.stranger().get(paths[page])).status).toBe(401);
  });

  const closed: Record<(typeof everybody)[number], readonly Page[]> = {
    张建国: ['audit'],
    周正平: [],
    何晓燕: ['audit'],
    王志强: ['schedules', 'templates', 'people', 'files', 'audit', 'burden'],
    李德明: ['schedules', 'templates', 'people', 'files', 'audit', 'burden'],
    赵小梅: ['schedules', 'templates', 'people', 'files', 'audit', 'burden'],
  };
  test.each(everybody)('%s opens the pages that are theirs, and no others', async (who) => {
    for (const page of pages) {
      const { status } = await as(who).get(paths[page]);
      expect(`${page} ${status}`).toBe(`${page} ${closed[who].includes(page) ? 403 : 200}`);
    }
  });

  test('a cycle shows each reader the units that they oversee or belong to', async () => {
    const unitsFor = async (who: (typeof everybody)[number]): Promise<string[]> => {
      const { body } = await as(who).get('/api/v1/cycles/monthly-self-check-20260825-0900');
      return (body as { units: { name: string }[] }).units.map(({ name }) => name);
    };
    expect(await unitsFor('张建国')).toEqual(['镇党委', '东村', '石桥村']);
    expect(await unitsFor('王志强')).toEqual(['东村', '石桥村']);
    expect(await unitsFor('赵小梅')).toEqual(['东村']);
    expect((await as('赵小梅').get('/api/v1/cycles/no-such-cycle')).status).toBe(404);
  });

  test('what went out for a unit and which versions came is shown to whoever oversees it, to the unit what was sent to oneself', async () => {
    const cycle = '/api/v1/cycles/monthly-self-check-20260825-0900/units';
    const { body } = await as('王志强').get(`${cycle}/dongcun`);
    expect(body).toMatchObject({
      state: 'answered',
      versions: [{ version: 1, by: '赵小梅联络员', late: false }],
      deliveries: [{ kind: 'prompt', to: '赵小梅联络员', state: 'sent' }],
    });
    expect((await as('赵小梅').get(`${cycle}/dongcun`)).body).toMatchObject({ deliveries: [{ kind: 'prompt' }] });
    expect((await as('李德明').get(`${cycle}/dongcun`)).body).toMatchObject({ versions: [{ version: 1 }], deliveries: [] });
    for (const path of [`${cycle}/shiqiao`, `${cycle}/nowhere`, '/api/v1/cycles/none/units/dongcun'])
      expect((await as('赵小梅').get(path)).status).toBe(404);
  });

  test('a break is told to those whom 断链 answers, with who mends it; the office may give a code from there', async () => {
    const world = town.bot.world;
    const before = world.config();
    const people = new Map(before.roster.people);
    const li = people.get('li');
    if (li !== undefined) people.set('li', { ...li, accounts: [] });
    const inForce = world.config.bind(world);
    world.config = () => ({ ...before, roster: { ...before.roster, people } });
    const brokenFor = async (who: (typeof everybody)[number]): Promise<unknown> => {
      const { units } = (await as(who).get('/api/v1/tree')).body as { units: { id: string; broken: unknown }[] };
      return units.find(({ id }) => id === 'dongcun')?.broken;
    };
    try {
      expect(await brokenFor('何晓燕')).toMatchObject([{ mends: '何晓燕', bind: '李德明' }]);
      expect(await brokenFor('王志强')).toMatchObject([{ mends: '何晓燕', bind: null }]);
      expect(await brokenFor('赵小梅')).toEqual([]);
    } finally {
      world.config = inForce;
    }
  });

  test('what a unit answered is on none of the pages', async () => {
    for (const path of [
      ...Object.values(paths),
      ...['', '/units/dongcun'].map((of) => `/api/v1/cycles/monthly-self-check-20260825-0900${of}`),
      '/api/v1/plan',
    ]) {
      const { body } = await as('周正平').get(path);
      expect(JSON.stringify(body), path).not.toContain(secret);
    }
  });

  test('nobody’s account is on any page', async () => {
    for (const who of everybody)
      for (const path of Object.values(paths)) expect(JSON.stringify((await as(who).get(path)).body)).not.toContain('wxid_');
  });

  test('the trail shows the newest entries first, goes on backwards, and finds who did what', async () => {
    const { body } = await as('周正平').get('/api/v1/audit');
    const { entries, last } = body as { entries: { no: number; actor: string; act: string }[]; last: number };
    expect(entries.map(({ no }) => no)).toEqual(entries.map((_, i) => last - i));
    const found = (await as('周正平').get(`/api/v1/audit?text=${encodeURIComponent('赵小梅')}`)).body as { entries: typeof entries };
    expect(found.entries.length).toBeGreaterThan(0);
    expect(new Set(found.entries.map(({ actor }) => actor))).toEqual(new Set(['赵小梅']));
    const below = (await as('周正平').get(`/api/v1/audit?before=${entries[3]?.no}`)).body as { entries: typeof entries };
    expect(below.entries[0]?.no).toBe((entries[3]?.no ?? 0) - 1);
  });
});

describe('what is done', () => {
  test('a word said here does what it does in chat, with its receipt, and only this page hears it', async () => {
    const [receipt] = await as('李德明').say('1是 2 5次 3没有');
    expect(receipt).toMatch(/回执/);
    expect((await as('王志强').say('查 东村 8月自查'))[0]).toContain('5次');
    town.expectsNothing();
  });

  test('what one may not do in chat one may not do here', async () => {
    expect((await as('赵小梅').say('断链'))[0]).toContain('看不了');
    expect((await as('张建国').say('绑定码 赵小梅'))[0]).not.toMatch(/\d{8}/);
    expect((await as('赵小梅').say('查 石桥村')).join()).not.toContain('没交');
  });

  test('the same request again changes nothing', async () => {
    const request = { id: 'same-request-1', text: '改 2 6' };
    const first = await as('李德明').post('/api/v1/say', request);
    const second = await as('李德明').post('/api/v1/say', request);
    expect(first.body).not.toEqual([]);
    expect(second.body).toEqual([]);
  });

  test('what must not be said in chat is not kept here either', async () => {
    const [door] = await as('赵小梅').say('我要举报李德明收了三万块钱');
    expect(door).toContain('12388');
  });

  test('another site’s page changes nothing in the name of who is signed in', async () => {
    const body = { id: 'foreign-request', text: '状态' };
    expect((await as('张建国').post('/api/v1/say', body, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await as('张建国').post('/api/v1/say', body, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await as('张建国').post('/api/v1/say', body, { 'content-type': 'text/plain' })).status).toBeGreaterThanOrEqual(400);
    expect((await as('张建国').post('/api/v1/say', body, { origin: console.url, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  });

  test.each([
    ['a body of 10 MB', { id: 'hostile-1', text: 'x'.repeat(10_000_000) }],
    ['an id that is a path', { id: '../../x', text: '状态' }],
    ['no text', { id: 'hostile-3' }],
    ['a list for a text', { id: 'hostile-4', text: ['状态'] }],
  ])('%s is refused', async (_, body) => {
    const { status } = await as('赵小梅')
      .post('/api/v1/say', body)
      .catch(() => ({ status: 413 }));
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
});

test('the interface describes itself, with each path that is there', async () => {
  const { body } = await console.stranger().get('/api/v1/openapi.json');
  const { openapi, paths: described } = body as { openapi: string; paths: Record<string, object> };
  expect(openapi).toMatch(/^3\./);
  expect(Object.keys(described).sort()).toEqual(
    [
      ...Object.values(paths).filter((path) => !path.includes('/files/')),
      '/api/v1/files/{folder}',
      '/api/v1/files/{folder}/{name}',
      '/api/v1/files/templates/{name}/cases',
      '/api/v1/files/hear',
      '/api/v1/files/starting',
      '/api/v1/files/create',
      '/api/v1/files/check',
      '/api/v1/jobs/{id}/cancel',
      '/api/v1/jobs/{id}/file',
      '/api/v1/jobs/{id}/preview',
      '/api/v1/jobs/{id}/retry',
      '/api/v1/uploads',
      '/api/v1/files/edit',
      '/api/v1/cycles/{id}',
      '/api/v1/cycles/{id}/units/{unit}',
      '/api/v1/cycles/{id}/units/{unit}/answers',
      '/api/v1/cycles/{id}/units/{unit}/files/{name}',
      '/api/v1/audit/verify',
      '/api/v1/plan',
      '/api/v1/inspectable',
      '/api/v1/sign-in',
      '/api/v1/sign-out',
      '/api/v1/me',
      '/api/v1/say',
    ].sort(),
  );
});

test('the page comes with a policy that lets nothing in from elsewhere, and with a nonce of its own each time', async () => {
  const load = async (): Promise<{ policy: string; html: string; headers: Headers }> => {
    const response = await fetch(console.url);
    return { policy: response.headers.get('content-security-policy') ?? '', html: await response.text(), headers: response.headers };
  };
  const [one, other] = [await load(), await load()];
  expect(one.policy).toContain("default-src 'none'");
  expect(one.policy).not.toMatch(/https?:|unsafe/);
  expect(one.policy).not.toBe(other.policy);
  const [, nonce = 'none'] = /'nonce-([^']+)'/.exec(one.policy) ?? [];
  expect(one.html).toContain(nonce);
  expect(one.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(one.headers.get('x-content-type-options')).toBe('nosniff');
});

test('the first page is under 400 KB as it travels', async () => {
  const html = await (await fetch(console.url)).text();
  const assets = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+)"/gu)].map(([, path]) => path ?? '');
  const sizes = await Promise.all(
    assets.map(async (path) => {
      const { headers } = await fetch(`${console.url}/${path}`, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
      expect(`${path} ${headers.get('content-encoding')}`).toBe(`${path} gzip`);
      return Number(headers.get('content-length'));
    }),
  );
  expect(sizes.length).toBeGreaterThan(1);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400 * 1024);
});

test('nobody can be spoken for where it is no demonstration', async () => {
  expect((await fetch(`${console.url}/api/demo/town`)).status).toBe(404);
  const { status } = await console.stranger().post('/api/demo/sign-in', { who: 'zhang' });
  expect(status).toBe(404);
  expect(await (await fetch(console.url)).text()).toContain('<meta name="demo" content="no"');
});
