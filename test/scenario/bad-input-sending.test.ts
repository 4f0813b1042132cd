import { afterEach, expect, test } from 'vitest';
import { files, hamlet, hamletWith, replace } from '../harness/hamlet.js';
import { recordOf, totals } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

let town: Township;

async function before(sendMs?: number): Promise<void> {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet, ...(sendMs === undefined ? {} : { chatTimes: { sendMs } }) });
}

afterEach(() => town.end());

test('offline at the opening, the bot keeps what is due and sends it once, to each, when it is back', async () => {
  await before();
  await town.world.hub.logOut();
  await town.until('2026-08-25 10:30');
  town.expectsNothing();
  expect(await totals(town)).toMatchObject({ pending: 3, unreached: 0 });
  town.world.hub.logIn();
  await town.until('2026-08-25 12:00');
  expect(town.takeAll('8月自查，3题').toSorted()).toEqual(['何晓燕', '马春生', '赵小梅'].toSorted());
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '东村8月自查记下了', '回执');
});

test('who was prompted a day late because the bot was offline has as many workdays as the others', async () => {
  await before();
  await town.world.hub.logOut();
  await town.until('2026-08-26 09:30');
  town.world.hub.logIn();
  await town.until('2026-08-26 09:40');
  expect(town.takeAll('截止：9月2日（周三）18:00')).toHaveLength(3);
});

test('a liaison whose account refuses is not late: the unit is unreached, the clerk is told why, the principal is asked the next workday', async () => {
  await before();
  town.world.hub.faults.refuse(town.account('马春生'));
  await town.until('2026-08-25 09:30');
  expect(town.takeAll('8月自查，3题').toSorted()).toEqual(['何晓燕', '赵小梅'].toSorted());
  town.expects('何晓燕', '8月自查有1家没发出去', '石桥村：马春生的微信收不到');
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'unreached' });
  expect(await totals(town)).toMatchObject({ pending: 2, unreached: 1 });
  await town.says('张建国', '状态');
  town.expects('张建国', '没交2，没发出去1');
  await town.until('2026-08-26 08:59');
  town.expectsNothing();
  await town.until('2026-08-26 09:10');
  town.expects('吴永贵', '石桥村8月自查，3题', '截止：9月2日（周三）18:00');
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'pending', askedTo: 'wu' });
  await town.says('吴永贵', '1是 2 3次 3无');
  town.expects('吴永贵', '石桥村8月自查记下了', '回执');
  await town.says('何晓燕', '状态');
  town.expects('何晓燕', '没发出去1', '给马春生的8月自查发题');
});

test('when liaison and principal both refuse, nothing climbs and the clerk sees it stand', async () => {
  await before();
  for (const who of ['马春生', '吴永贵']) town.world.hub.faults.refuse(town.account(who));
  await town.until('2026-08-25 09:30');
  town.takeAll('8月自查，3题');
  town.expects('何晓燕', '石桥村：马春生的微信收不到');
  for (const who of ['何晓燕', '赵小梅']) await town.says(who, '1是 2 3次 3无');
  for (const who of ['何晓燕', '赵小梅']) town.expects(who, '回执');
  await town.until('2026-09-08 12:00');
  town.expects('何晓燕', '石桥村：吴永贵的微信收不到');
  town.expectsNothing();
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'unreached', level: 'none' });
  expect(await totals(town)).toMatchObject({ answered: 2, unreached: 1, pending: 0 });
  town.world.hub.faults.accept(town.account('马春生'));
  await town.says('何晓燕', '状态');
  const failed = /(\d+) 给马春生的8月自查发题/u.exec(town.expects('何晓燕', '没发出去'))?.[1] ?? '';
  await town.says('何晓燕', `再发 ${failed}`);
  town.expects('何晓燕', `${failed}已再发`);
  await town.until('2026-09-08 12:10');
  town.expects('马春生', '石桥村8月自查，3题');
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'pending', askedTo: 'ma' });
});

