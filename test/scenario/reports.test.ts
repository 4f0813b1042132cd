import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportReplies } from '../../src/application/report-state.js';
import { documents } from '../harness/documents.js';
import { replace } from '../harness/hamlet.js';
import { asked, at, kept, numberIn, reporting, sendsFile, wholeReport } from '../harness/reports.js';
import { hears, hearsWithReceipt, play, worlds } from '../harness/scene.js';
import { newestCycle, versionsOf } from '../harness/township-books.js';
import type { Township } from '../harness/township.js';

const prepare = reporting();

const prompt =
  '三季度履责报告，5题⏎截止：10月23日（周五）18:00⏎1 主体责任：研究定了哪些事，办到哪步？⏎2 监督责任：查了什么，提醒过谁？⏎' +
  '3 管理责任：钱、章、账怎么管的？⏎4 连带责任：分管的人和事，过问了哪些？⏎5 直接责任：自己经手的，有要说清的吗？⏎';
const ways =
  '怎么写都行，挑一样：⏎一段一段发，开头写题号，如：⏎1 ……⏎一题一题来，回：逐题⏎或者发一个文件，Word、PDF都行⏎每题写一两件实在事就够，不用长。⏎';
const basis = '不好办，回：延期、有困难、改派，加一句原因⏎依据：镇党委落实主体责任实施意见⏎党政办 何晓燕（代镇党委）';

async function opened(town: Township): Promise<void> {
  await town.until('2026-10-10 09:10');
  hears(town, '李德明', `李德明同志：⏎东村${prompt}${ways}写好交王志强副书记看。⏎${basis}`);
  town.expects('吴永贵', '石桥村三季度履责报告，5题');
  town.expects('张建国', '镇党委三季度履责报告，5题', '写好交周正平纪委书记看。');
}

