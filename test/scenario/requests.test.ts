import { describe, expect, test } from 'vitest';
import { begun, hamletOfThree, numberIn, othersAnswer } from '../harness/requests.js';
import { allHear, answer, hears, hearsWithReceipt, liaisonsBut, opened, phone, play, worlds } from '../harness/scene.js';
import type { Township } from '../harness/township.js';
import { recordOf, totals } from '../harness/township-books.js';

const at = '2026-08-25 08:59';
const signed = '依据：镇党委落实主体责任实施意见⏎党政办 何晓燕';

/** Friday the 28th, after the reminders: these five have not answered. */
async function friday(town: Township): Promise<void> {
  await opened(town);
  await answer(town, liaisonsBut('东村', '柳湾村', '石桥村', '财政所', '大塘村'));
  await town.until('2026-08-28 09:40');
  allHear(town, ['赵小梅', '刘芳', '马春生', '钱玉', '彭小军'], '还没收到');
}

describe.each(worlds)('over the %s world', (over) => {
  test('more time, help, one question left out and another to answer: each is one short line, and shows who decides', () =>
    play({ at, over }, async (town) => {
      await friday(town);

      await town.says('刘芳', '延期3天，会计住院，账没对完');
      const echo = town.expects('刘芳');
      const first = numberIn(echo);
      expect(echo).toBe(phone(`记下，${first}号：柳湾村8月自查⏎想从9月1日延到9月4日（周五）18:00。⏎已转王志强副书记，定之前不催您。`));
      await town.pass('2m');
      hears(
        town,
        '王志强',
        `${first}号 柳湾村请求延期⏎8月自查，9月1日延到9月4日（周五）⏎理由：会计住院，账没对完⏎回：同意 ${first}⏎或：不同意 ${first} 原因⏎您定之前不催村里，这件挂在您名下。`,
      );
      await town.says('王志强', '可以');
      hears(town, '王志强', `${first}号已同意，延到9月4日18:00。我去告诉刘芳。`);
      await town.pass('2m');
      hears(town, '刘芳', '王志强副书记同意了，⏎延到9月4日（周五）18:00，这几天不催。');

      await town.says('李德明', '有困难 公开栏让雨泡了，没法贴');
      const second = numberIn(
        town.expects('李德明', '公开栏让雨泡了，没法贴。\n已请王志强副书记协调，有回音就告诉您。\n提了困难不算没办。'),
      );
      await town.pass('2m');
      hears(
        town,
        '王志强',
        `${second}号 东村有困难⏎公开栏让雨泡了，没法贴⏎回：协调 ${second} 怎么帮⏎或：延期 ${second} 到哪天⏎或：改派 ${second} 谁来办⏎或：督办 ${second} 您盯着办`,
      );
      await town.says('王志强', `协调${second} 镇里换，下周三前`);
      hearsWithReceipt(
        town,
        '王志强',
        `${second}号记下了：镇里换，9月2日（周三）前。⏎9月2日（周三）前不催东村，这件在您这里。⏎我去告诉李德明。`,
      );
      await town.pass('2m');
      hears(town, '李德明', '王志强副书记回您：镇里换，9月2日（周三）前。');

      await town.says('钱玉', '1是 2 1次 3不适用我们所没有村务 4 8.19 5无');
      town.expects(
        '钱玉',
        '收到，财政所8月自查记下了：',
        '3 村务公开：不适用（我们所没有村务）',
        '第3题先按“不适用”，等郑海波副镇长核。',
        /回执 \d+$/u,
      );
      await town.pass('2m');
      const third = numberIn(town.expects('郑海波', '财政所说第3题（村务公开）不适用\n理由：我们所没有村务\n回：同意 '));
      await town.says('郑海波', '同意');
      hearsWithReceipt(town, '郑海波', `${third}号记下了：同意，第3题按“不适用”。⏎我去告诉钱玉。`);
      await town.pass('2m');
      hears(town, '钱玉', '郑海波副镇长同意了，第3题按“不适用”。');

      await town.says('彭小军', '改派 谢莉');
      const fourth = numberIn(town.expects('彭小军', '问谢莉接不接'));
      await town.pass('2m');
      hears(town, '谢莉', '谢莉同志：彭小军请您代大塘村答8月自查，⏎5题，9月1日（周二）18:00前。⏎回：接 或 不接');
      await town.says('谢莉', '接');
      expect(Number(fourth)).toBeGreaterThan(Number(third));
      town.expects('谢莉', '好，这件归您。\n大塘村8月自查，5题\n截止：9月1日（周二）18:00\n1 本月会上');
      await town.pass('2m');
      hears(town, '彭小军', '谢莉接了，这件不再找您。');
      await town.says('谢莉', '1是 2 1次 3A 4 8.19 5无');
      town.expects('谢莉', '大塘村8月自查记下了', '回执');

      // Nobody of these is pressed; the one that asked for nothing is.
      await town.until('2026-09-02 09:10');
      hears(
        town,
        '吴永贵',
        `吴永贵同志：⏎石桥村8月自查昨天18:00到期，还没收到。⏎联络员马春生：8月25日发题，28日提醒。⏎今天答了，这条就不用管。⏎不然请您回一句：⏎我来答⏎延期 天数 原因⏎改派 姓名⏎有困难 什么困难⏎明天9:00还没着落，会请王志强副书记协调。⏎${signed}`,
      );
      await town.until('2026-09-02 18:00');
    }));
});