test('a send whose reply was lost is unknown: never sent again by itself, told to the clerk, and only the clerk decides', async () => {
  await before();
  town.world.hub.faults.loseNextReply();
  await town.until('2026-08-25 09:30');
  const prompted = town.takeAll('8月自查，3题');
  expect(prompted.toSorted()).toEqual(['何晓燕', '马春生', '赵小梅'].toSorted());
  const told = town.expects('何晓燕', '有1条消息说不清到没到，我没重发', '8月自查发题', '再发 1 或 已到 1');
  const lost = /1 给(.+?)的8月自查发题/u.exec(told)?.[1] ?? '';
  for (const who of ['张建国', '赵小梅', '周正平', '王志强']) {
    await town.says(who, '再发 1');
    town.expects(who, '这个您这里看不了，也办不了');
  }
  await town.until('2026-08-25 12:00');
  town.expectsNothing();
  const again = await town.says('何晓燕', '再发1');
  town.expects('何晓燕', '1已再发');
  await town.again(again);
  await town.until('2026-08-25 12:10');
  town.expects(lost, '8月自查，3题');
  await town.says('何晓燕', '再发1');
  town.expects('何晓燕', '1不在说不清和没发出去的里面，没动');
});

test('what was sent again on the clerk’s word and is unknown once more is told once more', async () => {
  await before();
  town.world.hub.faults.loseNextReply();
  await town.until('2026-08-25 09:30');
  town.takeAll('8月自查，3题');
  const lost = /1 给(.+?)的8月自查发题/u.exec(town.expects('何晓燕', '说不清到没到'))?.[1] ?? '';
  await town.says('何晓燕', '再发1');
  town.expects('何晓燕', '1已再发');
  town.world.hub.faults.loseNextReply();
  await town.until('2026-08-25 09:50');
  town.expects(lost, '8月自查，3题');
  town.expects('何晓燕', '有1条消息说不清到没到', '再发 1 或 已到 1');
  expect(await town.bot.world.stores.outbox.open('unknown', 9)).toHaveLength(1);
});

test('several that are unknown are told in one message, and not again when one of them is settled', async () => {
  await before();
  town.world.hub.faults.loseNextReply();
  town.world.hub.faults.loseNextReply();
  await town.until('2026-08-25 09:30');
  town.takeAll('8月自查，3题');
  town.expects('何晓燕', '有2条消息说不清到没到');
  for (const no of [2, 1]) {
    await town.says('何晓燕', `已到 ${no}`);
    town.expects('何晓燕', `${no}记为已到`);
    await town.until(no === 2 ? '2026-08-25 09:40' : '2026-08-25 09:50');
  }
  expect(await town.bot.world.stores.outbox.open('unknown', 9)).toEqual([]);
});

test('a reply of which nobody knows whether it went out counts for the account’s pace all the same', async () => {
  await before();
  await town.until('2026-08-25 09:30');
  town.takeAll('8月自查，3题');
  const { outbox } = town.bot.world.stores;
  const known = await outbox.sends(0);
  town.world.hub.faults.loseNextReply();
  await town.says('赵小梅', '帮助');
  town.expects('赵小梅', '东村联络员');
  expect(await outbox.sends(0)).toHaveLength(known.length + 1);
});

test('what the clerk has settled before being told of it is not told any more', async () => {
  const slowly = replace(files.settings, 'pacing: false', 'pacing: { gap: [30m, 30m], perHour: 100, perDay: 400 }');
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(slowly) });
  town.world.hub.faults.loseNextReply();
  await town.until('2026-08-25 09:45');
  expect(town.takeAll('8月自查，3题')).toHaveLength(2);
  await town.says('何晓燕', '已到 1');
  town.expects('何晓燕', '1记为已到');
  await town.until('2026-08-25 13:00');
  expect(town.takeAll('8月自查，3题')).toHaveLength(1);
  town.expectsNothing();
});