const first = '支委会研究了3次：\n1. 低保名单重核，拿下1户；\n2. 公章上锁，盖章要登记；\n3. 公开栏换新。\n\n2026年9月22日都办完了。';
const parts = [first, '没有', '1月至9月的账都公示了', '过问2次，5保户的钱按月到人', '本人没有要说明的'];
describe.each(worlds)('over the %s world', (over) => {
  test('a report comes in parts over days, is read, asked back, added to after the deadline, and read again', () =>
    play({ at, over, prepare }, async (town) => {
      await opened(town);
      await town.says('李德明', `1 ${first}\n2 没有`);
      hears(
        town,
        '李德明',
        '记下了：⏎1 主体责任：支委会研究了3次……（共67字）⏎2 监督责任：无⏎还差这3题：⏎3 管理责任：钱、章、账怎么管的？（没有写无）⏎' +
          '4 连带责任：分管的人和事，过问了哪些？（没有写无）⏎5 直接责任：自己经手的，有要说清的吗？（没有写无）⏎照题号回就行。',
      );
      await town.until('2026-10-12 10:00');
      await town.says('李德明', '逐题');
      town.expects('李德明', '前2题都存着', '接着第3题');
      for (const text of parts.slice(2)) await town.says('李德明', text);
      town.expects('李德明', '第3题记1月至9月的账都公示了。', '第4题');
      town.expects('李德明', '第4题记过问2次，5保户的钱按月到人。', '第5题');
      hearsWithReceipt(
        town,
        '李德明',
        '收到，东村三季度履责报告记下了：⏎1 主体责任：支委会研究了3次……（共67字）⏎2 监督责任：无⏎3 管理责任：1月至9月的账都公示了⏎' +
          '4 连带责任：过问2次，5保户的钱按月到人⏎5 直接责任：本人没有要说明的⏎交王志强副书记看，看过告诉您。⏎' +
          '要改，回：改 题号 内容⏎或再发一次文件，10月23日18:00前都能改。',
      );
      expect((await versionsOf(town, 'dongcun')).map(({ answers }) => Object.values(answers))).toMatchObject([
        [first, '无', ...parts.slice(2)].map((text) => ({ type: 'text', text })),
      ]);

      await town.until('2026-10-12 10:05');
      const no = numberIn(town.expects('王志强'));
      await town.says('王志强', '查 东村 3季度');
      hears(
        town,
        '王志强',
        `东村三季度履责报告：已交，10月12日⏎1 主体责任：⏎${first.replace('\n\n', '\n')}⏎2 监督责任：⏎无⏎3 管理责任：⏎${parts[2]}⏎4 连带责任：⏎${parts[3]}⏎` +
          `5 直接责任：⏎${parts[4]}⏎李德明支书交，10月12日⏎王志强副书记还没看`,
      );
      await town.until('2026-10-26 09:30');
      town.takeAll('还等您看');
      town.takeAll('还没收到');
      await town.says('王志强', `退回 ${no} 公章上锁以后谁保管、谁登记？`);
      town.expects('王志强', `${no}号东村三季度履责报告，`, '您的话一字不改转李德明', '回执');
      await town.until('2026-10-26 09:35');
      hears(
        town,
        '李德明',
        '王志强副书记看了东村三季度履责报告，请您补充：⏎公章上锁以后谁保管、谁登记？⏎补上回：改 题号 内容⏎或者把文件改好再发一次。⏎' +
          '过了截止也能补，补好我转王志强副书记。',
      );
      await town.says('李德明', '改 3 账都公示了；公章孙国栋保管，\n吴会计登记');
      hearsWithReceipt(
        town,
        '李德明',
        '收到，补充记下了，东村三季度履责报告：⏎3 管理责任：账都公示了；公章孙国栋保……（共20字）⏎已转王志强副书记再看。',
      );
      await town.until('2026-10-26 09:40');
      town.expects('王志强', `${no}号 东村三季度履责报告补充了`, '李德明10月26日交，写了5题', `看过回：已阅 ${no}`);
      await town.says('王志强', '看过了');
      hearsWithReceipt(town, '王志强', `${no}号东村三季度履责报告记为已阅。⏎我去告诉李德明。`);
      await town.until('2026-10-26 09:45');
      hears(town, '李德明', '王志强副书记看过了东村三季度履责报告。');
      expect(await versionsOf(town, 'dongcun')).toMatchObject([{ late: false }, { late: false, supplements: [] }]);
    }));

  test('a file stands for all parts, is kept under a name of its own, and the next one takes its place', () =>
    play({ at, over, prepare }, async (town) => {
      await asked(town);
      await sendsFile(town, '李德明');
      hearsWithReceipt(
        town,
        '李德明',
        '收到，东村三季度履责报告记下了：⏎整份是Word文件，存好了⏎交王志强副书记看，看过告诉您。⏎要改，回：改 题号 内容⏎或再发一次文件，10月23日18:00前都能改。',
      );
      const [file = ''] = await kept(town);
      expect(file).toMatch(/^[0-9a-f]{32}\.docx$/u);
      const place = join(town.home, 'data', 'files', file);
      expect(documents.docx.equals((await town.bot.world.files.read(file)) ?? Buffer.of())).toBe(true);
      expect((await readFile(place)).includes('word/document.xml')).toBe(false);
      expect([(await stat(place)).mode & 0o777, (await stat(join(place, '..'))).mode & 0o777]).toEqual([0o600, 0o700]);
      await town.until('2026-10-10 09:20');
      const no = numberIn(town.expects('王志强', '李德明10月10日交，是个Word文件', '看内容回：查 东村 三季度'));
      await town.says('王志强', '查东村3季度');
      hears(
        town,
        '王志强',
        `东村三季度履责报告：已交，10月10日⏎整份是Word文件，在党政办电脑里：⏎${file}⏎要看找何晓燕。⏎李德明支书交，10月10日⏎王志强副书记还没看`,
      );
      await sendsFile(town, '李德明', documents.pdf, '改过.pdf');
      town.expects('李德明', '整份是PDF文件', '回执');
      const files = await kept(town);
      expect(files).toHaveLength(2);
      const versions = await versionsOf(town, 'dongcun');
      const pdf = files.find((name) => name.endsWith('.pdf'));
      expect(versions.map(({ answers }) => new Set(Object.values(answers).map((answer) => JSON.stringify(answer))))).toEqual([
        new Set([JSON.stringify({ type: 'file', files: [file] })]),
        new Set([JSON.stringify({ type: 'file', files: [pdf] })]),
      ]);
      const report = await reportReplies(town.bot.world, (await newestCycle(town)).id);
      expect(report?.replies).toMatchObject([{ unit: 'dongcun', answers: { principal: [pdf], direct: [pdf] } }]);
      await town.says('王志强', `已阅 ${no}`);
      town.expects('王志强', '记为已阅');
      await town.until('2026-10-10 09:30');
      town.expects('李德明', '王志强副书记看过了');
    }));
});

