import { describe, expect, test } from 'vitest';
import { hears, hearsWithReceipt, opened, phone, play, worlds } from '../harness/scene.js';
import { totals, versionsOf } from '../harness/township-books.js';

const at = '2026-08-25 08:59';
const echo =
  '收到，东村8月自查记下了：⏎1 专题研究：是⏎2 谈话：3次⏎3 村务公开：A 按时全公开⏎4 学案例：8月20日（周四）⏎5 问题：无⏎' +
  '要改，回：改 题号 内容⏎9月1日18:00前都能改。';

describe.each(worlds)('over the %s world', (over) => {
  test('a whole in full-width characters is stored and echoed as it was read', () =>
    play({ at, over }, async (town) => {
      await opened(town);
      await town.says('赵小梅', '１、是　２、３次　３、Ａ　４、８月２０号　５、无');
      hearsWithReceipt(town, '赵小梅', echo);
      expect(await versionsOf(town, 'dongcun')).toMatchObject([{ by: 'zhao', version: 1, late: false }]);
    }));
});

/** One liaison for each way of writing the same. */
const spellings = {
  田桂花: '1、是 2、3次 3A 4 8.20 5无',
  刘芳: '1.是2.3次3.A4.8月20号5.无',
  马春生: '①是②3③A④8/20⑤无',
  彭小军: '一是 二3次 三A 四8月20号 五无',
  苏红梅: '第一题是，第二题三次，第三题A，第四题八月二十号，第五题没有',
  曹小玲: '1:是;2:3;3:a;4:20号;5:无',
  余秀英: '1是23次3A4八月二十5暂无',
  蒋冬生: '是 3 A 8.20 无',
  董丽: '1是\n2 3次\n3 按时全公开\n4 上周四\n5 没啥',
};

test('however the five answers are written, they are read as the same', () =>
  play({ at }, async (town) => {
    await opened(town);
    for (const [who, text] of Object.entries(spellings)) {
      await town.says(who, text);
      expect(town.expects(who).replace(/^收到，.+?8月/u, '收到，东村8月'), text).toMatch(new RegExp(`^${phone(echo)}\\n回执 \\d+$`, 'u'));
    }
  }));

test('what is left out is asked for, and comes in a second message', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '1是 2 3次');
    hears(
      town,
      '赵小梅',
      '记下了：⏎1 专题研究：是⏎2 谈话：3次⏎还差这3题：⏎3 村务公开：⏎A 按时全公开⏎B 公开了一部分⏎C 本月没公开⏎' +
        '4 最近一次学案例是哪天？⏎5 主要问题，或要镇里协调的事？（没有写无）⏎照题号回就行。',
    );
    await town.says('赵小梅', '3A 4 8.20 5无');
    hearsWithReceipt(town, '赵小梅', echo);
  }));

test('a greeting takes up what was left open', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '是 3 A');
    town.expects('赵小梅', '记下了：', '还差这2题：');
    await town.until('2026-08-26 10:00');
    await town.says('赵小梅', '在吗');
    town.expects('赵小梅', '不要紧，前3题都存着。', '还差这2题：');
    await town.says('赵小梅', '4 8.20 5无');
    hearsWithReceipt(town, '赵小梅', echo);
  }));

test('one answer in doubt is asked again by itself, and the rest is kept', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '1是 2 两三次 3A 4 8.20 5无');
    hears(town, '赵小梅', '别的记下了：⏎1 专题研究：是⏎3 村务公开：A 按时全公开⏎4 学案例：8月20日（周四）⏎5 问题：无⏎第2题：2还是3？');
    await town.says('赵小梅', '3');
    hearsWithReceipt(town, '赵小梅', echo);
  }));

/** Who says what, and what is asked back. */
const doubtful = [
  ['赵小梅', '1是 1否', '第1题有两个答案，哪个算？请整条再发一次。'],
  ['田桂花', '6是', '一共5题，没有第6题，请再看一下。'],
  ['刘芳', '都没有', '“都没有”我分不清是哪几题。⏎一题一题来，回：逐题'],
  ['马春生', '1否 2 0 3B 4 8.12 5无', '这几个答案跟样例一样，是您单位的实情吗？⏎是，回：属实⏎不是，照实再发一次。'],
] as const;

test('what cannot be told for certain is asked about before anything is recorded', () =>
  play({ at }, async (town) => {
    await opened(town);
    for (const [who, text, reply] of doubtful) {
      await town.says(who, text);
      hears(town, who, reply);
    }
    expect(await totals(town)).toMatchObject({ answered: 0, pending: 17 });
  }));

test('the sample counts once it is said to be true', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('赵小梅', '1否 2 0 3B 4 8.12 5无');
    town.expects('赵小梅', '跟样例一样');
    await town.says('赵小梅', '属实');
    hearsWithReceipt(
      town,
      '赵小梅',
      '收到，东村8月自查记下了：⏎1 专题研究：否⏎2 谈话：0次⏎3 村务公开：B 公开了一部分⏎4 学案例：8月12日（周三）⏎5 问题：无⏎' +
        '要改，回：改 题号 内容⏎9月1日18:00前都能改。⏎第1题：打算哪天开？没定就回：没定',
    );
    await town.says('赵小梅', '下周三');
    hearsWithReceipt(town, '赵小梅', '记下，打算9月2日（周三）开。');
  }));

test('phrases that fit any unit are asked about once, and 属实 ends it', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('马春生', '1是 2 1 3A 4 8.22 5高度重视，加强领导，狠抓落实，确保实效');
    hears(
      town,
      '马春生',
      '别的题记下了。⏎第5题这几句哪家都用得上，看不出石桥村的事。⏎请补一条本单位实际：哪天、什么事，一句就够。⏎没有问题写“无”，就是这样回“属实”。',
    );
    await town.says('马春生', '属实');
    town.expects('马春生', '5 问题：高度重视，加强领导，狠抓落实，确保实效（本人说属实）', '回执');
  }));

test('the principal may answer for the unit, and the liaison is then asked no more', () =>
  play({ at }, async (town) => {
    await opened(town);
    await town.says('李德明', '1是 2 3次 3A 4 8.20 5无');
    hearsWithReceipt(town, '李德明', echo);
    await town.says('赵小梅', '1是 2 3次 3A 4 8.20 5无');
    town.expects('赵小梅', '李德明先答过一份，这份为准，原来的也留着。', '回执');
  }));
