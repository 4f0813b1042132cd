import { afterAll, beforeAll, expect, test } from 'vitest';
import type { UnitAnswersView } from '../../src/application/view-unit-answers.js';
import { hourMs } from '../../src/domain/time.js';
import { answered, byForm, linkFor } from '../harness/answer-forms.js';
import { anyPort, openTestConsole, type Answered, type TestConsole, type Visitor } from '../harness/console.js';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { sendsPhoto } from '../harness/inspections.js';
import { Township } from '../harness/township.js';

const cycle = 'monthly-self-check-20260825-0900';
const withPhoto = replace(
  files.selfCheck,
  'remind:',
  '  - { id: board, type: photo, text: 公开栏拍一张, label: 公开栏, reason: 看贴到几月, optional: true }\nremind:',
);
const hostile = '<img src=x onerror=alert(1)>';

let town: Township;
let console: TestConsole;
const visitors = new Map<string, Visitor>();

beforeAll(async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(hamlet, withPhoto, anyPort) });
  console = await openTestConsole(town);
  await town.until('2026-08-25 09:10');
  await town.says('赵小梅', `1是 2 3次 3${hostile}`);
  await sendsPhoto(town, '赵小梅');
  await town.says('赵小梅', '改 2 4');
  town.takeEverything();
  for (const who of ['张建国', '周正平', '何晓燕', '王志强', '赵小梅', '马春生']) visitors.set(who, await console.signIn(town, who));
});
afterAll(async () => {
  await console.stop();
  await town.close();
});

let asked = 0;

const as = (who: string): Visitor => visitors.get(who) ?? console.stranger();
const part = (unit: string, of = cycle): string => `/api/v1/cycles/${of}/units/${unit}`;
const look = (who: string, unit: string, id = `look-test-${(asked += 1)}`): Promise<Answered> =>
  as(who).post(`${part(unit)}/answers`, { id });

async function readsBy(actor: string): Promise<number> {
  const entries = await town.bot.world.stores.audit.entries('0-0', 5_000);
  return entries.filter(({ fields }) => ['read', actor, `${cycle}/dongcun`].every((one) => fields.includes(one))).length;
}

test('whoever 查 answers sees each version in words, the latest first, and that they looked is on record before', async () => {
  const before = await readsBy('wang');
  const { status, body, headers } = await look('王志强', 'dongcun');
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  const view = body as UnitAnswersView;
  expect(view).toMatchObject({ unit: '东村', title: '8月自查', byForm: false, expiredAt: null, filesGoneAt: null });
  expect(view.replies.map(({ version }) => version)).toEqual(view.replies.map((_, index) => view.replies.length - index));
  expect(view.replies[0]).toMatchObject({ by: '赵小梅联络员', late: false });
  expect(view.replies[0]?.answers.map(({ question, answer }) => [question, answer])).toEqual([
    ['本月会上专题研究过党风廉政吗？', '是'],
    ['咬耳扯袖谈了几次？', '4次'],
    ['主要问题，或要镇里协调的事？', hostile],
    ['公开栏拍一张', '照片1张'],
  ]);
  expect(view.replies.at(-1)?.answers[1]?.answer).toBe('3次');
  expect(await readsBy('wang')).toBe(before + 1);
  await town.says('赵小梅', '我的 谁看过');
  expect(town.expects('赵小梅')).toContain('王志强');
});

test('the same request again is one read on record; what is there after an hour is another', async () => {
  const before = await readsBy('zhang');
  for (const _ of [1, 2]) expect((await look('张建国', 'dongcun', 'look-again-1')).status).toBe(200);
  expect(await readsBy('zhang')).toBe(before + 1);
  await town.pass(`${hourMs / 60_000}m`);
  await look('张建国', 'dongcun', 'look-again-1');
  expect(await readsBy('zhang')).toBe(before + 2);
  town.takeEverything();
});