/** 东村 asks for more time on Friday the 28th; the others have answered. Returns the request's number. */
async function asked(town: Township): Promise<string> {
  await begun(town);
  await othersAnswer(town, ['马春生', '何晓燕']);
  await town.until('2026-08-28 09:10');
  town.expects('赵小梅', '还没收到');
  await town.says('赵小梅', '延期3天，会计住院');
  const no = numberIn(town.expects('赵小梅', '想从9月1日延到9月4日（周五）18:00'));
  await town.pass('2m');
  town.expects('王志强', `${no}号 东村请求延期`);
  return no;
}

test('what nobody decides is brought up on Monday and shown to the secretary on Tuesday, and stands against the leader', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    const no = await asked(town);
    await town.until('2026-08-31 08:59');
    town.expectsNothing();
    await town.until('2026-08-31 09:10');
    hears(town, '王志强', `${no}号还等您定，8月28日提的：⏎东村8月自查，想延到9月4日（周五）⏎会计住院⏎回：同意 ${no}⏎或：不同意 ${no} 原因`);
    await town.says('王志强', '待定');
    hears(town, '王志强', `等您定1件：⏎${no}号 东村8月自查，想延到9月4日（周五），8月28日提的⏎回：同意 ${no}`);
    await town.says('张建国', '待定');
    hears(town, '张建国', '眼下没有等您定的。');
    await town.until('2026-09-01 09:10');
    hears(
      town,
      '张建国',
      `${no}号 东村请求延期⏎8月28日提的，在王志强副书记处，还没定。⏎8月自查，9月1日延到9月4日（周五）⏎理由：会计住院⏎您要定，回：同意 ${no}⏎或：不同意 ${no} 原因`,
    );
    await town.says('张建国', '状态');
    town.expects('张建国', `卡在：东村，在王志强处，${no}号等定`);
    await town.says('张建国', '谁没交');
    town.expects('张建国', '东村，在王志强处');
    await town.says('张建国', '待定');
    hears(town, '张建国', `等您定1件：⏎${no}号 东村8月自查，想延到9月4日（周五），在王志强副书记处⏎回：同意 ${no}`);
    await town.says('王志强', '待定');
    town.expects('王志强', `等您定1件：\n${no}号 东村8月自查`);
    // Nobody is pressed meanwhile, though the deadline passes.
    await town.until('2026-09-03 10:00');
    town.expectsNothing();
    await town.says('张建国', '可以');
    hears(town, '张建国', `${no}号已同意，延到9月4日18:00。我去告诉赵小梅。`);
    for (const who of ['张建国', '王志强']) {
      await town.says(who, '待定');
      hears(town, who, '眼下没有等您定的。');
    }
    await town.pass('2m');
    hears(town, '赵小梅', '张建国书记同意了，⏎延到9月4日（周五）18:00，这几天不催。');
    hears(town, '王志强', `${no}号张建国书记定了，不用您管了。`);
    await town.says('王志强', `同意${no}`);
    hears(town, '王志强', `${no}号张建国书记已经定了：延到9月4日（周五）18:00。`);
  }));

