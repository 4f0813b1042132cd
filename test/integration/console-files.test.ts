import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FileState, StartingText } from '../../src/application/desk-port.js';
import type { FileTrial } from '../../src/application/try-file.js';
import { scheduleKinds } from '../../src/domain/schedule.js';
import { openFileDesk } from '../../src/main/file-desk.js';
import { openHome } from '../../src/main/open-home.js';
import { anyPort, openTestConsole, type Answered, type TestConsole, type Visitor } from '../harness/console.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { exampleHome, Township } from '../harness/township.js';

let town: Township;
let console: TestConsole;
let clerk: Visitor;
let second: Visitor;
let secretary: Visitor;
let discipline: Visitor;
let liaison: Visitor;

const schedule = { folder: 'schedules', name: 'monthly-self-check' } as const;
const message = { folder: 'templates', name: 'no-cycles' } as const;
const path = '/api/v1/files/schedules/monthly-self-check';

const secondClerk = replace(files.roster, 'title: 副书记, roles: []', 'title: 副书记, roles: [clerk]');

beforeAll(async () => {
  town = await Township.open({ at: '2026-08-24 15:00', prepare: hamletWith(hamlet, secondClerk, anyPort) });
  console = await openTestConsole(town);
  clerk = await console.signIn(town, '何晓燕');
  second = await console.signIn(town, '王志强');
  secretary = await console.signIn(town, '张建国');
  discipline = await console.signIn(town, '周正平');
  liaison = await console.signIn(town, '赵小梅');
});
afterAll(async () => {
  await console.stop();
  await town.close();
});

let edits = 0;

async function read(at = path): Promise<FileState & { inForce: boolean; mayEdit: boolean }> {
  const { status, body } = await clerk.get(at);
  expect(status).toBe(200);
  return body as FileState & { inForce: boolean; mayEdit: boolean };
}

function edit(who: Visitor, file: object, text: string | null, was: string | null, id = `edit-test-${(edits += 1)}`): Promise<Answered> {
  return who.post('/api/v1/files/edit', { id, file, text, was });
}

async function check(file: object, text: string, more: object = {}): Promise<FileTrial> {
  const { status, body } = await clerk.post('/api/v1/files/check', { file, text, ...more });
  expect(status).toBe(200);
  return body as FileTrial;
}

function inHome(...names: string[]): string {
  return join(town.home, ...names);
}

async function takenUp(): Promise<void> {
  for (const pause of ['1s', '1s']) await town.pass(pause);
}

async function noted(): Promise<string[]> {
  const entries = await town.bot.world.stores.audit.entries('0-0', 1_000);
  return entries.map(({ fields }) => fields.join(' ')).filter((entry) => /file-edited|file-reset/u.test(entry));
}

