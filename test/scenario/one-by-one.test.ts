import { test } from 'vitest';
import { hears, hearsWithReceipt, opened, play } from '../harness/scene.js';

const third = '第3题 村务公开：⏎A 按时全公开⏎B 公开了一部分⏎C 本月没公开⏎回字母就行';

test('question by question, with a follow-up, two tries at a number, and a night in between', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await opened(town);
    await town.until('2026-08-26 10:10');
    await town.says('田桂花', '逐题');
    hears(town, '田桂花', '好，一题一题来，随时能停。⏎第1题（共5题）⏎本月会上专题研究过党风廉政吗？⏎回：是 或 否');
    await town.says('田桂花', '没开成');
    hears(town, '田桂花', '第1题记“否”。⏎打算哪天开？没定就回：没定');
    await town.says('田桂花', '下周三');
    hears(town, '田桂花', '记下，打算9月2日（周三）开。⏎第2题：咬耳扯袖谈了几次？⏎没有回 0');
    await town.says('田桂花', '好几次');
    hears(town, '田桂花', '写个数我才好记，如 2。⏎大概也行，没有就回 0。');
    await town.says('田桂花', '三次左右');
    hears(town, '田桂花', `第2题按3次记。⏎${third}`);
    await town.until('2026-08-27 08:40');
    await town.says('田桂花', '昨天有事走了');
    hears(town, '田桂花', `不要紧，前2题都存着。⏎接着${third}`);
    await town.says('田桂花', 'a');
    hears(town, '田桂花', '第3题记A。⏎第4题：最近一次学案例是哪天？⏎回日期，如 8.14');
    await town.says('田桂花', '8.20');
    hears(town, '田桂花', '第4题记8月20日（周四）。⏎第5题：主要问题，或要镇里协调的事？⏎没有回 无');
    await town.says('田桂花', '无');
    hearsWithReceipt(
      town,
      '田桂花',
      '收到，杨家坪村8月自查记下了：⏎1 专题研究：否（打算9月2日开）⏎2 谈话：3次⏎3 村务公开：A 按时全公开⏎4 学案例：8月20日（周四）⏎' +
        '5 问题：无⏎要改，回：改 题号 内容⏎9月1日18:00前都能改。',
    );
  }));

test('without a day in mind the follow-up ends with 没定', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await opened(town);
    await town.says('田桂花', '一题一题来');
    town.expects('田桂花', '第1题（共5题）');
    await town.says('田桂花', '否');
    town.expects('田桂花', '打算哪天开？');
    await town.says('田桂花', '没定');
    hears(town, '田桂花', '记下，还没定。⏎第2题：咬耳扯袖谈了几次？⏎没有回 0');
  }));

test('a question that is not understood twice may be skipped', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await opened(town);
    await town.says('田桂花', '逐题');
    town.expects('田桂花', '第1题');
    await town.says('田桂花', '跳过');
    hears(town, '田桂花', '第1题：不清楚的话问一声再回，不急。⏎回：是 或 否');
    await town.says('田桂花', '好像开了');
    hears(town, '田桂花', '第1题：拿得准吗？⏎记“是”吗？对就回：是⏎答不上回：跳过');
    await town.says('田桂花', '跳过');
    hears(town, '田桂花', '第1题先空着。⏎第2题：咬耳扯袖谈了几次？⏎没有回 0');
  }));

test('a question about the question is answered by its note, and the question stays open', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await opened(town);
    await town.says('田桂花', '逐题');
    town.expects('田桂花', '第1题');
    await town.says('田桂花', '支部会顺带讲了算不算是');
    hears(town, '田桂花', '第1题：会议记录里单独有这一项就算。');
    await town.says('田桂花', '有');
    town.expects('田桂花', '第1题记“是”。', '第2题');
    await town.says('田桂花', '这题啥意思');
    hears(town, '田桂花', '这个我答不好，已转何晓燕。');
    await town.pass('1m');
    hears(town, '何晓燕', '田桂花（杨家坪村）问第2题：⏎这题啥意思⏎请您直接回一声。');
  }));

test('in the middle, several numbered answers at once are taken as well', () =>
  play({ at: '2026-08-25 08:59' }, async (town) => {
    await opened(town);
    await town.says('田桂花', '逐题');
    town.expects('田桂花', '第1题');
    await town.says('田桂花', '1是 2 3次 3A');
    hears(town, '田桂花', '记下了：⏎1 专题研究：是⏎2 谈话：3次⏎3 村务公开：A 按时全公开⏎第4题：最近一次学案例是哪天？⏎回日期，如 8.12');
    await town.says('田桂花', '没学');
    town.expects('田桂花', '第4题记无。', '第5题');
    await town.says('田桂花', '改 2 4');
    hears(town, '田桂花', '第2题由3次改成4次。⏎第5题：主要问题，或要镇里协调的事？⏎没有回 无');
    await town.says('田桂花', '没有');
    town.expects('田桂花', '2 谈话：4次', '4 学案例：无', '回执');
  }));