test('what waits for somebody is listed with the word that answers each kind, by its first number', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '改派 孙国栋');
    town.expects('赵小梅', '问孙国栋接不接');
    await town.says('马春生', '有困难 公章在换');
    const difficulty = numberIn(town.expects('马春生', '已请王志强副书记协调'));
    await town.pass('2m');
    town.expects('孙国栋', '回：接 或 不接');
    town.expects('王志强', '石桥村有困难');
    await town.says('孙国栋', '待定');
    town.expects('孙国栋', /^等您定1件：\n(\d+)号 赵小梅请您答东村8月自查\n回：接 \1$/u);
    await town.says('孙国栋', '不接');
    town.expects('孙国栋', '好，我去告诉赵小梅。');
    await town.says('赵小梅', '延期3天，会计住院');
    const time = numberIn(town.expects('赵小梅', '想从9月1日延到'));
    await town.pass('2m');
    town.expects('赵小梅', '孙国栋不接');
    town.expects('王志强', '东村请求延期');
    await town.says('王志强', '待定');
    hears(
      town,
      '王志强',
      `等您定2件：⏎${difficulty}号 石桥村有困难，今天提的⏎${time}号 东村8月自查，想延到9月4日（周五），今天提的⏎回：同意 ${time}、协调 ${difficulty} 怎么帮`,
    );
  }));

test('what was granted is shown apart from what is missing, and the ladder counts from it', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    const no = await asked(town);
    await town.says('王志强', `同意 ${no}`);
    town.expects('王志强', '已同意');
    await town.pass('2m');
    town.expects('赵小梅', '同意了');
    await town.until('2026-09-03 15:00');
    await town.says('张建国', '状态');
    town.expects('张建国', '3个单位：已交2，没交0，延期1');
    await town.says('张建国', '谁没交');
    hears(town, '张建国', '8月自查没交0⏎延期1：东村，到9月4日（周五）');
    await town.says('张建国', '查 东村');
    town.expects('张建国', '8月自查：延期到9月4日（周五），王志强同意');
    await town.says('赵小梅', '题目');
    town.expects('赵小梅', '截止：9月4日（周五）18:00');
    await town.until('2026-09-07 08:59');
    town.expectsNothing();
    await town.until('2026-09-07 09:10');
    // The principal was told of the request only now, along with what he had to hear anyway.
    town.expects(
      '李德明',
      '东村8月自查9月4日18:00到期，还没收到',
      `东村赵小梅想把8月自查延到9月4日（周五），\n${no}号王志强副书记：延到9月4日（周五）18:00。`,
    );
    await town.says('张建国', '状态');
    town.expects('张建国', '没交1\n');
    await town.says('赵小梅', '1是 2 1次 3无');
    town.expects('赵小梅', '谢谢补上');
  }));

test('whoever is told no hears why, and is not pressed before the next morning', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    const no = await asked(town);
    await town.until('2026-08-31 09:10');
    town.expects('王志强', '还等您定');
    await town.until('2026-09-01 09:10');
    town.expects('张建国', '还没定');
    await town.until('2026-09-02 10:00');
    await town.says('张建国', '待定');
    town.expects('张建国', `${no}号 东村8月自查`, '在王志强副书记处');
    await town.says('王志强', `不同意 ${no}`);
    hears(town, '王志强', '不同意请加一句原因，我好回给单位。');
    await town.says('王志强', '出纳可以代');
    hearsWithReceipt(town, '王志强', `${no}号记下了：不同意，出纳可以代。⏎我去告诉赵小梅。`);
    await town.says('张建国', '待定');
    hears(town, '张建国', '眼下没有等您定的。');
    await town.pass('2m');
    hears(town, '赵小梅', `${no}号王志强副书记没同意：出纳可以代⏎东村8月自查还请您接着办。`);
    await town.until('2026-09-03 08:59');
    town.expectsNothing();
    await town.until('2026-09-03 09:10');
    town.expects('李德明', '东村8月自查9月1日18:00到期，还没收到');
    await town.says('赵小梅', '1是 2 1次 3无');
    town.expects('赵小梅', '谢谢补上');
  }));