describe('a file as it might be', () => {
  test('is checked as at the start: each fault with its line, its column and how to mend it; nothing is changed', async () => {
    const { text } = await read();
    const { faults } = await check(schedule, text.replace('0 9 25 * *', '0 9 45 * *').replace('ask: liaison', 'ask: liason'));
    const lines = text.split('\n');
    const lineOf = (part: string): number => lines.findIndex((line) => line.startsWith(part)) + 1;
    expect(faults.map(({ line, column, here }) => ({ line, column, here }))).toEqual([
      { line: lineOf('cron'), column: 7, here: true },
      { line: lineOf('ask'), column: 6, here: true },
    ]);
    expect(faults[1]?.hint).toContain('liaison');
    expect((await read()).text).toBe(text);
  });

  test('is checked with all other files: what does not go with it is told as the fault of another file', async () => {
    await mkdir(inHome('lists'), { recursive: true });
    const { text } = await read();
    const { faults } = await check(schedule, text.replace('prompt: self-check', 'prompt: no-such-message'));
    expect(faults).toMatchObject([{ file: 'schedules/monthly-self-check.yaml', here: true }]);
  });

  test('is run dry: a new time shows when it would open, in the roster in force', async () => {
    const { text } = await read();
    const { plan, warnings } = await check(schedule, text.replace('0 9 25 * *', '30 10 26 * *'), { days: 30 });
    const opening = plan?.events.find(({ kind }) => kind === 'open');
    expect(opening && new Date(opening.at).toISOString()).toBe('2026-08-26T02:30:00.000Z');
    expect(warnings.join()).not.toContain('停着');
    const paused = await check(schedule, `paused: true\n${text}`, { days: 30 });
    expect(paused.plan?.events).toEqual([]);
    expect(paused.warnings.join()).toContain('“月度主体责任自查”停着');
  });

  test('of a template is heard as it would sound, with the facts it makes no use of; an unknown one is a fault', async () => {
    const own = { folder: 'templates', name: 'files-changed' };
    expect((await check(own, '新文件已生效。{{ broken }}处接不上。')).preview).toMatch(/^新文件已生效。\d+处接不上。$/u);
    expect((await check(own, '新文件已生效。{{ broken }}')).facts).toEqual([
      { name: 'mended', used: false },
      { name: 'broken', used: true },
    ]);
    expect((await check(own, '一\n{{ brokn }}')).faults).toMatchObject([
      { line: 2, column: 4, here: true, hint: expect.stringContaining('broken') },
    ]);
    expect((await check(own, '{% include "/etc/passwd" %}')).faults).toMatchObject([{ line: 1, here: true }]);
  });

  test.each([
    [
      'a bomb of references',
      `a: &a [x, x]\n${[...'bcdefghi'].map((name, at) => `${name}: &${name} [*${'abcdefgh'[at]}, *${'abcdefgh'[at]}]`).join('\n')}\n`,
    ],
    ['nesting without end', '['.repeat(100_000)],
    ['nothing', ''],
    ['a megabyte of Chinese', `# ${'长'.repeat(600_000)}\n`],
    ['a tag that is no value', '!!js/function "x"'],
  ])('that is %s is a fault like others', async (_, text) => {
    const { faults } = await check(schedule, text);
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]?.here).toBe(true);
  });
});

