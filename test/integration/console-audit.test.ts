import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditVerdict } from '../../src/application/audit-verdict.js';
import type { AuditPage } from '../../src/application/view-audit.js';
import { openBrowser, type TestBrowser } from '../harness/browser.js';
import { anyPort, openTestConsole, type TestConsole, type Visitor } from '../harness/console.js';
import { hamlet, hamletWith } from '../harness/hamlet.js';
import { startTcpRedis, type TcpRedis } from '../harness/tcp-redis.js';
import { Township } from '../harness/township.js';
import { signIn } from '../harness/signed-in.js';

const cycle = 'monthly-self-check-20260825-0900';

let redis: TcpRedis;
let town: Township;
let console: TestConsole;
let browser: TestBrowser;
let discipline: Visitor;

beforeAll(async () => {
  redis = await startTcpRedis('--maxmemory-policy', 'noeviction');
  town = await Township.open({ at: '2026-08-24 08:59', redisUrl: `redis://127.0.0.1:${redis.port}`, prepare: hamletWith(hamlet, anyPort) });
  console = await openTestConsole(town);
  browser = await openBrowser();
  await town.until('2026-08-25 09:10');
  await town.says('赵小梅', '1是 2 3次 3没有');
  await town.says('马春生', '延期 3天 汛期忙');
  await town.says('何晓燕', '绑定码 李德明');
  town.takeEverything();
  discipline = await console.signIn(town, '周正平');
});
afterAll(async () => {
  await browser.close();
  await console.stop();
  await town.close();
  await redis.stop();
});

async function find(query: Record<string, string>): Promise<AuditPage['entries']> {
  const { status, body } = await discipline.get(`/api/v1/audit?${new URLSearchParams(query).toString()}`);
  expect(status).toBe(200);
  return (body as AuditPage).entries;
}

describe('what an entry is about', () => {
  test('is told in words: the cycle and the unit, the matter with its kind, the person; and as it is stored beside', async () => {
    const [recorded] = await find({ act: 'recorded' });
    expect(recorded).toMatchObject({ object: `${cycle}/dongcun#1`, about: { title: '8月自查', unit: '东村', person: null, matter: null } });
    const [asked] = await find({ act: 'request-opened' });
    expect(asked).toMatchObject({ about: { matter: { kind: 'request', no: expect.any(Number) }, unit: '石桥村' } });
    const [code] = await find({ act: 'code-issued' });
    expect(code).toMatchObject({ object: 'binding/li', about: { person: '李德明' } });
  });

  test('is shown as it is stored when there are no words for it, whatever it is', async () => {
    const { audit } = town.bot.world.stores;
    const objects = ['monthly-self-check-20269999-0900/dongcun', 'binding/nobody', 'matter/999999999', '<b>', 'schedules/../x.yaml', ''];
    for (const object of objects) await audit.note({ at: town.now(), actor: 'operator', act: 'exported', object }, `odd/${object}`);
    const found = (await find({ act: 'exported' })).toReversed();
    expect(found.map(({ object }) => object)).toEqual(objects);
    expect(found.map(({ about }) => [about.title, about.unit, about.person, about.schedule])).toEqual(
      objects.map(() => [null, null, null, null]),
    );
    expect(found[2]?.about.matter).toEqual({ no: 999_999_999, kind: null });
  });

  test('is found by those words', async () => {
    const found = await find({ text: '东村' });
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ about }) => about.unit))).toEqual(new Set(['东村']));
  });
});

test('entries are found by who, by what was done and between two days, both included', async () => {
  expect(new Set((await find({ actor: 'zhao' })).map(({ actor }) => actor))).toEqual(new Set(['赵小梅']));
  expect(await find({ actor: 'zhao', act: 'opened' })).toEqual([]);
  const day = { from: '2026-08-25', to: '2026-08-25' };
  expect((await find({ ...day, act: 'opened' })).length).toBe(1);
  expect(await find({ to: '2026-08-24', act: 'opened' })).toEqual([]);
  expect(await find({ from: '2026-08-26' })).toEqual([]);
  for (const query of ['from=yesterday', 'from=2026-02-30', 'act=a%20b', 'actor=..%2f', `text=${'x'.repeat(101)}`])
    expect((await discipline.get(`/api/v1/audit?${query}`)).status, query).toBe(400);
});

test('discipline verifies the trail with a click and reads that it holds; after an entry was taken out, from where it does not', async () => {
  const tab = await browser.open(console.url);
  const { page } = tab;
  await signIn(page, town, '周正平');
  await page.getByRole('menuitem', { name: '留痕' }).click();
  await page.getByText('8月自查 · 东村').first().waitFor();
  await page.getByText('请示', { exact: false }).first().waitFor();
  const entries = await town.bot.world.stores.audit.entries('0-0', 1_000);
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('对得上', { exact: true }).waitFor();
  await page.getByText(`共${entries.length}条`, { exact: false }).waitFor();

  const client = new Redis(redis.port, '127.0.0.1');
  await client.xdel('zrt:{qingshan}:audit', '3-0');
  client.disconnect();
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('对不上', { exact: true }).waitFor();
  await page.getByText('从第3号起对不上', { exact: false }).waitFor();
  // The third within a minute.
  await page.getByRole('button', { name: '核对', exact: true }).click();
  await page.getByText('刚核对过', { exact: false }).waitFor();

  await page.getByRole('combobox', { name: '做了什么' }).fill('给绑定码');
  await page.keyboard.press('Enter');
  await page.getByText('李德明').first().waitFor();
  await page.getByLabel('到哪天').fill('2026-08-24');
  await page.getByText('没有这样的。').waitFor();
  await page.context().close();
  expect(tab.complaints.filter((one) => !one.includes('429'))).toEqual([]);
});

test('nobody else may verify it, and whoever asks while it is under way gets that one’s outcome', async () => {
  const { audit } = town.bot.world.stores;
  const sealsAfter = audit.sealsAfter.bind(audit);
  let walks = 0;
  audit.sealsAfter = (no, limit) => {
    walks += no === 0 ? 1 : 0;
    return sealsAfter(no, limit);
  };
  const other = await openTestConsole(town);
  try {
    for (const who of ['何晓燕', '张建国', '王志强'])
      expect((await (await other.signIn(town, who)).post('/api/v1/audit/verify', {})).status, who).toBe(403);
    expect((await other.stranger().post('/api/v1/audit/verify', {})).status).toBe(401);
  } finally {
    await other.stop();
  }
  const again = await openTestConsole(town);
  try {
    const one = await again.signIn(town, '周正平');
    walks = 0;
    const both = await Promise.all([one.post('/api/v1/audit/verify', {}), one.post('/api/v1/audit/verify', {})]);
    expect(both.map(({ body }) => (body as AuditVerdict).holds)).toEqual([false, false]);
    expect(walks).toBe(1);
    expect((await one.post('/api/v1/audit/verify', {})).status).toBe(429);
  } finally {
    audit.sealsAfter = sealsAfter;
    await again.stop();
  }
});
