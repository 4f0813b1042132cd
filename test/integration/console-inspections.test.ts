import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InspectableView, InspectionsView } from '../../src/application/view-inspections.js';
import { openBrowser, type Tab, type TestBrowser } from '../harness/browser.js';
import { anyPort, openTestConsole, type TestConsole, type Visitor } from '../harness/console.js';
import { hamletOfInspections, saysAll } from '../harness/inspections.js';
import { spotChecks } from '../harness/spot-checks.js';
import { Township } from '../harness/township.js';
import { signIn } from '../harness/signed-in.js';

let town: Township;
let console: TestConsole;
let browser: TestBrowser;
const visitors = new Map<string, Visitor>();

/** A remark as somebody might write it who wants to see what a page makes of it. */
const found = '公示栏只到5月<img src=x onerror=alert(1)>';
const campaign = `name: 集中整治
kind: campaign
cron: "0 10 * * 5"
to: [secretary, discipline-secretary]
stages:
  - { id: own, name: 自查自纠, from: 2026-08-24, until: 2026-09-11 }
  - { id: look, name: 集中检查, from: 2026-09-14, until: 2026-09-30 }
themes:
  - { id: board, name: 村务公开, checklists: [on-site], fields: [disclosure] }
`;

beforeAll(async () => {
  const withCampaign = (home: string): Promise<void> => writeFile(join(home, 'schedules', 'campaign.yaml'), campaign);
  const prepare = hamletOfInspections(anyPort, spotChecks({ units: ['dongcun', 'shiqiao'], sample: 2 }), withCampaign);
  town = await Township.open({ at: '2026-09-08 09:30', prepare });
  console = await openTestConsole(town);
  browser = await openBrowser();
  for (const who of ['罗勇', '秦川', '许敏', '张建国', '王志强', '赵小梅']) visitors.set(who, await console.signIn(town, who));
  await saysAll(town, '罗勇', '检查 东村 现场检查', '正常', `问题 ${found}`);
  await town.until('2026-09-08 10:05');
  town.takeEverything();
});
afterAll(async () => {
  await browser.close();
  await console.stop();
  await town.close();
});

async function seenBy(who: string): Promise<InspectionsView> {
  const { status, body } = (await visitors.get(who)?.get('/api/v1/inspections')) ?? { status: 0, body: undefined };
  expect(status).toBe(200);
  return body as InspectionsView;
}

async function signedIn(who: string, width = 1280): Promise<Tab> {
  const tab = await browser.open(console.url, width < 800 ? { viewport: { width, height: 844 }, isMobile: true, colorScheme: 'dark' } : {});
  await signIn(tab.page, town, who);
  await tab.page.getByRole('menuitem', { name: '检查', exact: true }).waitFor();
  await tab.page.goto(`${console.url}/#/inspections`);
  return tab;
}

async function end({ page, complaints }: Tab): Promise<unknown[]> {
  await page.context().close();
  return [...complaints, ...town.logged.filter(({ level }) => level !== 'info')];
}

test('a walk is seen by whoever may inspect there, how far it has come and not what was found; nobody else learns of it', async () => {
  const [own] = (await seenBy('罗勇')).inspections?.open ?? [];
  expect(own).toMatchObject({ unit: '东村', checklist: '村级现场检查', number: 3, items: 3, inspectors: ['罗勇'], may: 'resume' });
  expect((await seenBy('秦川')).inspections?.open).toMatchObject([{ unit: '东村', may: 'join' }]);
  for (const who of ['罗勇', '秦川', '许敏']) expect(JSON.stringify(await seenBy(who))).not.toContain('公示栏');
  for (const who of ['张建国', '王志强', '赵小梅']) expect((await seenBy(who)).inspections).toBeNull();
});

test('what may be inspected is listed for inspectors alone, with the lists that fit', async () => {
  const listFor = async (who: string): Promise<InspectableView[]> =>
    (await visitors.get(who)?.get('/api/v1/inspectable'))?.body as InspectableView[];
  expect((await listFor('秦川')).find(({ name }) => name === '东村')?.checklists.toSorted()).toEqual(
    ['村级现场检查', '财务检查'].toSorted(),
  );
  expect(await listFor('王志强')).toEqual([]);
});

