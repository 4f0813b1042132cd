import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { booked } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

let town: Township;

/** 赵小梅 is the liaison of both villages: 2# and 3#. */
const twoUnits = replace(files.roster, 'liaison: ma }', 'liaison: zhao }');

/** A second self-check opens with the first. */
async function secondSchedule(home: string): Promise<void> {
  const second = 'schedules/seals.yaml';
  await copyFile(join(home, files.selfCheck), join(home, second));
  await replace(second, 'name: 月度主体责任自查', 'name: 月度印章自查')(home);
  await replace(second, 'audience: { units: all }', 'audience: { units: [dongcun] }')(home);
}

async function asked(...changes: ((home: string) => Promise<void>)[]): Promise<void> {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamletWith(...changes) });
  await town.until('2026-08-25 09:05');
}

afterEach(() => town.end());

test('two units for one liaison come in one message with a number on each', async () => {
  await asked(twoUnits);
  town.expects('赵小梅', '东村8月自查，3题（2#）', '2# 1否 2 0 3无', '石桥村8月自查，3题（3#）', '3# 1否 2 0 3无', '3# 逐题');
  town.expects('何晓燕', '镇党委8月自查，3题\n');
  await town.says('赵小梅', '3# 1是 2 3次 3无');
  town.expects('赵小梅', '石桥村8月自查记下了');
  await town.says('赵小梅', '２＃１否 2 1次 3 公开栏坏了');
  town.expects('赵小梅', '东村8月自查记下了');
  expect(await booked(town, 'shiqiao')).toMatchObject([{ answers: [true, 3, '无'] }]);
  expect(await booked(town, 'dongcun')).toMatchObject([{ answers: [false, 1, '公开栏坏了'] }]);
});

test.each(['3', '3#', '３号', '3#。'])('an answer that names none is asked about, and %s alone tells which', async (number) => {
  await asked(twoUnits);
  town.takeAll('8月自查，3题');
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '您有2份，答的是哪份？\n2# 东村8月自查\n3# 石桥村8月自查\n回前面的号就行，如：2');
  expect(await booked(town, 'dongcun')).toEqual([]);
  expect(await booked(town, 'shiqiao')).toEqual([]);
  await town.says('赵小梅', number);
  town.expects('赵小梅', '石桥村8月自查记下了', '2 谈话：3次', '回执');
  expect(await booked(town, 'shiqiao')).toHaveLength(1);
  expect(await booked(town, 'dongcun')).toEqual([]);
  await town.says('赵小梅', '3');
  expect(town.expects('赵小梅')).not.toContain('回执');
  expect(await booked(town, 'shiqiao')).toHaveLength(1);
});

test('a word such as 逐题 that names none is asked about as well, and begins where the number says', async () => {
  await asked(twoUnits);
  town.takeAll('8月自查，3题');
  await town.says('赵小梅', '逐题');
  town.expects('赵小梅', '您有2份，答的是哪份？');
  await town.says('赵小梅', '2');
  town.expects('赵小梅', '好，一题一题来', '第1题');
  for (const answer of ['是', '3', '无']) await town.says('赵小梅', answer);
  for (const expected of ['第2题', '第3题', '东村8月自查记下了']) town.expects('赵小梅', expected);
  expect(await booked(town, 'dongcun')).toHaveLength(1);
});

test('after the question which is meant, a number that is none of them records nothing', async () => {
  await asked(twoUnits);
  town.takeAll('8月自查，3题');
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '您有2份');
  for (const number of ['1', '9', '1#', '８号']) {
    await town.says('赵小梅', number);
    town.expects('赵小梅', '这条没记', '2# 东村8月自查\n3# 石桥村8月自查');
  }
  await town.says('赵小梅', '2');
  town.expects('赵小梅', '东村8月自查记下了');
  expect(await booked(town, 'dongcun')).toMatchObject([{ answers: [true, 3, '无'] }]);
});

test('two cycles at once: each is called by its whole name, and once one is answered the other needs no number', async () => {
  await asked(secondSchedule);
  const cycles = await town.bot.world.stores.cycles.openCycles();
  const [seals, monthly] = ['seals', 'monthly-self-check'].map((id) => cycles.find(({ schedule }) => schedule.id === id));
  const prompt = town.expects('赵小梅', '东村8月主体责任自查，3题（', '东村8月印章自查，3题（');
  town.takeAll('8月主体责任自查，3题');
  const number = /印章自查，3题（(\d+)#）/u.exec(prompt)?.[1] ?? '';
  await town.says('赵小梅', `${number}# 1是 2 3次 3无`);
  town.expects('赵小梅', '东村8月印章自查记下了');
  await town.says('赵小梅', '1否 2 0 3 公开栏坏了');
  town.expects('赵小梅', '东村8月主体责任自查记下了');
  expect(await booked(town, 'dongcun', seals)).toMatchObject([{ answers: [true, 3, '无'] }]);
  expect(await booked(town, 'dongcun', monthly)).toMatchObject([{ answers: [false, 0, '公开栏坏了'] }]);
});

test('talk and questions while two prompts are open are not asked about', async () => {
  await asked(twoUnits);
  town.takeAll('8月自查，3题');
  await town.says('赵小梅', '收到');
  await town.says('赵小梅', '好的谢谢👌');
  town.expectsNothing();
  await town.says('赵小梅', '在吗');
  expect(town.expects('赵小梅')).not.toContain('哪份');
});
