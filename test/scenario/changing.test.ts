import { expect, test } from 'vitest';
import { answer, hears, hearsWithReceipt, liaisonsBut, opened, play } from '../harness/scene.js';
import { versionsOf } from '../harness/township-books.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 08:59';

async function answered(town: Township): Promise<void> {
  await opened(town);
  await town.says('赵小梅', '1是 2 3次 3A 4 8.20 5无');
  town.expects('赵小梅', '回执');
}

async function stored(town: Township): Promise<unknown[]> {
  return (await versionsOf(town, 'dongcun')).map(({ answers }) => [answers['talks'], answers['case-study']]);
}

const talks = (number: number): object => expect.objectContaining({ type: 'number', number }) as object;
const day = (date: string): object => expect.objectContaining({ type: 'date', date }) as object;

test('the strict form changes at once, free wording is confirmed first, and every version is kept', () =>
  play({ at }, async (town) => {
    await answered(town);
    await town.until('2026-08-27 09:20');
    await town.says('赵小梅', '改 2 4');
    hearsWithReceipt(town, '赵小梅', '第2题由3次改成4次，别的没动。⏎9月1日18:00前还能改。');
    await town.says('赵小梅', '上面第四题搞错了，是21号');
    hears(town, '赵小梅', '第4题由8月20日改成8月21日（周五）？⏎对就回：是');
    expect(await stored(town)).toHaveLength(2);
    await town.says('赵小梅', '对的');
    hearsWithReceipt(town, '赵小梅', '改好了。');
    expect(await stored(town)).toEqual([
      [talks(3), day('2026-08-20')],
      [talks(4), day('2026-08-20')],
      [talks(4), day('2026-08-21')],
    ]);
  }));

test('free wording is confirmed first, and 不是 leaves all as it was', () =>
  play({ at }, async (town) => {
    await answered(town);
    for (const text of ['2改成4次', '更正：第二题4次']) {
      await town.says('赵小梅', text);
      hears(town, '赵小梅', '第2题由3次改成4次？⏎对就回：是');
      await town.says('赵小梅', '不是');
      hears(town, '赵小梅', '好，没动。');
    }
    expect(await stored(town)).toEqual([[talks(3), day('2026-08-20')]]);
  }));

const refused = [
  ['改 2 3', '第2题本来就是3次，没动。'],
  ['改 7 是', '一共5题，没有第7题，请再看一下。'],
  ['改', '要改第几题、改成什么？⏎照这样：改 2 4'],
  ['改 2 300', '第2题：最多99，请再看一下。'],
] as const;

test('a change that cannot be made changes nothing and says why', () =>
  play({ at }, async (town) => {
    await answered(town);
    for (const [text, reply] of refused) {
      await town.says('赵小梅', text);
      hears(town, '赵小梅', reply);
    }
    expect(await stored(town)).toHaveLength(1);
    await town.says('赵小梅', '改2 4');
    hearsWithReceipt(town, '赵小梅', '第2题由3次改成4次，别的没动。⏎9月1日18:00前还能改。');
  }));

test('改 before any answer says that there is nothing to change yet', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '改 2 4');
    hears(town, '赵小梅', '东村8月自查还没答过，不用改，直接答就行。');
  }));

test('after the deadline a change stands beside the answer, not over it', () =>
  play({ at }, async (town) => {
    await answered(town);
    await answer(town, liaisonsBut('东村'));
    await town.until('2026-09-02 08:50');
    await town.says('赵小梅', '改 4 8.24');
    hearsWithReceipt(town, '赵小梅', '已过截止，原来的不动，⏎这句作为补充记在后面，注明9月2日。');
    const reply = (await versionsOf(town, 'dongcun')).at(-1);
    expect(reply).toMatchObject({ late: false, answers: { 'case-study': { date: '2026-08-20' } } });
    expect(reply?.supplements).toMatchObject([{ by: 'zhao', answers: { 'case-study': { date: '2026-08-24' } } }]);
    await town.says('李德明', '查 东村 8月');
    town.expects('李德明', '4 学案例：8月20日（周四）', '9月2日补充 4 学案例：8月24日（周一）', '赵小梅联络员答，');
  }));
