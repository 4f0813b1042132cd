import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { acceptClock } from '../../src/application/accept-clock.js';
import { files, hamlet } from '../harness/hamlet.js';
import { booked, newestCycle, recordOf, totals, versionsOf } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

let town: Township;

async function asked(): Promise<void> {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet });
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，3题');
}

/** The private Redis dies without warning, as by the kernel's hand. */
async function killRedis(): Promise<void> {
  const pid = Number(await readFile(join(town.home, 'data', 'redis', 'redis.pid'), 'utf8'));
  process.kill(pid, 'SIGKILL');
}

afterEach(() => town.end());

test('an answer to a prompt from before a restart is taken, and nobody is prompted again', async () => {
  await asked();
  await town.isDownUntil('2026-08-25 09:06');
  await town.until('2026-08-25 12:00');
  town.expectsNothing();
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '东村8月自查记下了', '回执');
  expect(await booked(town, 'dongcun')).toEqual([{ by: 'zhao', late: false, answers: [true, 3, '无'] }]);
});

test('an answer sent while the bot is down is taken when it is back', async () => {
  await asked();
  await town.stop();
  const said = town.says('赵小梅', '1是 2 3次 3无');
  await town.start();
  await said;
  town.expects('赵小梅', '回执');
  expect(await versionsOf(town, 'dongcun')).toHaveLength(1);
});

test('a 逐题 goes on after a restart at the question where it stopped, with what was answered', async () => {
  await asked();
  await town.says('赵小梅', '逐题');
  await town.says('赵小梅', '是');
  for (const question of ['第1题', '第2题']) town.expects('赵小梅', question);
  await town.isDownUntil('2026-08-25 09:07');
  await town.says('赵小梅', '3');
  town.expects('赵小梅', '第2题记3次', '第3题');
  await town.isDownUntil('2026-08-25 09:08');
  await town.says('赵小梅', '公开栏坏了');
  town.expects('赵小梅', '1 专题研究：是\n2 谈话：3次\n3 问题：公开栏坏了', '回执');
  expect(await booked(town, 'dongcun')).toEqual([{ by: 'zhao', late: false, answers: [true, 3, '公开栏坏了'] }]);
});

test('a question the bot asked before a restart is still understood after it', async () => {
  await asked();
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '回执');
  await town.says('赵小梅', '上面第二题搞错了，是4次');
  town.expects('赵小梅', '第2题由3次改成4次？');
  await town.isDownUntil('2026-08-25 09:07');
  await town.says('赵小梅', '对的');
  town.expects('赵小梅', '改好了', '回执');
  expect((await versionsOf(town, 'dongcun')).at(-1)?.answers['talks']).toMatchObject({ number: 4 });
});

test('restarts between the steps of the ladder make no step come twice, nor fail to come', async () => {
  await asked();
  for (const who of ['赵小梅', '何晓燕']) await town.says(who, '1是 2 3次 3无');
  for (const who of ['赵小梅', '何晓燕']) town.expects(who, '回执');
  const restart = async (at: string): Promise<void> => {
    await town.until(at);
    await town.isDownUntil(at);
  };
  await restart('2026-08-28 09:00');
  town.expects('马春生', '石桥村8月自查还没收到');
  await restart('2026-08-28 09:01');
  await restart('2026-09-02 08:59');
  town.expectsNothing();
  await restart('2026-09-02 09:00');
  town.expects('吴永贵', '石桥村8月自查', '到期');
  await restart('2026-09-02 09:01');
  await restart('2026-09-03 09:00');
  town.expects('王志强', '石桥村8月自查');
  town.expects('吴永贵', '已请王志强副书记协调');
  await restart('2026-09-04 09:00');
  town.expects('周正平', '通报草稿 1号');
  town.expects('张建国', '通报草稿 1号', '等镇纪委定');
  await restart('2026-09-04 09:01');
  await town.until('2026-09-08 12:00');
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'pending', level: 'circulate' });
});

test('the private Redis killed while answers come in is started again: every receipt sent is for an answer stored', async () => {
  await asked();
  const counts = Array.from({ length: 12 }, (_, index) => index + 1);
  const said = counts.map((count) => town.says(count % 2 === 0 ? '赵小梅' : '马春生', `1是 2 ${count}次 3无`));
  await said[3];
  await killRedis();
  await Promise.all(said);
  await town.says('何晓燕', '1是 2 7次 3无');
  town.expects('何晓燕', '镇党委8月自查记下了', '回执');
  const heard = town.takeEverything();
  for (const [who, unit] of [
    ['赵小梅', 'dongcun'],
    ['马春生', 'shiqiao'],
  ] as const) {
    const texts = heard.get(who) ?? [];
    const receipted = texts.flatMap((text) => /谈话：(\d+)次[\s\S]*回执/u.exec(text)?.slice(1).map(Number) ?? []);
    const apologies = texts.filter((text) => text.includes('没存上，不怪您'));
    expect(receipted.length + apologies.length).toBe(counts.length / 2);
    const stored = (await versionsOf(town, unit)).map(({ answers }) => (answers['talks'] as { number: number }).number);
    expect(stored).toEqual(expect.arrayContaining(receipted));
  }
  await town.until('2026-08-25 09:20');
  expect(await totals(town)).toMatchObject({ answered: 3, pending: 0 });
});