describe('what is put in place', () => {
  test('is written whole with the one before beside it, on record with who did it, and the bot goes by it', async () => {
    const { text, digest } = await read();
    const next = text.replace('0 9 25 * *', '0 16 24 * *');
    expect((await edit(clerk, schedule, next, digest)).body).toEqual({ kind: 'placed' });
    expect(await readFile(inHome(files.selfCheck), 'utf8')).toBe(next);
    expect((await read()).inForce).toBe(false);
    const kept = (await readdir(inHome('schedules'))).find((name) => name.includes('.bak-')) ?? '';
    expect(kept).toBe('monthly-self-check.yaml.bak-20260824-150000');
    expect(await readFile(inHome('schedules', kept), 'utf8')).toBe(text);
    const { digest: now } = await read();
    expect((await noted()).at(-1)).toMatch(/actor he .*act file-edited .*object schedules\/monthly-self-check.yaml/u);
    expect((await noted()).at(-1)).toContain(`digest ${now}`);
    await takenUp();
    expect((await read()).inForce).toBe(true);
    await town.until('2026-08-24 16:10');
    expect(town.takeAll('8月自查，3题').sort()).toEqual(['何晓燕', '赵小梅', '马春生'].sort());
    // Back to what the other tests begin with, unheard.
    expect((await edit(clerk, schedule, text, now)).body).toEqual({ kind: 'placed' });
    await takenUp();
  });

  test('the same request again changes nothing more and is on record once', async () => {
    const { text, digest } = await read();
    const next = `# 一遍\n${text}`;
    const before = (await noted()).length;
    for (const _ of [1, 2]) expect((await edit(clerk, schedule, next, digest, 'same-edit-1')).body).toEqual({ kind: 'placed' });
    expect((await noted()).length).toBe(before + 1);
    await takenUp();
  });

  test('two clerks at one file: the second is shown what the first changed, and nothing of either is lost', async () => {
    const { text, digest } = await read();
    const [mine, theirs] = [`${text}# 何\n`, `${text}# 王\n`];
    const both = await Promise.all([edit(clerk, schedule, mine, digest), edit(second, schedule, theirs, digest)]);
    expect(both.map(({ body }) => (body as { kind: string }).kind).sort()).toEqual(['changed', 'placed']);
    const state = both.map(({ body }) => (body as { state?: FileState }).state).find((one) => one !== undefined);
    if (state === undefined) throw new Error('nobody was shown what the other changed');
    expect(state.text).toBe(await readFile(inHome(files.selfCheck), 'utf8'));
    expect((await edit(second, schedule, `${state.text}# 两个人的\n`, state.digest)).body).toEqual({ kind: 'placed' });
    await takenUp();
  });

  test('somebody at the machine who was faster is not written over either', async () => {
    const { text, digest } = await read();
    await writeFile(inHome(files.selfCheck), `${text}# 机器前\n`);
    expect((await edit(clerk, schedule, `${text}# 网页上\n`, digest)).body).toMatchObject({ kind: 'changed' });
    expect(await readFile(inHome(files.selfCheck), 'utf8')).toBe(`${text}# 机器前\n`);
    await takenUp();
  });

  test('what is wrong is not written', async () => {
    const { text, digest } = await read();
    const before = (await noted()).length;
    const { body } = await edit(clerk, schedule, text.replace('kind: self-check', 'kind: selfcheck'), digest);
    expect(body).toMatchObject({ kind: 'faulty', faults: [{ here: true }] });
    expect(await read()).toMatchObject({ text, digest });
    expect((await noted()).length).toBe(before);
  });

  test('a shipped template becomes the home’s own, is spoken, and goes back to the shipped one', async () => {
    const at = '/api/v1/files/templates/no-cycles';
    const before = await read(at);
    expect(before).toMatchObject({ digest: null, text: before.shipped });
    expect((await edit(clerk, message, '眼下没有要收的自查。\n', null)).body).toEqual({ kind: 'placed' });
    const own = await read(at);
    expect(own).toMatchObject({ text: '眼下没有要收的自查。\n', shipped: before.text });
    expect((await clerk.get('/api/v1/files/templates')).body).toContainEqual({ name: 'no-cycles', own: true });
    expect((await edit(clerk, message, null, own.digest)).body).toEqual({ kind: 'placed' });
    expect(await read(at)).toMatchObject({ digest: null, text: before.text });
    expect((await readdir(inHome('templates'))).filter((name) => name.startsWith('no-cycles.md.bak-'))).toHaveLength(1);
    expect((await edit(clerk, schedule, null, (await read()).digest)).status).toBe(404);
    await takenUp();
  });

  test('the first change in a home that goes by the shipped schedules keeps all the others that it has use for', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'zrt-desk-'));
    try {
      await cp(exampleHome, folder, { recursive: true });
      await rm(join(folder, 'lists'), { recursive: true });
      const now = town.now();
      const home = await openHome(folder, now);
      const desk = openFileDesk(() => home);
      const before = await desk.read(schedule);
      expect(before?.digest).toBeNull();
      const next = `# 本镇的\n${before?.text ?? ''}`;
      expect(await desk.draft(schedule, next, now)).toMatchObject({ ok: true });
      expect(await desk.place(schedule, next, null, now)).toBe('placed');
      const after = await openHome(folder, now);
      const kept = [...home.config.schedules.keys()].filter((id) => id !== 'rules-register');
      expect([...after.config.schedules.keys()]).toEqual(kept);
      expect((await desk.read(schedule))?.text).toBe(next);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('a new schedule', () => {
  const fresh = (name: string): { folder: string; name: string } => ({ folder: 'schedules', name });
  const create = (who: Visitor, file: object, text: unknown, id = `create-test-${(edits += 1)}`): Promise<Answered> =>
    who.post('/api/v1/files/create', { id, file, text });
  const starting = async (): Promise<StartingText[]> =>
    ((await clerk.get('/api/v1/files/starting')).body as { texts: StartingText[] }).texts;

  test('of each kind begins with a text that is right in this home as it is, and says when it would open', async () => {
    const texts = await starting();
    expect(texts.map(({ kind }) => kind)).toEqual([...scheduleKinds]);
    for (const { kind, text } of texts) {
      const { faults, schedule: made } = await check(fresh('brand-new'), text, { create: true });
      expect(faults, kind).toEqual([]);
      expect(made?.kind).toBe(kind);
      expect(made?.next.length, kind).toBeGreaterThan(0);
      expect(text, kind).toMatch(/^# .*\p{Script=Han}/mu);
    }
  });

  test('is put in place with who made it on record, and the bot goes by it', async () => {
    const text = (await starting())[0]?.text.replace('0 9 25 * *', '5 9 26 * *').replace('新的自查', '财务自查') ?? '';
    expect((await create(clerk, fresh('finance-check'), text)).body).toEqual({ kind: 'placed' });
    expect(await readFile(inHome('schedules', 'finance-check.yaml'), 'utf8')).toBe(text);
    const entries = await town.bot.world.stores.audit.entries('0-0', 5_000);
    expect(entries.at(-1)?.fields.join(' ')).toMatch(/actor he .*act file-created .*object schedules\/finance-check.yaml/u);
    await takenUp();
    const listed = (await clerk.get('/api/v1/schedules')).body as { id: string; name: string }[];
    expect(listed).toContainEqual(expect.objectContaining({ id: 'finance-check', name: '财务自查' }));
  });

  test('of a name that is there is told so, also to the second of two at once, and nothing is written over', async () => {
    const [first, other] = await starting();
    const before = (await read()).text;
    expect((await create(clerk, schedule, first?.text)).body).toEqual({ kind: 'taken' });
    expect(await readFile(inHome(files.selfCheck), 'utf8')).toBe(before);
    await symlink(inHome('data', 'key'), inHome('schedules', 'a-link.yaml'));
    expect((await create(clerk, fresh('a-link'), first?.text)).body).toEqual({ kind: 'taken' });
    await rm(inHome('schedules', 'a-link.yaml'));
    const both = await Promise.all([create(clerk, fresh('twice'), first?.text), create(second, fresh('twice'), other?.text)]);
    expect(both.map(({ body }) => (body as { kind: string }).kind)).toEqual(['placed', 'taken']);
    expect(await readFile(inHome('schedules', 'twice.yaml'), 'utf8')).toBe(first?.text);
    await rm(inHome('schedules', 'twice.yaml'));
    await takenUp();
  });

  test('that is wrong, has an odd name, is no schedule or comes from somebody else is not written', async () => {
    const before = await readdir(inHome('schedules'));
    const text = (await starting())[0]?.text ?? '';
    expect((await create(clerk, fresh('wrong'), text.replace('kind: self-check', 'kind: x'))).body).toMatchObject({ kind: 'faulty' });
    for (const name of ['..', '../x', '.hidden', 'a b', '自查', '', 'x'.repeat(81), 'a/b', 'a\u0000'])
      expect((await create(clerk, fresh(name), text)).status, name).toBe(400);
    expect((await create(clerk, { folder: 'templates', name: 'brand-new' }, '好')).status).toBe(400);
    expect(
      (await clerk.post('/api/v1/files/check', { file: { folder: 'templates', name: 'brand-new' }, text: '好', create: true })).status,
    ).toBe(404);
    for (const who of [secretary, discipline, liaison]) expect((await create(who, fresh('theirs'), text)).status).toBe(403);
    expect((await create(console.stranger(), fresh('theirs'), text)).status).toBe(401);
    expect((await secretary.get('/api/v1/files/starting')).body).toMatchObject({ mayEdit: false });
    expect((await liaison.get('/api/v1/files/starting')).status).toBe(403);
    expect(await readdir(inHome('schedules'))).toEqual(before);
  });
});

describe('who may', () => {
  test('the office changes; the secretary and discipline read; nobody else does either', async () => {
    const { text, digest } = await read();
    for (const who of [secretary, discipline]) {
      expect((await who.get(path)).body).toMatchObject({ text, mayEdit: false });
      expect((await who.get('/api/v1/files/templates')).status).toBe(200);
    }
    for (const who of [secretary, discipline, liaison, console.stranger()]) {
      const refused = who === liaison || who === secretary || who === discipline ? 403 : 401;
      expect((await edit(who, schedule, `${text}# x\n`, digest)).status).toBe(refused);
      expect((await who.post('/api/v1/files/check', { file: schedule, text })).status).toBe(refused);
    }
    expect((await liaison.get(path)).status).toBe(403);
    expect((await liaison.get('/api/v1/files/templates')).status).toBe(403);
    expect((await console.stranger().get(path)).status).toBe(401);
    expect(
      (await clerk.post('/api/v1/files/edit', { id: 'foreign-1', file: schedule, text, was: digest }, { origin: 'https://evil.example' }))
        .status,
    ).toBe(403);
    expect(await read()).toMatchObject({ text, digest });
  });

  test.each([
    ['..%2F..%2Fdata%2Fkey'],
    ['..%2Froster'],
    ['roster'],
    ['%2Fetc%2Fpasswd'],
    ['.hidden'],
    ['monthly-self-check.yaml'],
    ['a%00b'],
    ['a%0Ab'],
    ['x'.repeat(90)],
    ['no-such-schedule'],
  ])('a file outside, hidden or not there is not reached: %s', async (name) => {
    for (const folder of ['schedules', 'templates', 'data', '..', 'checklists']) {
      const { status } = await clerk.get(`/api/v1/files/${folder}/${name}`);
      expect([400, 404]).toContain(status);
    }
    const file = { folder: 'schedules', name: decodeURIComponent(name) };
    expect([400, 404]).toContain((await edit(clerk, file, 'name: x\n', null)).status);
    expect([400, 404]).toContain((await clerk.post('/api/v1/files/check', { file, text: 'name: x\n' })).status);
  });

  test('a link is neither followed nor replaced, nor is a folder that is one', async () => {
    await symlink(inHome('data', 'key'), inHome('schedules', 'linked.yaml'));
    await mkdir(inHome('templates'), { recursive: true });
    await rename(inHome('templates'), inHome('templates-aside'));
    await symlink(inHome('templates-aside'), inHome('templates'));
    try {
      expect((await clerk.get('/api/v1/files/schedules/linked')).status).toBe(404);
      expect(JSON.stringify((await clerk.get('/api/v1/files/schedules')).body)).not.toContain('linked');
      expect((await edit(clerk, { folder: 'schedules', name: 'linked' }, 'name: x\n', null)).status).toBe(404);
      const refused = await edit(clerk, message, '换了\n', null);
      expect(refused.body).not.toEqual({ kind: 'placed' });
      expect(await readdir(inHome('templates-aside'))).not.toContain('no-cycles.md');
    } finally {
      await rm(inHome('schedules', 'linked.yaml'));
      await rm(inHome('templates'));
      await rename(inHome('templates-aside'), inHome('templates'));
      await takenUp();
    }
  });

  test.each([
    ['10 MB', 'x'.repeat(10_000_000)],
    ['a control character', 'name: a\u0000b\n'],
    ['half a character', 'name: \ud800\n'],
    ['a number', 5],
  ])('a text of %s is refused and changes nothing', async (_, text) => {
    const { digest } = await read();
    for (const at of ['/api/v1/files/check', '/api/v1/files/edit']) {
      const { status } = await clerk.post(at, { id: 'hostile-edit', file: schedule, text, was: digest }).catch(() => ({ status: 413 }));
      expect([400, 413]).toContain(status);
    }
    expect((await read()).digest).toBe(digest);
  });
});

test('no draft is left behind, neither in the home nor beside it', async () => {
  expect((await readdir(inHome('schedules'))).filter((name) => name.endsWith('.part'))).toEqual([]);
  expect(town.logged.filter(({ level }) => level === 'error')).toEqual([]);
});