test('an answer overtakes the request, and whoever had it is released in one line', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    const no = await asked(town);
    await town.until('2026-08-28 15:20');
    await town.says('赵小梅', '1是 2 1次 3无');
    town.expects('赵小梅', '记下了', '回执');
    await town.pass('2m');
    hears(town, '王志强', '东村8月自查15:20交了，这件不用您管了。');
    await town.says('王志强', `同意${no}`);
    hears(town, '王志强', `${no}号那件已经办完了，不用再定。`);
    await town.says('王志强', '待定');
    hears(town, '王志强', '眼下没有等您定的。');
    await town.until('2026-09-03 10:00');
  }));

test('a leader whom a rung has reached chooses without a number, and the ladder waits for it', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await town.until('2026-09-03 10:00');
    town.expects('赵小梅', '还没收到');
    town.expects('李德明', '改派 姓名');
    town.expects('王志强', '请您定一个，回词加一句：');
    town.expects('李德明', '已请王志强副书记协调');
    await town.says('王志强', '协调 镇里派会计去帮，下周一前');
    town.expects('王志强', '记下了：镇里派会计去帮，9月7日（周一）前。', '9月7日（周一）前不催东村，这件在您这里。', '我去告诉东村。');
    await town.pass('2m');
    for (const who of ['赵小梅', '李德明']) hears(town, who, '东村8月自查，王志强副书记回您：镇里派会计去帮，9月7日（周一）前。');
    await town.says('张建国', '状态');
    expect(town.expects('张建国', '延期1')).not.toContain('卡在');
    await town.until('2026-09-10 08:59');
    town.expectsNothing();
    await town.until('2026-09-10 09:10');
    town.expects('周正平', '9月3日督办（王志强）');
    town.expects('张建国', '等镇纪委定');
  }));

test('督办 keeps the matter with the leader for three workdays', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    const no = await asked(town);
    await town.says('王志强', `督办 ${no}`);
    hearsWithReceipt(town, '王志强', `${no}号记下了：您盯着办。⏎9月2日（周三）前不催东村，这件在您这里。⏎我去告诉赵小梅。`);
    await town.pass('2m');
    hears(town, '赵小梅', '东村8月自查，王志强副书记盯着办，⏎9月2日（周三）前不催您。');
    await town.until('2026-09-03 08:59');
    town.expectsNothing();
    await town.until('2026-09-03 09:10');
    town.expects('李德明', '昨天18:00到期', '想把8月自查延到9月4日（周五），\n');
    await town.says('赵小梅', '1是 2 1次 3无');
    town.expects('赵小梅', '谢谢补上');
  }));

test('nobody is given work without saying 接: 不接 goes back, and so does what is left unanswered for a workday', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '改派 孙国栋');
    town.expects('赵小梅', '问孙国栋接不接');
    await town.pass('2m');
    town.expects('孙国栋', '赵小梅请您代东村答8月自查，\n3题，9月1日（周二）18:00前。\n回：接 或 不接');
    await town.says('孙国栋', '不接');
    hears(town, '孙国栋', '好，我去告诉赵小梅。');
    await town.pass('2m');
    hears(town, '赵小梅', '孙国栋不接，东村8月自查还在您这里。⏎要换人，再回：改派 姓名');
    await town.says('赵小梅', '改派 李德明');
    town.expects('赵小梅', '问李德明接不接');
    await town.pass('2m');
    town.expects('李德明', '回：接 或 不接');
    await town.until('2026-08-26 18:10');
    hears(town, '赵小梅', '李德明还没回，东村8月自查还在您这里。⏎要换人，再回：改派 姓名');
    await town.says('李德明', '接');
    hears(town, '李德明', '眼下没有等您接的。');
  }));