test('what is handed in at one time to one reader is one list, and marked with one message', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    await town.says('李德明', wholeReport);
    await town.says('吴永贵', wholeReport);
    const receipts = ['李德明', '吴永贵'].map((who) => town.expects(who, '交王志强副书记看', '回执'));
    expect(receipts[0]).toContain('1 主体责任：支委会研究了3次\n2 监督责任：无');
    await town.until('2026-10-10 09:20');
    const list = town.expects(
      '王志强',
      '三季度履责报告来了2份：',
      '东村，李德明10月10日交',
      '石桥村，吴永贵10月10日交',
      '看内容回：查 东村 三季度',
    );
    const [, one = '', other = ''] = /看过回：已阅 (\d+) (\d+)/u.exec(list) ?? [];
    await town.says('王志强', '已阅');
    town.expects('王志强', '等您看的有2份，是哪份？', `${one} 东村三季度履责报告`, `回：已阅 ${one}`);
    await town.says('王志强', `已阅 ${one}、${other}`);
    hearsWithReceipt(town, '王志强', `这2份记为已阅：⏎${one} 东村三季度履责报告⏎${other} 石桥村三季度履责报告⏎我去告诉李德明、吴永贵。`);
    await town.until('2026-10-10 09:25');
    for (const who of ['李德明', '吴永贵']) town.expects(who, '王志强副书记看过了');
    await town.says('王志强', '看过了');
  }));

test('whoever does not read is reminded after three workdays and once more after five, and never again', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    await town.says('李德明', wholeReport);
    town.expects('李德明', '回执');
    await town.until('2026-10-10 10:00');
    const no = numberIn(town.expects('王志强', '东村三季度履责报告交来了'));
    await town.until('2026-10-14 09:10');
    hears(
      town,
      '王志强',
      `${no}号 东村三季度履责报告还等您看⏎李德明10月10日交的⏎看内容回：查 东村 三季度⏎看过回：已阅 ${no}⏎要补充回：退回 ${no} 要补什么`,
    );
    await town.until('2026-10-16 09:10');
    town.expects('王志强', `${no}号 东村三季度履责报告还等您看`);
    await town.until('2026-10-20 08:00');
  }));

test('the report of the committee goes to discipline, and the secretary can neither mark it nor send it back', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    await town.says('张建国', wholeReport);
    town.expects('张建国', '交周正平纪委书记看', '回执');
    await town.until('2026-10-10 09:20');
    const no = numberIn(town.expects('周正平', '镇党委三季度履责报告交来了'));
    for (const words of [`已阅 ${no}`, `退回 ${no} 很好`]) {
      await town.says('张建国', words);
      hears(town, '张建国', '这个您这里看不了，也办不了。⏎能用什么，回：帮助');
    }
    await town.says('周正平', `已阅${no}`);
    town.expects('周正平', `${no}号镇党委三季度履责报告记为已阅。`);
    await town.until('2026-10-10 09:30');
    hears(town, '张建国', '周正平纪委书记看过了镇党委三季度履责报告。');
  }));

test('a change after it was read goes along with the next message to the reader, and opens it again', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    await town.says('李德明', wholeReport);
    town.expects('李德明', '回执');
    await town.until('2026-10-10 09:20');
    const no = numberIn(town.expects('王志强', '交来了'));
    await town.says('王志强', '已阅');
    town.expects('王志强', '记为已阅');
    await town.until('2026-10-10 09:30');
    town.expects('李德明', '看过了');
    await town.says('李德明', '改 5 我有一件事要说清：侄子在村里包过工程，没经我手');
    town.expects('李德明', '第5题由没有要说的改成我有一件事要说清：侄子在……（共23字）', '回执');
    await town.until('2026-10-12 10:00');
    town.expectsNothing();
    await town.says('吴永贵', wholeReport);
    town.expects('吴永贵', '回执');
    await town.until('2026-10-12 10:10');
    town.expects('王志强', '三季度履责报告来了2份：', `${no} 东村，李德明10月10日改过`, '石桥村，吴永贵10月12日交');
  }));

test('a file after some parts were written stands for the others, and the written ones stay', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    await town.says('李德明', '1 支委会研究了3次\n4 过问2次');
    town.expects('李德明', '还差这3题');
    await sendsFile(town, '李德明');
    town.expects('李德明', '1 主体责任：支委会研究了3次\n4 连带责任：过问2次\n其余在Word文件里');
    const [version] = await versionsOf(town, 'dongcun');
    expect(
      Object.values(version?.answers ?? {})
        .map(({ type }) => type)
        .sort(),
    ).toEqual(['file', 'file', 'file', 'text', 'text']);
    await town.until('2026-10-10 09:20');
    town.expects('王志强', '交来了');
  }));

