import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { reportState } from '../../src/application/report-state.js';
import { answer, hears, hearsWithReceipt, liaisonsBut, play, worlds } from '../harness/scene.js';

const register = { at: '2026-09-15 08:59', schedules: ['rules-register'] };
const signed = '依据：镇党委制度建设计划⏎党政办 何晓燕';
const small = '《村级小额工程管理办法》';
const dinners = '《公务接待办法》';
const round =
  `方立新同志，制度台账您有两项没出台：⏎1${small}9月30日（周三）⏎2${dinners}9月30日（周三）⏎全镇10项，已出台8项。⏎` +
  `办好回：已办 1 文号⏎卡住了回：有困难 1 卡在哪⏎${signed}`;

describe.each(worlds)('over the %s world', (over) => {
  test('the rules register goes round, an owner reports with a document number, and the office closes it', () =>
    play({ ...register, over }, async (town) => {
      await town.until('2026-09-15 09:10');
      hears(town, '方立新', round);
      await town.says('方立新', '已办');
      hears(town, '方立新', '1还是2？⏎回：已办 1 文号');
      await town.says('方立新', '1 青政发23号');
      hearsWithReceipt(town, '方立新', '记下：1已办，青政发〔2026〕23号。⏎何晓燕看到文件后销号。');
      await town.pass('2m');
      hears(town, '何晓燕', `1${small}报已办，⏎青政发〔2026〕23号。⏎回：销号 1 或 退回 1 原因`);
      await town.says('何晓燕', '待定');
      hears(town, '何晓燕', `等您定1件：⏎1号 财政所报已办：${small}⏎回：销号 1`);
      await town.says('何晓燕', '销号 1');
      hearsWithReceipt(town, '何晓燕', '1号已销号，我去告诉单位。');
      await town.pass('2m');
      hears(town, '方立新', '1号销号了，谢谢。⏎何晓燕经手，凭青政发〔2026〕23号。');
      await town.until('2026-09-21 18:00');
    }));

  test('an owner who is not done is reminded, pressed and spoken of to the leader, of both items at once and of neither once it is reported', () =>
    play({ ...register, over }, async (town) => {
      await town.until('2026-09-15 09:10');
      hears(town, '方立新', round);
      await town.until('2026-09-22 08:59');
      town.expectsNothing();
      await town.until('2026-09-22 09:10');
      hears(
        town,
        '方立新',
        `方立新同志，财政所有两件快到了：⏎1 任务1号${small}⏎9月30日（周三）18:00，办好回：已办 1 文号⏎2 任务2号${dinners}⏎` +
          `9月30日（周三）18:00，办好回：已办 2 文号⏎不好办，回：延期 1，加天数和原因⏎${signed}`,
      );
      await town.until('2026-10-08 09:10');
      hears(
        town,
        '方立新',
        `方立新同志：⏎财政所有两项到期了，还没出台：⏎1${small}9月30日（周三）⏎2${dinners}9月30日（周三）⏎9月22日提醒过。⏎` +
          `办好回：已办 1 文号⏎不然请您回一句：⏎延期 1 天数 原因⏎有困难 1 什么困难⏎10月10日（周六，补班）9:00还没着落，会请郑海波副镇长协调。⏎${signed}`,
      );
      await town.says('方立新', '已办2 青政发24号');
      hearsWithReceipt(town, '方立新', '记下：2已办，青政发〔2026〕24号。⏎何晓燕看到文件后销号。');
      await town.pass('2m');
      town.expects('何晓燕', '2《公务接待办法》报已办');
      await town.until('2026-10-10 09:10');
      hears(
        town,
        '郑海波',
        `郑海波同志：⏎财政所有一项到期了，还没出台：⏎1${small}9月30日（周三）⏎提醒9月22日，催办方立新10月8日，已发出。⏎` +
          `请您定一个，回词加一句：⏎协调 1 您怎么帮⏎延期 1 延到哪天⏎督办 1 您盯到办成⏎看情况回：查 财政所⏎单位报了“已办 1”，就不再找您。⏎${signed}`,
      );
      town.takeAll('还等您看');
      await town.says('方立新', '已办 1 青政发25号');
      town.expects('方立新', '记下：1已办');
      await town.pass('2m');
      hears(town, '郑海波', `财政所1号${small}报已办了，⏎这件不用您管了。`);
      town.expects('何晓燕', `1${small}报已办`);
      await town.until('2026-10-10 18:00');
    }));
});

