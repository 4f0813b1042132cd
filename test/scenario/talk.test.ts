import { expect, test } from 'vitest';
import { hears, opened, play } from '../harness/scene.js';
import { totals } from '../harness/township-books.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 08:59';

async function nothingRecorded(town: Township): Promise<void> {
  expect(await totals(town)).toMatchObject({ answered: 0, pending: 17 });
}

test('courtesy is no answer and gets none', () =>
  play({ at }, async (town) => {
    await opened(town);
    for (const text of ['收到', '👌', '好的谢谢', '嗯', 'OK', '辛苦了']) await town.says('赵小梅', text);
    await town.does((hub, id) => hub.sticker({ from: town.account('赵小梅'), id }));
    town.expectsNothing();
    await nothingRecorded(town);
  }));

const notCounted = '好，没当答案记。⏎9月1日（周二）18:00前都行。';
const talk = [
  ['在吗', '在。东村8月自查还没收到。⏎截止：9月1日（周二）18:00⏎照题号答就行，回“题目”再发一遍。'],
  ['还没弄', notCounted],
  ['晚点', notCounted],
  ['下午弄', notCounted],
  ['你是机器人吗', '是，我是青山镇的机器人。⏎管我的是党政办 何晓燕，有事可以直接找。'],
  ['今天天气不错', '没看懂这句。要看能说什么，回：帮助'],
] as const;

test('talk is answered in one message and recorded nowhere', () =>
  play({ at }, async (town) => {
    await opened(town);
    for (const [text, reply] of talk) {
      await town.says('赵小梅', text);
      hears(town, '赵小梅', reply);
    }
    await nothingRecorded(town);
  }));

test('在吗 from somebody who owes nothing gets the help', () =>
  play({ at }, async (town) => {
    await town.says('赵小梅', '在吗');
    town.expects('赵小梅', '您是东村联络员，常用：');
    await opened(town);
    await town.says('郑海波', '您好');
    town.expects('郑海波', '您分管8个单位，常用：');
  }));

test('a question that no note answers goes to the clerk, word for word', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '这题啥意思');
    hears(town, '赵小梅', '这个我答不好，已转何晓燕。');
    await nothingRecorded(town);
    await town.pass('1m');
    hears(town, '何晓燕', '赵小梅（东村）问：⏎这题啥意思⏎请您直接回一声。');
  }));

test('a question with its number is answered by the note of that question', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '第1题支部会顺带讲了算不算是？');
    hears(town, '赵小梅', '第1题：会议记录里单独有这一项就算。');
  }));

test('an answer that is taken back stays until it is changed; talk that is taken back needs no word', () =>
  play({ at }, async (town) => {
    await opened(town);
    const courtesy = await town.says('赵小梅', '收到');
    await town.does((hub) => hub.recall(courtesy));
    town.expectsNothing();
    const answer = await town.says('赵小梅', '1是 2 3次 3A 4 8.20 5无');
    town.expects('赵小梅', '回执');
    await town.does((hub) => hub.recall(answer));
    hears(town, '赵小梅', '您撤回了一条，记下的答案还在。⏎要改，回：改 题号 内容');
    await town.says('赵小梅', '我的 8月');
    town.expects('赵小梅', '2 谈话：3次');
    await town.says('田桂花', '逐题');
    town.expects('田桂花', '第1题');
    const first = await town.says('田桂花', '是');
    town.expects('田桂花', '第2题');
    await town.does((hub) => hub.recall(first));
    town.expects('田桂花', '记下的答案还在');
  }));

test('what is forwarded is asked for in the person’s own words', () =>
  play({ at }, async (town) => {
    await opened(town);
    for (const as of ['chat-history', 'link', 'mini-program'] as const) {
      await town.does((hub, id) => hub.forwarded({ from: town.account('赵小梅'), as, id }));
      hears(town, '赵小梅', '转发的我看不了。⏎请把要说的自己写一句发我。');
    }
    await nothingRecorded(town);
  }));

test('a stranger learns no name, and is answered once a day', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('陌生人', '你好，这是谁');
    hears(town, '陌生人', '您好，这里是青山镇责任田。⏎登记过的同志，请向镇党政办要码，⏎回：绑定 码⏎加错了不用理会。');
    await town.says('陌生人', '状态');
    town.expectsNothing();
    await town.until('2026-08-26 10:00');
    await town.says('陌生人', '在吗');
    town.expects('陌生人', '加错了不用理会');
  }));
