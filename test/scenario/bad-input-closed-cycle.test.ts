import { afterEach, expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { booked, newestCycle, recordOf, totals } from '../harness/township-books.js';
import { Township } from '../harness/township.js';
import type { Cycle } from '../../src/domain/cycle.js';

let town: Township;
let august: Cycle;

/** August closed with 东村 answered and 石桥村 not; September is open. Its prompts carry the numbers 4 to 6, August's 1 to 3. */
async function inOctober(): Promise<void> {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet });
  await town.until('2026-08-25 09:05');
  august = await newestCycle(town);
  await town.says('赵小梅', '1是 2 3次 3无');
  await town.until('2026-09-28 09:05');
  for (const part of ['8月自查', '9月自查']) town.takeAll(part);
}

afterEach(() => town.end());

test('an answer without a number goes to the open cycle, and its echo says which that is', async () => {
  await inOctober();
  await town.says('马春生', '1是 2 3次 3无');
  town.expects('马春生', '石桥村9月自查记下了', '回执');
  expect(await booked(town, 'shiqiao')).toHaveLength(1);
  expect(await booked(town, 'shiqiao', august)).toEqual([]);
});

test('an answer with the number of the closed cycle is taken late where none was given, and refused where one was', async () => {
  await inOctober();
  await town.says('马春生', '3# 1是 2 3次 3无');
  town.expects('马春生', '谢谢补上', '石桥村8月自查记下了', '注明9月28日补交', '这一期已经结束', '回执');
  expect(await booked(town, 'shiqiao', august)).toEqual([{ by: 'ma', late: true, answers: [true, 3, '无'] }]);
  expect(await totals(town, august)).toMatchObject({ answered: 1, late: 1, pending: 1 });
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'pending', version: 0 });

  await town.says('赵小梅', '2# 1否 2 0 3无');
  town.expects('赵小梅', '8月自查那一期已经结束，这条没记');
  await town.says('赵小梅', '2# 改 2 4');
  town.expects('赵小梅', '8月自查那一期已经结束，这条没记');
  expect(await booked(town, 'dongcun', august)).toEqual([{ by: 'zhao', late: false, answers: [true, 3, '无'] }]);
});

test('a number that is nobody’s, somebody else’s or long past is refused and what is open is named', async () => {
  await inOctober();
  for (const text of ['99# 1是 2 3次 3无', '6# 1是 2 3次 3无', '2# 逐题', '1# 题目']) {
    await town.says('赵小梅', text);
    town.expects('赵小梅', '这条没记', '5# 东村9月自查');
  }
  await town.until('2027-01-25 09:05');
  for (const month of ['9月自查', '10月自查', '11月自查', '12月自查', '1月自查']) town.takeAll(month);
  await town.says('马春生', '3# 1是 2 3次 3无');
  town.expects('马春生', '没有3#，或那一期已经结束，这条没记', '石桥村1月自查');
  expect(await booked(town, 'shiqiao', august)).toEqual([]);
});

test('an answer written before the next cycle opened, but heard after, is the closed cycle’s', async () => {
  await inOctober();
  const before = town.now() - 24 * 3_600_000;
  await town.says('马春生', '1是 2 3次 3无', { at: before });
  town.expects('马春生', '石桥村8月自查记下了', '注明9月27日补交', '这一期已经结束');
  await town.says('赵小梅', '1是 2 4次 3无', { at: before });
  town.expects('赵小梅', '8月自查那一期已经结束，这条没记');
  expect(await booked(town, 'shiqiao')).toEqual([]);
  expect(await booked(town, 'dongcun')).toEqual([]);
});

test('an answer when nothing is open any more, nor was within two months, is told so', async () => {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet });
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '没看懂');
  await town.says('赵小梅', '逐题');
  town.expects('赵小梅', '您现在没有要答的');
  await town.says('赵小梅', '4# 1是 2 3次 3无');
  town.expects('赵小梅', '没有4#', '这条没记');
  expect(await town.bot.world.stores.cycles.cyclesSince(0)).toEqual([]);
});
