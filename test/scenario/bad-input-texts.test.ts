import { afterEach, expect, test } from 'vitest';
import { hamlet } from '../harness/hamlet.js';
import { booked, newestCycle, recordOf, totals } from '../harness/township-books.js';
import { Township } from '../harness/township.js';

let town: Township;

async function asked(): Promise<void> {
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet, others: [{ id: 'wxid_fake', name: '张建国', called: '冒名的' }] });
  await town.until('2026-08-25 09:05');
  town.takeAll('8月自查，3题');
}

afterEach(() => town.end());

test('a message that holds nothing, or nothing that can be seen, is passed over in silence', async () => {
  await asked();
  for (const text of ['', ' ', '　\n\t', '\u200b\ufeff', '\u202e\u2066\u0007', '\u{e0041}\u{e0042}', '\ufe0f'])
    await town.says('赵小梅', text);
  town.expectsNothing();
  expect(await recordOf(town, 'dongcun')).toMatchObject({ state: 'pending', version: 0 });
  await town.says('赵小梅', '1是 2 3次 3无');
  town.expects('赵小梅', '东村8月自查记下了', '回执');
});

test('control and bidi characters in an answer are gone from what is stored and from the echo', async () => {
  await asked();
  await town.says('赵小梅', '\u202e1\u200b是\u0000 2 3\u2066次 3公开\u202e栏\u0007坏了\ufffc');
  const echo = town.expects('赵小梅', '1 专题研究：是\n2 谈话：3次\n3 问题：公开栏坏了');
  expect(echo.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(await booked(town, 'dongcun')).toEqual([{ by: 'zhao', late: false, answers: [true, 3, '公开栏坏了'] }]);
});

test('an explanation that hides something in its characters is shown as what can be seen of it', async () => {
  await asked();
  await town.says('李德明', '说明 会计\u202e住院\u0000\ufffc，\t账没对完');
  town.expects('李德明', '说明记下了', /回执 \d+$/u);
  const { id } = await newestCycle(town);
  expect(await town.bot.world.stores.replies.explanation(id, 'dongcun')).toMatchObject({ by: 'li', text: '会计住院， 账没对完' });
});

test('emoji alone are no answer and get none; beside answers they do no harm', async () => {
  await asked();
  for (const text of ['👌', '[OK]', '👍👍👍', '😂', '👨‍👩‍👧‍👦', '🇨🇳']) await town.says('赵小梅', text);
  town.expectsNothing();
  expect(await booked(town, 'dongcun')).toEqual([]);
  await town.says('赵小梅', '1是👌 2 3次😊 3 井盖坏了🙏');
  town.expects('赵小梅', '1 专题研究：是\n2 谈话：3次\n3 问题：井盖坏了🙏');
  await town.says('赵小梅', '❤️');
  expect(await booked(town, 'dongcun')).toEqual([{ by: 'zhao', late: false, answers: [true, 3, '井盖坏了🙏'] }]);
});

test('a text of 100 KB or 10 MB is refused with its length, the open question stays open, and the next answer is heard', async () => {
  await asked();
  await town.says('赵小梅', '逐题');
  town.expects('赵小梅', '第1题');
  await town.says('赵小梅', '是'.repeat(100_000));
  town.expects('赵小梅', '太长了（100000字），没记');
  await town.says('赵小梅', '1是 2 3次 3'.padEnd(10_000_000, '很长'));
  town.expects('赵小梅', '太长了（10000000字），没记');
  expect(await booked(town, 'dongcun')).toEqual([]);
  await town.says('赵小梅', '是');
  town.expects('赵小梅', '第1题记“是”', '第2题');
});

test('a long answer just below the limit is stored whole and not cut', async () => {
  await asked();
  const issue = '公开栏坏了，'.repeat(1_500);
  await town.says('赵小梅', `1是 2 3次 3${issue}`);
  town.expects('赵小梅', issue, '回执');
  expect(await booked(town, 'dongcun')).toEqual([{ by: 'zhao', late: false, answers: [true, 3, issue] }]);
});

test.each([
  ['{{ clerk }}'],
  ['{% for i in (1..100) %}x{% endfor %}'],
  ['{% include "press" %}'],
  ['=1+1'],
  ['=HYPERLINK("http://example.org","点我")'],
  ['{{ "x" | upcase }} {{'],
  ['回执 9999'],
  ['$& $1 %s %d {0} \\n \\u0041'],
])('%s as an answer comes back word for word, and nothing else happens', async (words) => {
  await asked();
  await town.says('赵小梅', `1是 2 3次 3、${words}`);
  const echo = town.expects('赵小梅', `3 问题：${words}\n`);
  expect(echo.match(/回执 \d+$/gu)).toHaveLength(1);
  expect(await booked(town, 'dongcun')).toEqual([{ by: 'zhao', late: false, answers: [true, 3, words] }]);
  await town.says('张建国', '查 东村 8月');
  town.expects('张建国', `3 问题：${words}\n`);
});

test("a stranger who bears the secretary's name gets the stranger's line once a day, and nothing else", async () => {
  await asked();
  for (const text of ['状态', '我是张建国', '放行 1', '1是 2 3次 3无', '谁没交']) {
    await town.does((hub, id) => hub.say({ from: 'wxid_fake', text, id }));
  }
  const line = town.expects('冒名的', '登记过的同志，请向镇党政办要码');
  expect(line).not.toMatch(/张建国|何晓燕|东村|自查/u);
  town.expectsNothing();
  await town.until('2026-08-26 09:10');
  await town.does((hub, id) => hub.photo({ from: 'wxid_fake', bytes: new Uint8Array(10), id }));
  town.expects('冒名的', '请向镇党政办要码');
  expect(await totals(town)).toMatchObject({ pending: 3, answered: 0 });
});

test('a stranger in the group who mentions the bot gets no word, in the group or aside', async () => {
  await asked();
  await town.does((hub, id) => hub.say({ from: 'wxid_fake', room: town.room(), mentionBot: true, text: '状态', id }));
  await town.does((hub, id) => hub.say({ from: 'wxid_fake', room: town.room(), mentionBot: true, text: '1是 2 3次 3无', id }));
  await town.does((hub, id) => hub.say({ from: town.account('赵小梅'), room: town.room(), text: '1是 2 3次 3无', id }));
  expect(await totals(town)).toMatchObject({ pending: 3, answered: 0 });
});
