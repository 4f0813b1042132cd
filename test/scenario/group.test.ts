import { describe, expect, test } from 'vitest';
import { answer, hears, liaisonsBut, opened, play, worlds } from '../harness/scene.js';
import { totals } from '../harness/township-books.js';

const at = '2026-08-25 08:59';

describe.each(worlds)('over the %s world', (over) => {
  test('in the group a mention gets totals at most, and the rest is told privately to whoever asked', () =>
    play({ at, over }, async (town) => {
      await opened(town);
      await answer(town, liaisonsBut('镇党委', '柳湾村', '石桥村'));
      await town.saysInGroup('张建国', '状态');
      hears(town, '群', '8月自查：18个单位，已交14，在办4。⏎明细私聊发您。');
      town.expects('张建国', '18个单位：已交14，没交3，没发出去1', '您自己：镇党委这份还没答');
      await town.saysInGroup('张建国', '哪些还没交的');
      hears(town, '群', '名单不在群里说，私聊发您。');
      hears(town, '张建国', '8月自查没交3：⏎镇党委，您本人⏎柳湾村⏎石桥村⏎没发出去1：上坪村，缺联络员，何晓燕在补');
    }));
});

test('what is said in the group is never an answer, mentioned or not', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.saysInGroup('马春生', '还没自查呢，会计不在是不是先写无', false);
    await town.saysInGroup('马春生', '1是 2 3次 3A 4 8.20 5无', false);
    town.expectsNothing();
    await town.saysInGroup('马春生', '1是 2 3次 3A 4 8.20 5无');
    hears(town, '群', '群里不记答案，请私聊发我。');
    expect(await totals(town)).toMatchObject({ answered: 0, pending: 17 });
  }));

test('a question about a question is answered by its note, for all to read', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.saysInGroup('彭小军', '第1题，支部会顺带讲了算不算是');
    hears(town, '群', '这句是问题，没当答案。⏎第1题：会议记录里单独有这一项就算。⏎别的请私聊我。');
    await town.saysInGroup('彭小军', '第2题电话里谈的算不算');
    hears(town, '群', '这句是问题，没当答案。⏎请私聊我。');
  }));

test('not yet is heard privately and is no answer', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('马春生', '还没自查呢，周一弄');
    hears(town, '马春生', '好，没当答案记。⏎9月1日（周二）18:00前都行。');
  }));

test('somebody of a unit learns in the group no more than anybody may, and privately no more than their own', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.saysInGroup('赵小梅', '谁没交');
    hears(town, '群', '这个请私聊我。');
    town.expectsNothing();
    await town.says('赵小梅', '谁没交');
    hears(town, '赵小梅', '8月自查没交1：⏎东村，您本人');
    await town.saysInGroup('赵小梅', '查 石桥村');
    hears(town, '群', '这个请私聊我。');
    await town.saysInGroup('赵小梅', '谢谢');
  }));
