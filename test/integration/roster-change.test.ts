import { afterEach, expect, test } from 'vitest';
import { files, hamlet, replace } from '../harness/hamlet.js';
import { booked, recordOf, totals } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

let town: Township;

async function asked(): Promise<void> {
  const others = [{ id: 'wxid_sun', name: '孙国栋' }];
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet, others });
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，3题');
}

/** The clerk edits the roster while the bot is stopped for a minute. */
async function rosterChanges(...changes: [before: string, after: string][]): Promise<void> {
  await town.isDownUntil('2026-08-25 09:06', async (home) => {
    for (const [before, after] of changes) await replace(files.roster, before, after)(home);
  });
}

const dongcun = '  - { id: dongcun, name: 东村, kind: village, parent: qingshan, principal: li, supervisor: wang, liaison: zhao }\n';
const ma = '  - { id: ma, name: 马春生, title: 联络员, roles: [], accounts: [wxid_ma] }\n';
const sun = '  - { id: sun, name: 孙国栋, title: 联络员, roles: [], accounts: [wxid_sun] }\n';

afterEach(() => town.end());

test('a unit that is removed is excused at once with the reason; its people are asked nothing more and the counts are right', async () => {
  await asked();
  await town.says('何晓燕', '1是 2 3次 3无');
  town.expects('何晓燕', '回执');
  await rosterChanges([dongcun, '']);
  expect(await recordOf(town, 'dongcun')).toMatchObject({ state: 'excused', reason: 'removed', level: 'none' });
  expect(await totals(town)).toEqual({ pending: 1, answered: 1, late: 0, excused: 1, unreached: 0 });
  await town.says('张建国', '状态');
  town.expects('张建国', '3个单位：已交1，没交1，不用交1');
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '名单里没有东村了，这份不用答，这条没记');
  await town.says('赵小梅', '逐题');
  town.expects('赵小梅', '这个您这里看不了，也办不了');
  expect(await booked(town, 'dongcun')).toEqual([]);
  await town.until('2026-09-03 12:00');
  for (const who of ['马春生', '吴永贵', '王志强', '吴永贵']) town.expects(who, '石桥村');
});

test('a unit that is removed after it answered keeps its answer and its place in the counts', async () => {
  await asked();
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '回执');
  await rosterChanges([dongcun, '']);
  expect(await totals(town)).toMatchObject({ answered: 1, pending: 2, excused: 0 });
  expect(await booked(town, 'dongcun')).toHaveLength(1);
});

test('a person who moved to another unit is asked which is meant; the old unit waits for whoever holds the post now', async () => {
  await asked();
  await town.says('赵小梅', '逐题');
  await town.says('赵小梅', '是');
  for (const question of ['第1题', '第2题']) town.expects('赵小梅', question);
  await rosterChanges(['liaison: zhao }', 'liaison: none }'], ['liaison: ma }', 'liaison: zhao }'], ['liaison: none }', 'liaison: ma }']);
  await town.says('赵小梅', '2# 1是 2 3次 3无');
  town.expects('赵小梅', '您现在不在东村了，这条没记', '这份请东村现在的同志答');
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '您现在不在东村了，那份请现在的同志答', '3# 石桥村8月自查');
  expect(await totals(town)).toMatchObject({ answered: 0, pending: 3 });
  await town.says('赵小梅', '3');
  town.expects('赵小梅', '石桥村8月自查记下了', '回执');
  await town.says('马春生', '２＃ 1否 2 0 3 公开栏坏了');
  town.expects('马春生', '东村8月自查记下了', '回执');
  expect(await booked(town, 'shiqiao')).toMatchObject([{ by: 'zhao', answers: [true, 3, '无'] }]);
  expect(await booked(town, 'dongcun')).toMatchObject([{ by: 'ma', answers: [false, 0, '公开栏坏了'] }]);
  await town.says('赵小梅', '改 2 4');
  town.expects('赵小梅', '您现在不在东村了', '3# 石桥村8月自查');
  await town.says('赵小梅', '3');
  town.expects('赵小梅', '由3次改成4次', '回执');
});

test('a person who left every unit is told that the answer was not taken, and that others answer now', async () => {
  await asked();
  await rosterChanges(['liaison: zhao }', 'liaison: li }']);
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '您现在不在东村了，这条没记');
  await town.says('李德明', '1是 2 3次 3无');
  town.expects('李德明', '东村8月自查记下了');
  expect(await booked(town, 'dongcun')).toMatchObject([{ by: 'li' }]);
});

test('a person who was removed is a stranger, and whoever follows is reminded and can answer', async () => {
  await asked();
  await rosterChanges([ma, sun], ['liaison: ma }', 'liaison: sun }']);
  await town.does((hub, id) => hub.say({ from: 'wxid_ma', text: '1是 2 3次 3无', id }));
  town.expects('马春生', '请向镇党政办要码');
  await town.does((hub, id) => hub.say({ from: 'wxid_ma', text: '状态', id }));
  for (const who of ['何晓燕', '赵小梅']) await town.says(who, '1是 2 3次 3无');
  for (const who of ['何晓燕', '赵小梅']) town.expects(who, '回执');
  await town.until('2026-08-28 09:05');
  town.expects('孙国栋', '石桥村8月自查还没收到');
  await town.says('孙国栋', '题目');
  town.expects('孙国栋', '石桥村8月自查，3题');
  await town.says('孙国栋', '1是 2 3次 3无');
  town.expects('孙国栋', '石桥村8月自查记下了', '回执');
  expect(await totals(town)).toMatchObject({ answered: 3 });
});