test('已到 settles an unknown prompt: the ladder starts from when it was sent', async () => {
  await before();
  town.world.hub.faults.loseNextReply();
  await town.until('2026-08-25 09:30');
  town.takeAll('8月自查，3题');
  const lost = /1 给(.+?)的8月自查发题/u.exec(town.expects('何晓燕', '说不清到没到'))?.[1] ?? '';
  const unit = { 何晓燕: 'qingshan', 赵小梅: 'dongcun', 马春生: 'shiqiao' }[lost] ?? '';
  expect(await recordOf(town, unit)).not.toHaveProperty('promptAt');
  await town.says('何晓燕', '已到 1');
  town.expects('何晓燕', '1记为已到');
  expect(await recordOf(town, unit)).toMatchObject({ state: 'pending', askedTo: expect.any(String), promptAt: expect.any(Number) });
  await town.until('2026-08-28 09:10');
  expect(town.takeAll('还没收到')).toHaveLength(3);
});

test('a unit that answers a prompt of unknown outcome has answered; the clerk need not decide', async () => {
  await before();
  town.world.hub.faults.loseNextReply();
  await town.until('2026-08-25 09:30');
  town.takeAll('8月自查，3题');
  town.expects('何晓燕', '说不清到没到');
  for (const who of ['何晓燕', '赵小梅', '马春生']) await town.says(who, '1是 2 3次 3无');
  for (const who of ['何晓燕', '赵小梅', '马春生']) town.expects(who, '回执');
  expect(await totals(town)).toMatchObject({ answered: 3 });
});

test('a send that hangs is given up as unknown and holds up nobody; what arrives late after all arrives once', async () => {
  await before(150);
  const release = town.world.hub.faults.hangNextSend();
  await town.until('2026-08-25 09:30');
  const prompted = town.takeAll('8月自查，3题');
  expect(prompted).toHaveLength(2);
  const told = town.expects('何晓燕', '说不清到没到');
  const lost = /1 给(.+?)的8月自查发题/u.exec(told)?.[1] ?? '';
  expect(prompted).not.toContain(lost);
  release();
  await town.until('2026-08-25 12:00');
  town.expects(lost, '8月自查，3题');
  await town.says('何晓燕', '已到1');
  town.expects('何晓燕', '1记为已到');
});

test('a receipt whose reply was lost is repeated with the same number, and the answer is stored once', async () => {
  await before();
  await town.until('2026-08-25 09:30');
  town.takeAll('8月自查，3题');
  town.world.hub.faults.loseNextReply();
  await town.says('赵小梅', '1是 2 3次 3无');
  const first = town.expects('赵小梅', '回执');
  await town.until('2026-08-25 09:40');
  expect(town.expects('赵小梅', '回执')).toBe(first);
  expect(await recordOf(town, 'dongcun')).toMatchObject({ version: 1 });
});

test('a receipt that the account refuses is shown to the clerk, and the answer is stored', async () => {
  await before();
  await town.until('2026-08-25 09:30');
  town.takeAll('8月自查，3题');
  town.world.hub.faults.refuse(town.account('赵小梅'));
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expectsNothing();
  expect(await recordOf(town, 'dongcun')).toMatchObject({ version: 1, state: 'answered' });
  town.world.hub.faults.accept(town.account('赵小梅'));
  await town.says('何晓燕', '状态');
  town.expects('何晓燕', '没发出去1', '1 给赵小梅的8月自查回执', '再发 1');
  await town.says('何晓燕', '再发 1');
  town.expects('何晓燕', '1已再发');
  await town.until('2026-08-25 09:40');
  town.expects('赵小梅', '东村8月自查记下了', /回执 \d+$/u);
});

test('a rung that its person’s account refuses passes on at once, and the clerk sees what failed', async () => {
  await before();
  await town.until('2026-08-25 09:30');
  town.takeEverything();
  await town.says('赵小梅', '1是 2 3次 3无');
  await town.says('何晓燕', '1是 2 3次 3无');
  town.takeEverything();
  town.world.hub.faults.refuse(town.account('吴永贵'));
  await town.until('2026-09-02 09:05');
  town.takeAll('还没收到');
  town.expects('王志强', '石桥村8月自查', '还没着落');
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ level: 'supervise' });
  town.world.hub.faults.accept(town.account('吴永贵'));
  await town.says('何晓燕', '状态');
  town.expects('何晓燕', '给吴永贵的8月自查催办');
});