test('a part without its number is kept until the number is said', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    const words = '这个季度支委会开了两次，\n低保名单重核了一遍，拿下1户。';
    await town.says('李德明', words);
    hears(town, '李德明', '这段没写题号，我不知道记在哪题。⏎是第几题，回个数就行，如：1');
    await town.says('李德明', '2');
    town.expects('李德明', '2 监督责任：这个季度支委会开了两次……（共28字）', '还差这4题');
    await town.says('李德明', '1 定了3件事\n3 账都公示了\n4 过问2次\n5 没有');
    town.expects('李德明', '回执');
    expect((await versionsOf(town, 'dongcun'))[0]?.answers['oversight']).toEqual({ type: 'text', text: words });
    await town.until('2026-10-10 09:20');
    town.expects('王志强', '写了5题');
  }));

test('a report too long for one message is shown by its beginnings, and each part in full when asked for', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    const long = `说明：本季度的情况如下。${'9月5日开支委会，核低保12户，拿下1户。'.repeat(100)}`;
    await town.says('李德明', '逐题');
    town.expects('李德明', '第1题（共5题）');
    for (let part = 1; part <= 5; part += 1) {
      await town.says('李德明', long);
      town.expects('李德明', '说明：本季度的情况如下', '（共2112字）');
    }
    await town.until('2026-10-10 09:20');
    town.expects('王志强', '交来了');
    await town.says('王志强', '查 东村 三季度');
    const shown = town.expects('王志强', '……（共2112字）', '看一题全文回：查 东村 三季度 1题');
    expect(shown.length).toBeLessThan(1_500);
    await town.says('王志强', '查 东村 三季度 4题');
    expect(town.expects('王志强')).toContain(`4 连带责任：\n${long}\n`);
    expect(Object.values((await versionsOf(town, 'dongcun'))[0]?.answers ?? {})).toEqual(
      Array.from({ length: 5 }, () => ({ type: 'text', text: long })),
    );
  }));

test('stock phrases in a part are asked about once, and 属实 ends it', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    await town.says('吴永贵', '1 高度重视，加强领导，狠抓落实，确保实效\n2 没有\n3 账都公示了\n4 过问2次\n5 没有');
    town.expects('吴永贵', '别的题记下了', '第1题这几句哪家都用得上，看不出石桥村的事');
    await town.says('吴永贵', '属实');
    town.expects('吴永贵', '1 主体责任：高度重视，加强领导，狠抓落实，确保实效（本人说属实）', '回执');
    await town.until('2026-10-10 09:20');
    town.expects('王志强', '石桥村三季度履责报告交来了');
  }));

test('a reader who has left is followed by the next, who hears of what still waits', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    await town.says('李德明', wholeReport);
    town.expects('李德明', '回执');
    await town.until('2026-10-10 09:20');
    town.expects('王志强', '交来了');
    await town.isDownUntil('2026-10-10 10:00', async (home) => {
      await replace(
        'roster.yaml',
        'name: 王志强, title: 副书记, roles: [], accounts: [wxid_wang]',
        'name: 王志强, title: 副书记, roles: [], accounts: []',
      )(home);
    });
    await town.until('2026-10-14 09:10');
    town.takeAll(/没在线|名单上新接不上/u);
    town.expects('张建国', '东村三季度履责报告交来了');
    await town.says('张建国', '已阅');
    town.expects('张建国', '记为已阅');
    await town.until('2026-10-14 09:20');
    town.expects('李德明', '张建国书记看过了');
  }));

test('a report nobody has read shows in 状态 to those above, and a secretary’s own delay only to discipline', () =>
  play({ at, prepare }, async (town) => {
    await asked(town);
    await town.says('李德明', wholeReport);
    town.expects('李德明', '回执');
    await town.until('2026-10-14 09:10');
    town.takeAll('东村三季度履责报告');
    await town.says('王志强', '状态');
    town.expects('王志强', '等您看的报告1份，回：待定');
    await town.says('王志强', '待定');
    const no = numberIn(town.expects('王志强', /^等您定1件：\n(\d+)号 东村三季度履责报告，还没看\n回：已阅 \1$/u));
    await town.says('张建国', '状态');
    town.expects('张建国', '还在等人看的报告：\n东村三季度履责报告，在王志强处');
    await town.says('王志强', `退回 ${no} 公章谁保管？`);
    town.expects('王志强', '转李德明');
    await town.pass('2m');
    town.expects('李德明', '请您补充：\n公章谁保管？');
    await town.says('李德明', '待定');
    hears(town, '李德明', `等您定1件：⏎${no}号 东村三季度履责报告，王志强请您补充⏎要补充的，回：改 题号 内容`);
  }));