test('a liaison who is removed without a successor leaves the reminders to the principal’s rung, and nothing fails', async () => {
  await asked();
  for (const who of ['何晓燕', '赵小梅']) await town.says(who, '1是 2 3次 3无');
  for (const who of ['何晓燕', '赵小梅']) town.expects(who, '回执');
  await rosterChanges([ma, ''], [', liaison: ma }', ' }']);
  await town.until('2026-09-02 09:05');
  town.expects('何晓燕', '名单上新接不上的有1处', '石桥村：没有联络员');
  town.expects('吴永贵', '石桥村8月自查', '到期');
  expect(town.logged.filter(({ level }) => level === 'error')).toEqual([]);
  await town.says('吴永贵', '我来答');
  town.expects('吴永贵', '好，您来答', '石桥村8月自查，3题');
  await town.says('吴永贵', '1是 2 3次 3无');
  town.expects('吴永贵', '谢谢补上', '回执');
});

test('a liaison who has left the post and nobody follows is not reminded of what they could not answer', async () => {
  await asked();
  for (const who of ['何晓燕', '马春生']) await town.says(who, '1是 2 3次 3无');
  for (const who of ['何晓燕', '马春生']) town.expects(who, '回执');
  await rosterChanges([', liaison: zhao }', ' }']);
  await town.until('2026-09-02 09:05');
  town.expects('何晓燕', '名单上新接不上的有1处', '东村：没有联络员');
  expect(town.expects('李德明', '东村8月自查')).toContain('到期');
});

test('what waits over night for a leader goes to whoever leads by the morning, and the one before hears nothing of it', async () => {
  await asked();
  await town.until('2026-08-25 20:00');
  await town.says('赵小梅', '延期3天，会计住院');
  town.expects('赵小梅', '已转王志强副书记');
  const otherLeader = replace(files.roster, 'principal: li, supervisor: wang', 'principal: li, supervisor: wu');
  await town.isDownUntil('2026-08-25 20:01', otherLeader);
  await town.until('2026-08-26 09:10');
  expect(town.expects('吴永贵', '东村请求延期')).toContain('会计住院');
});

test('a rung that waits over night goes to whoever holds the post by the morning', async () => {
  await asked();
  for (const who of ['何晓燕', '马春生']) await town.says(who, '1是 2 3次 3无');
  for (const who of ['何晓燕', '马春生']) town.expects(who, '回执');
  const early = replace(files.settings, 'to: "08:30"', 'to: "09:30"');
  await town.isDownUntil('2026-08-25 09:07', early);
  await town.until('2026-09-03 09:10');
  town.expects('赵小梅', '还没收到');
  town.expects('李德明', '东村8月自查', '到期');
  await town.isDownUntil('2026-09-03 09:11', replace(files.roster, 'principal: li, supervisor: wang', 'principal: li, supervisor: wu'));
  await town.until('2026-09-03 10:00');
  town.expects('吴永贵', '东村8月自查', '协调 您怎么帮');
  expect(town.expects('李德明')).toContain('东村8月自查已请吴永贵支书协调');
});

test('a roster with a mistake is refused whole at the next start, and the bot goes on once it is mended', async () => {
  await asked();
  const broken = replace(files.roster, 'liaison: zhao }', 'liaison: nobody }');
  await expect(town.isDownUntil('2026-08-25 09:06', broken)).rejects.toMatchObject({ code: 'bad-files' });
  await town.isDownUntil('2026-08-25 09:07', replace(files.roster, 'liaison: nobody }', 'liaison: zhao }'));
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '回执');
  expect(await totals(town)).toMatchObject({ answered: 1, excused: 0 });
});

test('every change of the files is on the record once with the digest of what is in them, also one made while the bot was down', async () => {
  await asked();
  const changes = async (): Promise<(string | undefined)[]> =>
    (await town.bot.world.stores.audit.entries('0-0', 1000))
      .map(({ fields }) => fields)
      .filter((fields) => fields.includes('files-changed'))
      .map((fields) => fields[fields.indexOf('digest') + 1]);
  expect(await changes()).toEqual([]);
  await rosterChanges(['name: 东村', 'name: 大东村']);
  const [first] = await changes();
  expect(await changes()).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/u)]);
  await replace(files.roster, 'name: 大东村', 'name: 东村')(town.home);
  // Seen, and taken once it has stood still.
  await town.pass('2s');
  await town.pass('2s');
  const second = (await changes())[1];
  expect(second).not.toBe(first);
  await town.isDownUntil('2026-08-25 09:10');
  await town.isDownUntil('2026-08-25 09:12', replace(files.roster, 'name: 东村', 'name: 大东村'));
  expect(await changes()).toEqual([first, second, first]);
});
