import { afterEach, expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { booked, recordOf, totals, versionsOf } from '../harness/township-books.js';
import { instant, Township } from '../harness/township.js';

let town: Township;

async function asked(): Promise<void> {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet });
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，3题');
}

function receiptNo(text: string): number {
  return Number(/回执 (\d+)$/u.exec(text)?.[1]);
}

afterEach(() => town.end());

test('the same message delivered five times counts once and is answered once, also after a restart', async () => {
  await asked();
  const id = await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '回执');
  for (let time = 0; time < 2; time += 1) await town.again(id);
  await town.isDownUntil('2026-08-25 09:06');
  for (let time = 0; time < 2; time += 1) await town.again(id);
  const change = await town.says('赵小梅', '改 2 4');
  town.expects('赵小梅', '由3次改成4次');
  await town.again(id);
  await town.again(change);
  expect(await booked(town, 'dongcun')).toMatchObject([{ answers: [true, 3, '无'] }, { answers: [true, 4, '无'] }]);
});

test('five deliveries at one stroke count once and are answered once', async () => {
  await asked();
  const { hub } = town.world;
  const id = hub.say({ from: town.account('赵小梅'), text: '1是 2 3次 3无' });
  for (let time = 0; time < 4; time += 1) hub.deliverAgain(id);
  await town.says('赵小梅', '收到');
  town.expects('赵小梅', '回执');
  expect(await versionsOf(town, 'dongcun')).toHaveLength(1);
});

test('a 改 that arrives before the answer it is for changes nothing and says so; the answer is then taken', async () => {
  await asked();
  await town.says('赵小梅', '改 2 4');
  town.expects('赵小梅', '东村8月自查还没答过，不用改');
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '2 谈话：3次', '回执');
  expect(await booked(town, 'dongcun')).toMatchObject([{ answers: [true, 3, '无'] }]);
});

test('of two answers that arrive the wrong way round the one written last stands, and the other is kept beside it', async () => {
  await asked();
  await town.until('2026-08-25 10:00');
  await town.says('赵小梅', '1是 2 5次 3无', { at: instant('2026-08-25 09:50') });
  town.expects('赵小梅', '2 谈话：5次', '回执');
  await town.says('赵小梅', '1是 2 3次 3公开栏坏了', { at: instant('2026-08-25 09:40') });
  town.expects('赵小梅', '您后写的那条先到，以那条为准，\n这条作为补充记在后面', '回执');
  const versions = await versionsOf(town, 'dongcun');
  expect(versions.map(({ answers }) => answers['talks'])).toMatchObject([{ number: 5 }, { number: 5 }]);
  expect(versions[1]?.supplements).toMatchObject([{ by: 'zhao', answers: { talks: { number: 3 }, issue: { text: '公开栏坏了' } } }]);
  await town.says('赵小梅', '查 东村 8月');
  town.expects('赵小梅', '2 谈话：5次', '补充 2 谈话：3次', '补充 3 问题：公开栏坏了');
  await town.says('李德明', '1否 2 4次 3无', { at: instant('2026-08-25 09:45') });
  town.expects('李德明', '以那条为准', '回执');
  expect((await versionsOf(town, 'dongcun')).at(-1)?.answers['talks']).toMatchObject({ number: 5 });
});

test('an answer written before the deadline and heard a day after it is not late', async () => {
  await asked();
  await town.until('2026-09-02 17:00');
  for (const part of ['还没收到', '到期']) town.takeAll(part);
  await town.says('赵小梅', '1是 2 3次 3无', { at: instant('2026-09-01 17:59') });
  const receipt = town.expects('赵小梅', '收到，东村8月自查记下了', '9月1日写的，算准时', '回执');
  expect(receipt).not.toMatch(/补|前都能改/u);
  await town.says('马春生', '1是 2 3次 3无', { at: instant('2026-09-01 18:01') });
  town.expects('马春生', '谢谢补上', '注明9月1日补交');
  expect(await totals(town)).toMatchObject({ answered: 1, late: 1, pending: 1 });
  expect(await recordOf(town, 'dongcun')).toMatchObject({ state: 'answered', answeredAt: instant('2026-09-01 17:59') });
});

test('an answer dated before the cycle opened counts from its opening, and one dated tomorrow counts from now', async () => {
  await asked();
  await town.says('赵小梅', '1是 2 3次 3无', { at: instant('2026-08-20 09:00') });
  town.expects('赵小梅', '东村8月自查记下了', '回执');
  await town.says('马春生', '1是 2 3次 3无', { at: instant('2026-09-20 09:00') });
  town.expects('马春生', '石桥村8月自查记下了', '9月1日18:00前都能改');
  expect(await recordOf(town, 'dongcun')).toMatchObject({ state: 'answered', answeredAt: instant('2026-08-25 09:00') });
  expect(await recordOf(town, 'shiqiao')).toMatchObject({ state: 'answered', answeredAt: town.now() });
});

test('twenty messages at once from one person are all heard, in order, each with a receipt of its own', async () => {
  await asked();
  const counts = Array.from({ length: 20 }, (_, index) => index + 1);
  await Promise.all(counts.map((count) => town.says('赵小梅', `1是 2 ${count}次 3无`)));
  const receipts = counts.map((count) => town.expects('赵小梅', `2 谈话：${count}次`, '回执'));
  expect(new Set(receipts.map(receiptNo)).size).toBe(20);
  const versions = await versionsOf(town, 'dongcun');
  expect(versions.map(({ answers, version }) => [version, answers['talks']])).toMatchObject(
    counts.map((count) => [count, { number: count }]),
  );
});

test('a question that could not be handed to the clerk is handed on when its message arrives again, once', async () => {
  await asked();
  const { outbox } = town.bot.world.stores;
  const enqueue = outbox.enqueue.bind(outbox);
  // As when the process dies there.
  outbox.enqueue = () => Promise.reject(new Error('gone'));
  const id = await town.says('赵小梅', '这次开会要带什么材料？');
  town.expects('赵小梅', '存上');
  outbox.enqueue = enqueue;
  expect(town.logged.splice(0).filter(({ level }) => level === 'error')).toHaveLength(1);
  for (let time = 0; time < 2; time += 1) await town.again(id);
  town.expectsExactly('赵小梅', '这个我答不好，已转何晓燕。');
  await town.pass('1m');
  town.expects('何晓燕', '赵小梅（东村）问：', '这次开会要带什么材料？');
});