test('of a report nobody can read the clerk is told who could, and it is handed over once somebody can', () =>
  play(
    {
      at,
      prepare: reporting(replace('roster.yaml', 'accounts: [wxid_zhou]', 'accounts: []')),
      others: [{ id: 'wxid_zhou', name: '周正平' }],
    },
    async (town) => {
      await asked(town);
      await town.says('张建国', wholeReport);
      expect(town.expects('张建国', '镇党委三季度履责报告记下了')).not.toMatch(/看过告诉您/u);
      await town.until('2026-10-10 09:20');
      hears(town, '何晓燕', '镇党委三季度履责报告交来了，没有人能看。⏎请补上或绑定一位：纪委书记周正平，⏎补好我就转。');
      await town.says('张建国', '改 2 查了1次');
      town.expects('张建国', '第2题由无改成查了1次', '回执');
      await town.until('2026-10-12 10:00');
      town.expectsNothing();
      await town.isDownUntil(
        '2026-10-12 10:01',
        replace(
          'roster.yaml',
          '纪委书记, roles: [discipline-secretary], accounts: []',
          '纪委书记, roles: [discipline-secretary], accounts: [wxid_zhou]',
        ),
      );
      await town.until('2026-10-13 09:10');
      const no = numberIn(town.expects('周正平', '镇党委三季度履责报告交来了', '张建国10月10日交'));
      await town.says('周正平', `已阅 ${no}`);
      town.expects('周正平', '记为已阅');
      await town.pass('2m');
      town.expects('张建国', '周正平纪委书记看过了');
    },
  ));

test('a unit nobody leads is told of as lacking whoever is asked', () =>
  play({ at, schedules: ['quarterly-duty-report'] }, async (town) => {
    await town.until('2026-10-10 09:10');
    town.takeAll('三季度履责报告，5题');
    town.expects('何晓燕', '三季度履责报告有1家没发出去：\n上坪村：没有负责人');
    await town.says('何晓燕', '状态');
    town.expects('何晓燕', '三季度履责报告：18个单位', '没发出去：上坪村，没有负责人，不算迟');
    await town.says('张建国', '谁没交');
    town.expects('张建国', '上坪村，缺负责人');
  }));

test('whoever writes a report, and whoever reads it, sees what the ledger holds of the period', () =>
  play({ at: '2026-09-21 09:00', prepare }, async (town) => {
    await town.says('何晓燕', '登记 群众 东村 村务公开 公开栏财务只到5月');
    const no = numberIn(town.expects('何晓燕', '记下'));
    await town.pass('2m');
    town.expects('周正平', `${no}号`);
    await town.says('周正平', `立 ${no} 9月30日`);
    town.expects('周正平', '回执');
    await town.until('2026-10-10 08:59');
    town.takeEverything();
    await town.until('2026-10-10 09:10');
    const record = `这段的问题：新1（${no}号），销号0，在改1，过期1`;
    const told = town.takeEverything();
    expect(told.get('李德明')?.join('\n')).toContain(record);
    // What one unit has to mend is no other's business.
    expect(told.get('吴永贵')?.join('\n')).not.toContain('这段的问题');
    await town.says('李德明', wholeReport);
    town.expects('李德明', '履责报告记下了');
    await town.pass('2m');
    town.takeEverything();
    await town.says('王志强', '查 东村 3季度');
    town.expects('王志强', record);
    // What comes up or is closed afterwards belongs to the next one.
    await town.says('周正平', '登记 东村 财务 缺签字');
    const later = numberIn(town.expects('周正平', '记下'));
    for (const [who, text] of [
      ['周正平', `立 ${later} 10月20日`],
      ['李德明', `已改 ${no} 都贴上了`],
      ['周正平', `销号 ${no}`],
    ] as const) {
      await town.says(who, text);
      town.expects(who, '回执');
    }
    await town.pass('2m');
    town.takeEverything();
    await town.says('王志强', '查 东村 3季度');
    town.expects('王志强', record);
  }));