test('who has taken it over is reminded, and the one before is not', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await town.says('赵小梅', '改派 孙国栋');
    town.expects('赵小梅', '问孙国栋接不接');
    await town.pass('2m');
    town.expects('孙国栋', '接 或 不接');
    await town.says('孙国栋', '接');
    town.expects('孙国栋', '好，这件归您。\n东村8月自查，3题');
    await town.pass('2m');
    hears(town, '赵小梅', '孙国栋接了，这件不再找您。');
    await town.until('2026-08-28 09:10');
    town.expects('孙国栋', '东村8月自查还没收到');
    await town.says('孙国栋', '1是 2 1次 3无');
    town.expects('孙国栋', '东村8月自查记下了');
    await town.until('2026-09-03 10:00');
  }));

test('a self-check that is none of a unit’s business is let go of when the leader agrees', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '不适用 村里合并了，没有账');
    const no = numberIn(town.expects('赵小梅', '说不适用，已转王志强副书记，\n定之前不催您。'));
    await town.pass('2m');
    town.expects('王志强', `${no}号 东村说8月自查不适用\n理由：村里合并了，没有账\n回：同意 ${no}`);
    await town.says('王志强', '可以');
    hearsWithReceipt(town, '王志强', `${no}号记下了：同意，8月自查这次不用交。⏎我去告诉赵小梅。`);
    await town.pass('2m');
    hears(town, '赵小梅', '王志强副书记同意了，8月自查这次不用交。');
    expect(await totals(town)).toMatchObject({ excused: 1, pending: 2 });
    expect(await recordOf(town, 'dongcun')).toMatchObject({ state: 'excused', reason: 'not-applicable' });
    await town.says('王志强', '查 东村');
    town.expects('王志强', '8月自查：不适用，不用交');
  }));

test('a question that was left out without leave is asked once more, and may be answered after the deadline', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await town.says('赵小梅', '1是 2不适用 3无');
    hears(town, '赵小梅', '别的记下了：⏎1 专题研究：是⏎3 问题：无⏎第2题为什么不适用？一句就行。');
    await town.says('赵小梅', '村里不兴谈话');
    town.expects('赵小梅', '2 谈话：不适用（村里不兴谈话）', '第2题先按“不适用”，等王志强副书记核。');
    await town.pass('2m');
    const no = numberIn(town.expects('王志强', '东村说第2题（谈话）不适用\n理由：村里不兴谈话'));
    await town.until('2026-09-03 10:00');
    town.expects('王志强', `${no}号还等您定`);
    town.expects('张建国', '第2题（谈话）');
    await town.says('王志强', `不同意 ${no} 谈话哪里都要谈`);
    town.expects('王志强', '不同意，谈话哪里都要谈');
    await town.pass('2m');
    hears(town, '赵小梅', '第2题（谈话）王志强副书记没同意：谈话哪里都要谈⏎请补答这一题，回：改 2 内容');
    await town.says('赵小梅', '改 2 1次');
    hearsWithReceipt(town, '赵小梅', '第2题由不适用（村里不兴谈话）改成1次，别的没动。');
  }));

test('what is missing of a request is asked for, and the next words complete it', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '延期');
    hears(town, '赵小梅', '想延几天，什么原因？⏎写成一句就行，如：3天，会计住院');
    await town.says('赵小梅', '会计住院');
    hears(town, '赵小梅', '想延到哪天？⏎回天数或日子，如：3天');
    await town.says('赵小梅', '到8月30日');
    hears(town, '赵小梅', '现在就到9月1日（周二）18:00，⏎想再延到哪天？');
    await town.says('赵小梅', '90天');
    hears(town, '赵小梅', '一次最多延60天，想延到哪天？');
    await town.says('赵小梅', '9月5日');
    town.expects('赵小梅', '想从9月1日延到9月7日（周一）18:00');
    await town.pass('2m');
    const no = numberIn(town.expects('王志强', '理由：会计住院'));
    await town.says('赵小梅', '有困难');
    hears(town, '赵小梅', `${no}号还在等王志强副书记定。⏎要换个说法，先回：撤销 ${no}`);
    await town.says('赵小梅', `撤销${no}`);
    hearsWithReceipt(town, '赵小梅', `${no}号撤了。⏎东村8月自查照旧，9月1日18:00到期。`);
    await town.pass('2m');
    hears(town, '王志强', `东村8月自查：${no}号撤了，不用管了。`);
    await town.says('赵小梅', '有困难');
    hears(town, '赵小梅', '卡在哪？写一句就行。');
    await town.says('赵小梅', '公章在换');
    town.expects('赵小梅', '公章在换。\n已请王志强副书记协调');
    await town.pass('2m');
    town.expects('王志强', '有困难\n公章在换');
  }));

