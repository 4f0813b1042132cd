/** Nothing lies for ever with somebody who has gone: what waits for them is brought to whoever follows, also long after the last reminder. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { files, hamletWith, replace } from '../harness/hamlet.js';
import { begun, hamletOfThree, numberIn, othersAnswer } from '../harness/requests.js';
import { play } from '../harness/scene.js';
import { recordOf } from '../harness/township-books.js';
import type { Township } from '../harness/township.js';

const at = '2026-08-25 08:59';

/** The hamlet with one schedule of its own in place of the self-check. */
const hamletWithSchedule = (name: string, text: string): ((home: string) => Promise<void>) =>
  hamletWith(
    (home) => rm(join(home, files.selfCheck)),
    (home) => writeFile(join(home, 'schedules', name), text),
  );

const changes = (town: Township, before: string, after: string): Promise<void> => replace(files.roster, before, after)(town.home);

/** 石桥村's liaison takes over what was 王志强's. */
const handedToMa = (town: Township): Promise<void> =>
  changes(
    town,
    'name: 东村, kind: village, parent: qingshan, principal: li, supervisor: wang',
    'name: 东村, kind: village, parent: qingshan, principal: li, supervisor: ma',
  );

test('whoever accepted an answer and is on leave is stood in for: the one before is reminded', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await town.says('赵小梅', '改派 孙国栋');
    town.expects('赵小梅', '问孙国栋接不接');
    await town.until('2026-08-25 09:30');
    town.expects('孙国栋', '回：接 或 不接');
    await town.says('孙国栋', '接');
    town.expects('孙国栋', '好，这件归您');
    await town.until('2026-08-25 09:40');
    town.expects('赵小梅', '孙国栋接了');
    await changes(town, 'accounts: [wxid_sun] }', 'accounts: [wxid_sun], away: { until: 2026-09-10 } }');
    await town.until('2026-08-28 12:00');
    town.expects('赵小梅', '东村8月自查还没收到');
  }));

test('a request whose leader goes after the secretary has seen it comes to the next one, and is decided by them', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await town.says('赵小梅', '延期3天，会计住院');
    const no = numberIn(town.expects('赵小梅', '已转王志强副书记'));
    await town.until('2026-08-28 12:00');
    town.expects('王志强', '请求延期');
    town.expects('王志强', '还等您定');
    town.expects('张建国', '在王志强副书记处');
    await handedToMa(town);
    await town.until('2026-08-31 12:00');
    town.expects('马春生', `${no}号 东村请求延期`);
    await town.says('王志强', '待定');
    town.expects('王志强', '眼下没有等您定的');
    await town.says('马春生', `同意 ${no}`);
    town.expects('马春生', '已同意');
    await town.until('2026-08-31 13:00');
    town.expects('赵小梅', '同意了');
    expect((await recordOf(town, 'dongcun')).terms).toMatchObject({ passedBy: [] });
  }));

test('a request that the secretary has seen ends when what it is about has ended, and waits for nobody any more', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await town.says('赵小梅', '延期3天，会计住院');
    const no = numberIn(town.expects('赵小梅', '已转王志强副书记'));
    await town.until('2026-08-28 12:00');
    for (const [who, words] of [
      ['王志强', '请求延期'],
      ['王志强', '还等您定'],
      ['张建国', '在王志强副书记处'],
    ] as const)
      town.expects(who, words);
    await town.says('何晓燕', '暂停 东村 至 9月30日');
    town.expects('何晓燕', '东村暂停到9月30日');
    await town.until('2026-08-31 12:00');
    for (const who of ['赵小梅', '李德明']) town.expects(who, '停到9月30日');
    town.expects('王志强', `${no}号不用您定了`);
    expect(await town.bot.world.stores.matters.open({ kind: 'request' })).toEqual([]);
  }));