test('nobody sees what a unit said that they neither oversee nor belong to, and nobody at all without a session', async () => {
  for (const path of [part('dongcun'), part('nowhere'), part('dongcun', 'none'), part('..%2f..')])
    expect((await as('马春生').post(`${path}/answers`, { id: 'look-hostile-1' })).status, path).toBe(404);
  expect((await look('谁', 'dongcun')).status).toBe(401);
  expect((await look('赵小梅', 'dongcun')).status).toBe(200);
  for (const id of ['', '../../x', 'x'.repeat(100), 7])
    expect((await as('王志强').post(`${part('dongcun')}/answers`, { id })).status).toBe(400);
  const foreign = await as('王志强').post(`${part('dongcun')}/answers`, { id: 'look-foreign-1' }, { 'sec-fetch-site': 'cross-site' });
  expect(foreign.status).toBe(403);
  expect(await readsBy('ma')).toBe(0);
  expect(await readsBy('zhao')).toBe(0);
});

test('a photo is given as it was handed in to whoever may look, is on record with the answers, and no other file is', async () => {
  const view = (await look('何晓燕', 'dongcun', 'look-photo-1')).body as UnitAnswersView;
  const [name = ''] = view.replies[0]?.answers.at(-1)?.files ?? [];
  expect(name).toMatch(/^[0-9a-f]{32}\.jpg$/u);
  const photo = (who: string, of: string, read = 'look-photo-1'): Promise<Response> =>
    fetch(`${console.url}${part('dongcun')}/files/${of}?read=${read}`, { headers: { cookie: as(who).cookie } });
  const before = await readsBy('he');
  const given = await photo('何晓燕', name);
  expect(given.status).toBe(200);
  expect([...new Uint8Array(await given.arrayBuffer()).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
  expect(given.headers.get('content-type')).toBe('image/jpeg');
  expect(given.headers.get('cache-control')).toBe('no-store');
  expect(given.headers.get('content-security-policy')).toContain('sandbox');
  expect(await readsBy('he')).toBe(before);
  // Without the request that named it, it is a read of its own.
  expect((await photo('何晓燕', name, 'look-photo-2')).status).toBe(200);
  expect(await readsBy('he')).toBe(before + 1);
  expect((await photo('马春生', name)).status).toBe(404);
  expect((await photo('谁', name)).status).toBe(401);
  const other = await town.bot.world.files.save('another', Buffer.from('%PDF'), 'pdf');
  for (const of of [other, '..%2f..%2fkey', `${name}%00`]) expect((await photo('何晓燕', of)).status, of).toBeGreaterThanOrEqual(400);
});

test('what could not be put on record is not shown', async () => {
  const { audit } = town.bot.world.stores;
  const note = audit.note.bind(audit);
  audit.note = () => Promise.reject(new Error('the trail is away'));
  try {
    const { status, body } = await look('周正平', 'dongcun');
    expect(status).toBe(503);
    expect(JSON.stringify(body)).not.toContain('onerror');
  } finally {
    audit.note = note;
  }
});

test('when its time is over it says so, and shows nothing', async () => {
  const { cycles } = town.bot.world.stores;
  const cycleOf = cycles.cycle.bind(cycles);
  cycles.cycle = async (id) => {
    const found = await cycleOf(id);
    return found === undefined ? undefined : { ...found, expiredAt: town.now() };
  };
  try {
    const before = await readsBy('zhou');
    expect((await look('周正平', 'dongcun')).body).toMatchObject({ expiredAt: town.now(), replies: [], explanation: null });
    expect(await readsBy('zhou')).toBe(before);
  } finally {
    cycles.cycle = cycleOf;
  }
});

test('what was answered by form is shown to the same people, which the chat does not', async () => {
  const other = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(byForm) });
  const pages = await openTestConsole(other);
  try {
    await other.until('2026-08-25 09:10');
    other.takeEverything();
    const path = await linkFor(other, '赵小梅');
    expect((await pages.stranger().post(`${path}/form`, { entries: answered })).status).toBe(200);
    other.takeEverything();
    const leader = await pages.signIn(other, '王志强');
    expect((await leader.say('查 东村 8月')).join('\n')).toContain('内容在内网，聊天里不放');
    const { body } = await leader.post(`${part('dongcun')}/answers`, { id: 'look-form-1' });
    expect(body).toMatchObject({ byForm: true, replies: [{ version: 1, answers: expect.arrayContaining([]) }] });
    expect((body as UnitAnswersView).replies[0]?.answers.length).toBeGreaterThan(1);
    const liaison = await pages.signIn(other, '马春生');
    expect((await liaison.post(`${part('dongcun')}/answers`, { id: 'look-form-2' })).status).toBe(404);
  } finally {
    await pages.stop();
    await other.close();
  }
});