test('with nobody above, three workdays are granted at once, and no more', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('何晓燕', '延期 一周，书记开会');
    town.expects('何晓燕', '镇党委8月自查\n从9月1日延到9月4日（周五）18:00。\n上面没有再能请示的人，先延到这天。');
    await town.says('何晓燕', '延期 3天，书记还在开会');
    hears(town, '何晓燕', '已经延过一次，到9月4日（周五）18:00。⏎上面没有再能请示的人，还请到时答。');
    await town.says('何晓燕', '不适用 镇里没有');
    town.expects('何晓燕', '8月自查上面没有能核的人，这份还请您答。');
    expect((await recordOf(town, 'qingshan')).terms?.heldBy).toBeUndefined();
  }));

test('a unit that is left alone is not asked, also by what opens meanwhile, until its day', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生']);
    await town.says('何晓燕', '1是 2 1次 3无');
    town.expects('何晓燕', '自查记下了');
    await town.says('何晓燕', '暂停 东村 至 9月30日 换届');
    const no = numberIn(town.expects('何晓燕', '东村暂停到9月30日（周三）。\n8月自查不用交。', '回执'));
    await town.pass('2m');
    for (const who of ['赵小梅', '李德明']) hears(town, who, '东村的自查和提醒停到9月30日（周三），⏎这几天不用答，也不催。');
    await town.says('王志强', '查 东村');
    town.expects('王志强', '8月自查：暂停到9月30日（周三）');
    await town.until('2026-09-28 09:10');
    for (const who of ['马春生', '何晓燕']) town.expects(who, '9月自查，3题');
    town.expectsNothing();
    await town.says('何晓燕', `撤销 ${no}`);
    hearsWithReceipt(town, '何晓燕', `${no}号撤了，东村恢复，没答的会再发。`);
    await town.pass('2m');
    town.expects('赵小梅', '9月自查，3题');
  }));

test('a pause that is ended at once puts the unit back where it stood: it is asked again, and nothing climbs before its time', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生']);
    await town.says('何晓燕', '1是 2 1次 3无');
    town.expects('何晓燕', '自查记下了');
    await town.says('何晓燕', '暂停 东村 至 8月28日');
    const no = numberIn(town.expects('何晓燕', '东村暂停到8月28日', '回执'));
    await town.pass('2m');
    for (const who of ['赵小梅', '李德明']) town.expects(who, '东村的自查和提醒停到8月28日');
    await town.says('何晓燕', `撤销 ${no}`);
    town.expects('何晓燕', '没答的会再发');
    await town.pass('2m');
    town.expects('赵小梅', '8月自查，3题');
    const { step, state } = await recordOf(town, 'dongcun');
    expect({ step, state }).toEqual({ step: 2, state: 'pending' });
    await town.until('2026-08-27 18:00');
    town.expectsNothing();
    await town.until('2026-08-28 09:10');
    town.expects('赵小梅', '8月自查');
  }));

test('a cycle that was opened by mistake is withdrawn after 是, and whoever was asked hears it in one line', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '延期3天，会计住院');
    town.expects('赵小梅', '记下');
    await town.pass('2m');
    town.expects('王志强', '请求延期');
    await town.says('何晓燕', '撤销 8月自查');
    hears(town, '何晓燕', '撤销8月自查：还没交的3家都不用交了，⏎已交的0家留着。撤了不能再开。⏎对就回：是');
    await town.says('何晓燕', '是');
    hears(town, '何晓燕', '8月自查撤了，3家不用交，已告诉答题的同志。');
    await town.pass('2m');
    for (const who of ['赵小梅', '马春生']) hears(town, who, '8月自查不用答了，这一期办公室撤了。');
    town.expects('王志强', '不用您定了');
    await town.until('2026-09-04 10:00');
    town.expectsNothing();
  }));