test('a task and an answer that are due to one person are one list, each with what ends it', () =>
  play({ at: '2026-08-25 08:59', prepare: withMinutes }, async (town) => {
    await town.until('2026-08-25 09:10');
    town.expects('群', '今天开始');
    town.expects('何晓燕', '没有联络员');
    town.takeAll('8月自查，5题');
    await answer(town, liaisonsBut('石桥村'));
    await town.until('2026-08-28 09:10');
    hears(
      town,
      '马春生',
      '马春生同志，石桥村有两件快到了：⏎1 任务1号 会议记录补签⏎8月31日（周一）18:00，办好回：已办 1 说明⏎2 8月自查，还没收到⏎' +
        '9月1日（周二）18:00，回“题目”再发一遍⏎不好办，回：延期 1 或 延期 自查，加天数和原因⏎' +
        '依据：1 镇纪委检查；2 镇党委落实主体责任实施意见⏎党政办 何晓燕',
    );
    await town.says('马春生', '已办 支委会上补签了');
    hearsWithReceipt(town, '马春生', '记下：1已办，支委会上补签了。⏎何晓燕看过后销号。');
    await town.pass('2m');
    hears(town, '何晓燕', '1号 会议记录补签报已办，⏎支委会上补签了。⏎回：销号 1 或 退回 1 原因');
    await town.says('何晓燕', '销号');
    town.expects('何晓燕', '1号已销号');
    await town.pass('2m');
    town.expects('马春生', '1号销号了');
  }));

test('what is not enough goes back with the reason as it was said and the same date', () =>
  play(register, async (town) => {
    await town.until('2026-09-15 09:10');
    hears(town, '方立新', round);
    await town.says('方立新', '已办 1');
    hears(town, '方立新', `1${small}的文号是多少？⏎回：已办 1 文号⏎没有文号就写一句办到哪了。`);
    await town.says('方立新', '已经上会，等印发');
    hearsWithReceipt(town, '方立新', '记下：1已办，已经上会，等印发。⏎何晓燕看到文件后销号。');
    await town.pass('2m');
    town.expects('何晓燕', '已经上会，等印发。');
    await town.says('何晓燕', '退回 1');
    hears(town, '何晓燕', '退回要写一句原因，⏎回：退回 1 原因');
    await town.says('何晓燕', '退回 1 印发了再报，要有文号');
    hearsWithReceipt(town, '何晓燕', '1号已退回，原因照您的话转。');
    await town.pass('2m');
    hears(town, '方立新', '1号还差一步：何晓燕看了，印发了再报，要有文号⏎补上再回“已办 1”加文号，还是9月30日（周三）。');
    await town.says('方立新', '销号 1');
    hears(town, '方立新', '自己的任务要别人来销。⏎办好回“已办 1”加文号，我转何晓燕。');
    await town.says('何晓燕', '销号1');
    hears(town, '何晓燕', '1号单位还没报已办，先不动。');
    await town.says('方立新', '已办1 青政发23号');
    hearsWithReceipt(town, '方立新', '记下：1已办，青政发〔2026〕23号。⏎何晓燕看到文件后销号。');
    await town.pass('2m');
    town.expects('何晓燕', '青政发〔2026〕23号');
    await town.says('何晓燕', '销号1');
    town.expects('何晓燕', '1号已销号');
    await town.pass('2m');
    town.expects('方立新', '1号销号了');
    await town.says('何晓燕', '销号1');
    hears(town, '何晓燕', '1号9月15日已经销号了，何晓燕经手。');
    await town.says('方立新', '已办1 青政发23号');
    hears(town, '方立新', '1号9月15日已经销号了，何晓燕经手。');
  }));