test('what was granted beyond the next opening is kept: it stands among what is open, is reminded of, and has its rungs', () =>
  play({ at, prepare: hamletOfThree }, async (town) => {
    await begun(town);
    await othersAnswer(town, ['马春生', '何晓燕']);
    await town.says('赵小梅', '延期到10月9日，会计住院');
    town.expects('赵小梅', '延到10月9日（周五）');
    await town.until('2026-08-25 09:30');
    town.expects('王志强', '请求延期');
    await town.says('王志强', '同意');
    town.expects('王志强', '已同意');
    await town.until('2026-09-28 12:00');
    town.expects('赵小梅', '同意了');
    town.expects('赵小梅', '东村9月自查');
    for (const who of ['马春生', '何晓燕']) town.expects(who, '9月自查');
    await town.says('赵小梅', '我的');
    town.expects('赵小梅', '8月自查，10月9日（周五）18:00', '9月自查，10月10日（周六，补班）18:00');
    await othersAnswer(town, ['马春生', '何晓燕']);
    await town.until('2026-09-30 12:00');
    town.expects('赵小梅', '东村8月自查还没收到');
    await town.until('2026-10-08 12:00');
    town.expects('赵小梅', '东村9月自查还没收到');
    await town.until('2026-10-10 12:00');
    town.expects('李德明', '东村8月自查昨天18:00到期');
    await town.says('赵小梅', '我的');
    town.expects('赵小梅', '8月自查', '9月自查');
    expect(await town.bot.world.stores.cycles.openCycles()).toHaveLength(2);
    await town.until('2026-10-20 12:00');
    town.takeEverything();
    expect(await town.bot.world.stores.cycles.openCycles()).toHaveLength(1);
  }));

const rules = `name: 制度台账
kind: task
cron: "0 9 15 * *"
basis: 镇党委制度建设计划
ask: principal
close: clerk
items:
  - { id: a, text: 《公务接待办法》, unit: dongcun, due: 2026-10-30 }
`;

test('a task reported to an office that has changed hands is brought to who holds it now', () =>
  play({ at, prepare: hamletWithSchedule('rules.yaml', rules) }, async (town) => {
    await town.until('2026-08-25 09:10');
    await town.says('李德明', '已办 1 青政发23号');
    town.expects('李德明', '何晓燕看到文件后销号');
    await town.until('2026-08-28 12:00');
    town.expects('何晓燕', '报已办');
    town.expects('何晓燕', '还等您看');
    await changes(town, 'title: 党政办干事, roles: [clerk]', 'title: 党政办干事, roles: []');
    await changes(town, 'name: 马春生, title: 联络员, roles: []', 'name: 马春生, title: 联络员, roles: [clerk]');
    await town.until('2026-08-31 12:00');
    town.expects('马春生', '1《公务接待办法》报已办');
    await town.says('何晓燕', '待定');
    town.expects('何晓燕', '眼下没有等您定的');
    await town.says('马春生', '待定');
    town.expects('马春生', '东村报已办：《公务接待办法》');
    await town.says('马春生', '销号 1');
    town.expects('马春生', '已销号');
    await town.until('2026-09-02 12:00');
    town.expects('李德明', '1号销号了');
  }));

const report = `name: 季度履责报告
kind: report
cron: "0 9 25 8 *"
basis: 镇党委落实主体责任实施意见
audience: { units: [dongcun] }
ask: liaison
to: [supervisor, secretary]
deadline: 5wd
prompt: report
parts:
  - { id: principal, text: 主体责任：定了哪些事？, label: 主体责任 }
`;

test('a report whose reader goes after the last reminder is read by the next one', () =>
  play({ at, prepare: hamletWithSchedule('report.yaml', report) }, async (town) => {
    await town.until('2026-08-25 09:10');
    town.expects('赵小梅', '履责报告');
    await town.says('赵小梅', '1 开会定了三件事，修路、通水、装灯');
    town.expects('赵小梅', '记下了');
    await town.until('2026-09-04 12:00');
    for (const words of ['交来了', '还等您看', '还等您看']) town.expects('王志强', words);
    await handedToMa(town);
    await town.until('2026-09-08 12:00');
    town.expects('马春生', '东村', '交来了');
  }));