test('a task is held by a request as a self-check is, and its steps count from the date that was agreed', () =>
  play({ at: '2026-09-15 08:59', schedules: ['rules-register'] }, async (town) => {
    await town.until('2026-09-15 09:10');
    const item = /(\d+)《村级小额工程管理办法》/u.exec(town.expects('方立新', '有两项没出台'))?.[1] ?? '';
    await town.says('方立新', '延期 5天 等县里印文');
    town.expects('方立新', '说的是哪一项？', `延期 ${item} 3天 原因`);
    await town.says('方立新', `延期 ${item} 5天 等县里印文`);
    const no = numberIn(
      town.expects('方立新', `财政所任务${item}号《村级小额工程管理办法》`, '想从9月30日延到10月13日（周二）18:00。', '已转郑海波副镇长'),
    );
    await town.pass('2m');
    town.expects('郑海波', `${no}号 财政所请求延期`, '理由：等县里印文', '您定之前不催他们');
    await town.says('方立新', `改派 ${item} 钱玉`);
    town.expects('方立新', `${no}号还在等郑海波副镇长定`);
    await town.until('2026-09-16 09:10');
    town.expects('郑海波', '还等您定');
    await town.says('郑海波', '可以');
    town.expects('郑海波', '延到10月13日18:00');
    await town.pass('2m');
    town.expects('方立新', '郑海波副镇长同意了', '10月13日（周二）18:00');
    await town.until('2026-09-22 09:10');
    expect(town.expects('方立新', '公务接待办法')).not.toContain('小额工程');
    await town.says('方立新', `有困难 ${item} 县里还没定稿`);
    const difficulty = numberIn(town.expects('方立新', '县里还没定稿。\n已请郑海波副镇长协调'));
    await town.pass('2m');
    town.expects('郑海波', '财政所有困难');
    await town.says('方立新', `已办 ${item} 青政发23号`);
    town.expects('方立新', '已办', '回执');
    await town.pass('2m');
    town.expects('何晓燕', '报已办');
    town.expects('郑海波', '不用您');
    await town.says('郑海波', `协调 ${difficulty} 我去问`);
    hears(town, '郑海波', `${difficulty}号那件已经办完了，不用再定。`);
  }));

test('a circular tells what was granted apart, names nobody to whom a decision is owed, and says what the town owes', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['何晓燕']);
    await town.until('2026-08-28 09:10');
    for (const who of ['赵小梅', '马春生']) town.expects(who, '还没收到');
    await town.says('赵小梅', '延期 到9月10日 会计住院');
    const granted = numberIn(town.expects('赵小梅', '延到9月10日'));
    await town.pass('2m');
    town.expects('王志强', `${granted}号`);
    await town.says('王志强', '可以');
    town.expects('王志强', '已同意');
    await town.pass('2m');
    town.expects('赵小梅', '同意了');
    await town.until('2026-09-04 10:00');
    town.expects('吴永贵', '昨天18:00到期');
    town.expects('王志强', '请您定一个');
    town.expects('吴永贵', '已请王志强副书记协调');
    town.expects('周正平', '通报草稿 1号', '9月3日督办（王志强没定）', '“8月自查：3个单位，已交1，\n延期1，没交1。');
    town.expects('张建国', '等镇纪委定');
    await town.says('吴永贵', '有困难 会计换人，账没交接');
    town.expects('吴永贵', '已请王志强副书记协调');
    await town.pass('2m');
    const asks = numberIn(town.expects('王志强', '石桥村有困难'));
    await town.says('周正平', '放行 1 点名');
    town.expects('周正平', '不发，已作罢');
    await town.says('王志强', `不同意 ${asks} 月底前该交接`);
    town.expects('王志强', '不同意');
    await town.pass('2m');
    town.expects('吴永贵', '没同意');
    await town.says('赵小梅', '有困难 公章丢了');
    town.expects('赵小梅', '已请王志强副书记协调');
    await town.pass('2m');
    town.expects('王志强', '东村有困难');
    await town.until('2026-09-07 09:10');
    town.takeEverything();
  }));