test('who asks hears how much is done, what is not, and sees no further than they oversee', () =>
  play({ at: '2026-10-08 08:00', schedules: ['rules-register'] }, async (town) => {
    await town.until('2026-10-08 09:10');
    town.expects('方立新', '财政所有两件到期了');
    await town.says('方立新', '已办 1 青政发23号');
    town.expects('方立新', '记下');
    await town.pass('2m');
    town.expects('何晓燕', '报已办');
    await town.says('张建国', '台账');
    hears(town, '张建国', `制度台账：全镇10项，已出台8项⏎2${dinners}⏎财政所，9月30日，过期⏎1${small}⏎财政所，9月30日，等销号`);
    await town.says('郑海波', '台账');
    town.expects('郑海波', `2${dinners}\n财政所，9月30日，过期`);
    await town.says('钱玉', '台账');
    hears(town, '钱玉', `制度台账：全镇10项，已出台8项⏎2${dinners}⏎9月30日，过期⏎1${small}⏎9月30日，等销号`);
    await town.says('林晓', '台账');
    town.expects('林晓', `2${dinners}\n财政所，9月30日，过期，您配合`);
    await town.says('李德明', '台账');
    hears(town, '李德明', '您这里没有台账。');
    await town.says('张建国', '查 财政所');
    town.expects('张建国', '任务：4件，办完2件');
    await town.says('李德明', '查 东村');
    expect(town.expects('李德明')).not.toContain('任务');
    await town.says('张建国', '逾期');
    hears(town, '张建国', `过期1件：⏎财政所任务2号${dinners}，9月30日到期`);
    await town.says('李德明', '逾期');
    hears(town, '李德明', '没有过期的。');
    await town.says('方立新', '我的');
    town.expects('方立新', `在办1件：任务2号${dinners}，9月30日（周三）`);
    const { tasks } = await reportState(town.bot.world, town.now());
    expect(tasks).toMatchObject([
      { no: 1, schedule: 'rules-register', item: 'xiaoe', unit: 'caizheng', dueAt: '2026-09-30T10:00:00.000Z', state: 'reported' },
      { no: 2, item: 'jiedai', text: '公务接待办法', state: 'open', level: 'remind' },
    ]);
  }));

test('a date that is moved in the file, an item taken out and one finished elsewhere are in the books as soon as the file is', () =>
  play(register, async (town) => {
    await town.until('2026-09-15 09:10');
    hears(town, '方立新', round);
    await town.isDownUntil('2026-09-15 15:00', async (home) => {
      const path = join(home, 'lists', 'rules.yaml');
      const before = await readFile(path, 'utf8');
      const lines = before.split('\n').filter((line) => !line.includes('id: jiedai'));
      await writeFile(
        path,
        lines.join('\n').replace('小额工程管理办法, unit: caizheng, due: 2026-09-30', '小额工程管理办法, unit: caizheng, due: 2026-10-16'),
      );
    });
    await town.pass('2m');
    await town.says('方立新', '台账');
    hears(town, '方立新', `制度台账：全镇9项，已出台8项⏎1${small}⏎10月16日`);
    await town.says('方立新', '已办 2 青政发24号');
    hears(town, '方立新', '2号已经不在台账里了，不用办。');
    await town.isDownUntil('2026-09-16 15:00', async (home) => {
      const path = join(home, 'lists', 'rules.yaml');
      await writeFile(path, (await readFile(path, 'utf8')).replace('due: 2026-10-16, ', 'due: 2026-10-16, done: 青政发〔2026〕23号, '));
    });
    await town.pass('2m');
    await town.says('方立新', '台账');
    hears(town, '方立新', '制度台账：全镇9项，已出台9项');
    await town.until('2026-11-13 18:00');
  }));

/** The monthly self-check and a list of what an inspection left to do. */
async function withMinutes(home: string): Promise<void> {
  await mkdir(join(home, 'schedules'), { recursive: true });
  const shipped = new URL('../../schedules/monthly-self-check.yaml', import.meta.url);
  await copyFile(shipped, join(home, 'schedules', 'monthly-self-check.yaml'));
  await writeFile(
    join(home, 'schedules', 'inspection.yaml'),
    `name: 检查任务
kind: task
cron: "0 9 1 1 *"
basis: 镇纪委检查
ask: liaison
items:
  - { id: minutes, text: 会议记录补签, unit: shiqiao, due: 2026-08-31 }
remind: [{ at: -1wd }]
`,
  );
}