test('campaigns are shown to those whom 专项 answers', async () => {
  expect((await seenBy('张建国')).campaigns).toMatchObject([{ name: '集中整治', stage: { name: '自查自纠' } }]);
  expect((await seenBy('赵小梅')).campaigns).toBeNull();
});

test('of a draw everybody sees what is public; whom it drew only those who may see these units, and the secret nobody before its end', async () => {
  const before = await seenBy('赵小梅');
  expect(before.draws).toMatchObject([{ state: 'committed', mayName: false, number: null, drawn: [], key: null, units: [] }]);
  expect((await seenBy('许敏')).draws[0]?.mayName).toBe(true);
  await visitors.get('许敏')?.say(`抽 ${before.draws[0]?.no} 58`);
  await town.until('2026-09-08 10:08');
  const namesFor = async (who: string): Promise<string[]> => (await seenBy(who)).draws[0]?.units.map(({ name }) => name).toSorted() ?? [];
  expect(await namesFor('许敏')).toEqual(['东村', '石桥村']);
  expect(await namesFor('赵小梅')).toEqual(['东村']);
  expect((await seenBy('许敏')).draws[0]).toMatchObject({ state: 'asking', number: { digits: '58', by: '许敏' }, drawn: [], key: null });
  await town.says('赵小梅', '都在村部，一个下组了');
  await town.until('2026-09-08 10:45');
  const called = (await seenBy('许敏')).draws[0]?.units.find(({ name }) => name === '石桥村');
  expect(called).toEqual({ name: '石桥村', reach: 'silent', mayCall: true });
  expect((await seenBy('王志强')).draws[0]?.units.every(({ mayCall }) => !mayCall)).toBe(true);
  for (const who of ['许敏', '赵小梅', '张建国']) expect(JSON.stringify(await seenBy(who))).not.toContain('一个下组了');
  town.takeEverything();
});

test('an officer enters in the page what they heard on the telephone, and the draw is public with it', async () => {
  const tab = await signedIn('许敏');
  const { page } = tab;
  await page.getByText(/抽查 \d/).click();
  await page.getByRole('button', { name: '核 石桥村' }).click();
  await page.getByRole('textbox', { name: '电话里怎么说的' }).fill('通了，在县里培训');
  await page.getByRole('button', { name: /确\s*定/ }).click();
  await page.getByText('石桥村：电话核实', { exact: false }).waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByText('都有着落，已公开').waitFor();
  await page.getByText('抽中').waitFor();
  town.takeEverything();
  expect((await seenBy('赵小梅')).draws[0]?.key).toMatch(/^[0-9a-f]{16,}$/);
  expect(await end(tab)).toEqual([]);
});

test('an inspector goes on from a phone in the dark, hands in, and the page shows the totals and the finding as it was written', async () => {
  const tab = await signedIn('罗勇', 390);
  const { page } = tab;
  await page.getByText('2/3').waitFor();
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByText('第3项：单据签字齐吗？').waitFor();
  await saysAll(town, '罗勇', '不适用', '提交');
  await town.until('2026-09-08 10:50');
  town.takeEverything();
  const { inspections } = await seenBy('罗勇');
  expect(inspections?.done).toMatchObject([{ unit: '东村', fine: 1, problem: 1, notApplicable: 1, findings: [expect.any(Number)] }]);
  await page.reload();
  await page.getByText('查过的 1').click();
  await page.getByText('▲ 1').waitFor();
  const wide = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(wide).toBe(0);
  const overseer = await signedIn('许敏');
  await overseer.page.getByText('查过的 1').click();
  await overseer.page.getByRole('button', { name: String(inspections?.done[0]?.findings[0]) }).click();
  await overseer.page.getByText('<img src=x onerror=alert(1)>', { exact: false }).waitFor();
  expect([...(await end(tab)), ...(await end(overseer))]).toEqual([]);
});