test('what the group hears ends with what the town owes', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['何晓燕']);
    await town.says('赵小梅', '有困难 公章丢了');
    town.expects('赵小梅', '已请王志强副书记协调');
    await town.until('2026-09-04 09:10');
    expect([...town.takeEverything().keys()].sort()).toEqual(['吴永贵', '周正平', '张建国', '王志强', '马春生'].sort());
    await town.says('周正平', '放行 1 点名');
    town.expects('周正平', '1号放行了');
    await town.pass('2m');
    hears(
      town,
      '群',
      '8月自查情况⏎3个单位：已交1，没交2。⏎没交的：⏎石桥村（未说明）⏎没交的已单独联系。⏎各单位提的困难1件，镇里在办，⏎9月10日（周四）前答复。⏎镇纪委放行 党政办发',
    );
  }));

test('a leader hands a difficulty on to another of the unit’s people, and may take the offer back', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await town.says('赵小梅', '有困难 我要去县里学习');
    const no = numberIn(town.expects('赵小梅', '已请王志强副书记协调'));
    await town.pass('2m');
    town.expects('王志强', `改派 ${no} 谁来办`);
    await town.says('王志强', `改派 ${no}`);
    hears(town, '王志强', '换谁来答？回名字就行：⏎赵小梅、李德明、孙国栋');
    await town.says('王志强', '孙国栋');
    const offer = numberIn(town.expects('王志强', '问孙国栋接不接'));
    await town.pass('2m');
    hears(town, '赵小梅', '王志强副书记回您：改派孙国栋。');
    town.expects('孙国栋', '王志强请您代东村答8月自查');
    await town.says('王志强', `撤销 ${offer}`);
    town.expects('王志强', `${offer}号撤了`);
    await town.pass('2m');
    town.expects('孙国栋', '撤了，不用管了');
    await town.says('王志强', '改派 东村 孙国栋');
    town.expects('王志强', '问孙国栋接不接');
    await town.pass('2m');
    town.expects('孙国栋', '回：接 或 不接');
    await town.says('孙国栋', '接');
    town.expects('孙国栋', '好，这件归您。');
    await town.pass('2m');
    town.expects('赵小梅', '孙国栋接了，这件不再找您。');
    town.expects('王志强', '孙国栋接了，东村8月自查由孙国栋答。');
  }));

test('a difficulty is told after the answer, too: a leader helps, nothing is held, and the answer stays', () =>
  play({ at }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut());
    await town.until('2026-08-28 09:40');
    await town.says('李德明', '有困难 公开栏让雨泡了，没法贴');
    const no = numberIn(town.expects('李德明', '公开栏让雨泡了，没法贴。', '已请王志强副书记协调'));
    await town.pass('2m');
    town.expects('王志强', `${no}号 东村有困难`, '公开栏让雨泡了，没法贴');
    await town.until('2026-08-31 09:10');
    town.expects('王志强', `${no}号还等您定`);
    await town.says('王志强', `协调${no} 镇里换，下周三前`);
    town.expects('王志强', `${no}号记下了`);
    await town.pass('2m');
    town.expects('李德明', '王志强副书记回您：镇里换');
    expect(await recordOf(town, 'dongcun')).toMatchObject({ state: 'answered', version: 1 });
    await town.until('2026-09-05 18:00');
  }));

test('what was decided and answered long ago is not told the principal any more', () =>
  play({ at }, async (town) => {
    await opened(town);
    await answer(town, liaisonsBut('柳湾村', '石桥村'));
    await town.says('刘芳', '延期3天，会计住院');
    town.expects('刘芳', '定之前不催您');
    await town.pass('2m');
    town.expects('王志强', '柳湾村请求延期');
    await town.says('王志强', '同意');
    town.expects('王志强', '已同意');
    await town.pass('2m');
    town.expects('刘芳', '王志强副书记同意了');
    await answer(town, ['刘芳', '马春生']);
    await town.until('2026-09-24 15:10');
    town.expects('何晓燕', '上坪村：没有联络员');
    await town.until('2026-09-28 09:10');
    town.takeEverything();
    await town.says('张建国', '催办 柳湾村');
    town.expects('张建国', '已催柳湾村');
    await town.pass('2m');
    expect(town.expects('陈守田', '柳湾村9月自查')).not.toContain('延');
    town.takeEverything();
  }));