test('stopped in the middle of twenty answers, the bot has stored all it heard, and each receipt comes once, if late', async () => {
  await asked();
  const counts = Array.from({ length: 20 }, (_, index) => index + 1);
  const { hub } = town.world;
  const said = counts.slice(0, 5).map((count) => town.says('赵小梅', `1是 2 ${count}次 3无`));
  for (const count of counts.slice(5)) hub.say({ from: town.account('赵小梅'), text: `1是 2 ${count}次 3无` });
  await Promise.all(said);
  await town.isDownUntil('2026-08-25 09:06');
  await town.until('2026-08-25 09:20');
  const heard = town.takeEverything().get('赵小梅') ?? [];
  const receipts = heard.flatMap((text) => [...text.matchAll(/谈话：(\d+)次/gu)].map(([, count]) => Number(count)));
  const stored = (await versionsOf(town, 'dongcun')).map(({ answers }) => (answers['talks'] as { number: number }).number);
  expect(stored.length).toBeGreaterThanOrEqual(5);
  expect(receipts.toSorted((a, b) => a - b)).toEqual(stored.toSorted((a, b) => a - b));
});

test('a schedule whose file is deleted goes on with the cycle it opened, and opens no other', async () => {
  await asked();
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '回执');
  await town.isDownUntil('2026-08-25 09:06', (home) => rm(join(home, files.selfCheck)));
  await town.says('何晓燕', '1是 2 3次 3无');
  town.expects('何晓燕', '镇党委8月自查记下了', '回执');
  await town.says('马春生', '题目');
  town.expects('马春生', '石桥村8月自查，3题', '9月1日（周二）18:00');
  await town.until('2026-09-02 10:00');
  town.expects('马春生', '石桥村8月自查还没收到');
  town.expects('吴永贵', '石桥村8月自查', '到期');
  await town.says('张建国', '状态');
  town.expects('张建国', '8月自查', '3个单位：已交2，没交1');
  await town.until('2026-09-28 10:00');
  town.expects('王志强', '石桥村8月自查');
  town.expects('吴永贵', '已请王志强副书记协调');
  town.expects('周正平', '通报草稿');
  town.expects('张建国', '通报草稿');
  expect((await newestCycle(town)).schedule.id).toBe('monthly-self-check');
});

test('two months without the bot wait for an operator’s word: what was missed is on record, the clerk is told, and nobody is pressed for that time', async () => {
  await asked();
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '回执');
  const august = await newestCycle(town);
  await town.isDownUntil('2026-10-26 08:59');
  await town.until('2026-10-26 08:59:10');
  town.expectsNothing();
  expect(town.bot.world.alarms.raised()).toMatchObject([{ kind: 'clock-jump', facts: { held: true, byItself: false } }]);
  await acceptClock(town.bot.world, town.now());
  await town.until('2026-10-26 08:59:30');
  expect(town.bot.world.alarms.raised().map(({ kind }) => kind)).toEqual(['missed-schedule']);
  town.expects('何晓燕', '月度主体责任自查本该9月28日（周一）9:00发', '已过截止，这一期没发');
  town.expects('马春生', '对不住，我8月25日9:05到今天8:59没在线', '8月自查截止改到11月2日（周一）18:00');
  town.expectsNothing();
  expect((await town.bot.world.stores.cycles.missed(0)).map(({ reason }) => reason)).toEqual(['deadline-passed']);
  await town.until('2026-10-26 09:05');
  expect(town.takeAll('10月自查，3题').toSorted()).toEqual(['何晓燕', '赵小梅', '马春生'].toSorted());
  expect(await booked(town, 'dongcun', august)).toHaveLength(1);
});

test('a bot that comes back a day late opens what was due, once, with as many workdays as it should have had', async () => {
  town = await Township.open({ at: '2026-08-24 12:00', prepare: hamlet });
  await town.isDownUntil('2026-08-26 09:30');
  await town.until('2026-08-26 09:40');
  expect(town.takeAll('8月自查，3题\n截止：9月2日（周三）18:00')).toHaveLength(3);
  await town.isDownUntil('2026-08-26 09:50');
  await town.until('2026-08-26 10:00');
  expect(await town.bot.world.stores.cycles.missed(0)).toEqual([]);
});
