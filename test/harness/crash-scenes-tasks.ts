/** Tasks and reports. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Notice } from '../../src/application/ports.js';
import type { Scene } from './crash-scene.js';
import { anyTime, says, withoutBudget } from './crash-scenes-check.js';
import { documents } from './documents.js';
import { files, hamletWith, replace } from './hamlet.js';
import { reportTasks } from '../../src/application/report-tasks.js';
import { hamletOfThree } from './requests.js';

const withSchedule = (text: string): ((home: string) => Promise<void>) =>
  hamletWith(
    hamletOfThree,
    anyTime,
    withoutBudget,
    (home) => rm(join(home, files.selfCheck)),
    (home) => writeFile(join(home, 'schedules/own.yaml'), text),
  );

const rules = `name: 制度台账
kind: task
cron: "0 9 15 * *"
basis: 镇党委制度建设计划
ask: principal
close: clerk
items:
  - { id: a, text: 《公务接待办法》, unit: dongcun, due: 2026-08-27 }
  - { id: b, text: 《用车办法》, unit: shiqiao, due: 2026-08-27 }
remind: [{ at: -1wd }]
escalate:
  - { level: press, at: +1wd, to: principal }
  - { level: supervise, at: +2wd, to: supervisor }
`;

const report = `name: 季度履责报告
kind: report
cron: "0 9 25 8 *"
audience: { units: [dongcun, shiqiao] }
ask: liaison
to: [supervisor, secretary]
deadline: 5wd
prompt: report
parts:
  - { id: principal, text: 主体责任：定了哪些事？, label: 主体责任 }
  - { id: duty, text: 监督责任：查了哪些事？, label: 监督责任 }
`;

const without = (who: string): ((home: string) => Promise<void>) => replace(files.roster, `accounts: [wxid_${who}]`, 'accounts: []');

const untrue: Notice = {
  id: 'untrue',
  to: { kind: 'person', person: 'wang' },
  kind: 'circulate-copy',
  urgent: false,
  notBefore: 0,
  facts: { no: 99 },
};

export const taskScenes: readonly Scene[] = [
  {
    name: 'tasks that are put off, pressed, reported, sent back and closed',
    twice: true,
    // A refused rung passes on at once; after a crash in between, at its own time.
    mayDiffer: [/过期1件/u],
    at: '2026-08-25 08:59',
    prepare: withSchedule(rules),
    steps: [
      { until: '2026-08-26 11:00' },
      ...says('李德明', '延期 1 2天 忙'),
      { until: '2026-08-26 12:00' },
      ...says('王志强', '同意 3'),
      ...says('张建国', '台账', '状态'),
      { act: 'out', run: (town) => town.isDownUntil('2026-08-26 16:30') },
      { act: 'wu refuses', run: (town) => town.world.hub.faults.refuse(town.account('吴永贵')) },
      { until: '2026-08-31 12:00' },
      { act: 'wu accepts', run: (town) => town.world.hub.faults.accept(town.account('吴永贵')) },
      ...says('张建国', '逾期'),
      { act: 'for other programs', run: (town) => reportTasks(town.bot.world, town.now()) },
      { until: '2026-09-01 12:00' },
      ...says('李德明', '已办 1 青政发23号'),
      ...says('吴永贵', '有困难 车没了'),
      { until: '2026-09-01 13:00' },
      ...says('何晓燕', '待定', '退回 1 没有附件'),
      { until: '2026-09-01 14:00' },
      ...says('李德明', '已办 1 青政发24号'),
      { until: '2026-09-01 14:30' },
      ...says('吴永贵', '已办 2 青政发25号'),
      { until: '2026-09-01 15:00' },
      ...says('何晓燕', '销号 1'),
      { until: '2026-09-04 15:00' },
      {
        act: 'a second clerk',
        run: (town) => replace(files.roster, 'title: 副书记, roles: []', 'title: 副书记, roles: [clerk]')(town.home),
      },
      { until: '2026-09-07 15:00' },
      ...says('何晓燕', '销号'),
      { until: '2026-09-07 16:00' },
    ],
  },
  {
    name: 'reports that are asked back, added to and read',
    at: '2026-08-25 08:59',
    prepare: withSchedule(report),
    // Of several, those that were marked when the bot died are not named again.
    // Withdrawn when the bot died, with nobody to be let off, there is nothing left to withdraw.
    mayDiffer: [/记为已阅|8月29日看过了|没有能撤的|撤了，0家/u],
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '1 开会定了三件事，修路、通水、装灯'),
      ...says('赵小梅', '没有'),
      { until: '2026-08-25 10:30' },
      ...says('王志强', '已阅'),
      { until: '2026-08-25 10:40' },
      ...says('赵小梅', '改 2 查了两件'),
      { until: '2026-08-25 10:50' },
      { who: '马春生', sends: 'file', bytes: documents.docx, fileName: '报告.docx' },
      { until: '2026-08-25 11:00' },
      ...says('王志强', '待定', '查 东村', '查 东村 三季度', '退回', '退回 1 哪天开的会'),
      { until: '2026-08-25 12:00' },
      ...says('赵小梅', '改 1 8月3日开会定了修路、通水、装灯三件事'),
      { until: '2026-08-29 14:00' },
      ...says('张建国', '状态'),
      ...says('王志强', '已阅 1、2'),
      { until: '2026-08-29 15:00' },
      ...says('赵小梅', '我的 全部'),
      ...says('王志强', '退回 2 整份看不清'),
      ...says('何晓燕', '撤销 三季度履责报告', '是'),
      { until: '2026-08-29 16:00' },
      { who: '马春生', sends: 'file', bytes: documents.pdf, fileName: '报告.pdf' },
      { until: '2026-08-29 17:00' },
    ],
  },
  {
    name: 'a report that nobody can read',
    at: '2026-08-25 08:59',
    prepare: hamletWith(withSchedule(report), without('wang'), without('zhang'), without('zhou')),
    others: [{ id: 'wxid_zhang', name: '张建国' }],
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '1 开会定了三件事', '没有'),
      { until: '2026-08-25 11:00' },
      { until: '2026-08-26 12:00' },
      {
        act: 'zhang has an account',
        run: (town) => replace(files.roster, 'roles: [secretary], accounts: []', 'roles: [secretary], accounts: [wxid_zhang]')(town.home),
      },
      { until: '2026-08-27 12:00' },
      ...says('张建国', '已阅'),
      { until: '2026-08-27 14:00' },
    ],
  },
  {
    name: 'a word that only goes along with another, which is not true any more',
    at: '2026-08-25 08:59',
    prepare: withSchedule(report),
    // Claimed when the bot died, it goes by itself on the clerk's word.
    mayDiffer: [/又改过/u, /notice:reading|report-read/u, /记为已阅|没有等您看|看过了/u],
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '1 开会定了三件事', '没有'),
      { until: '2026-08-25 10:30' },
      ...says('王志强', '已阅'),
      ...says('赵小梅', '改 2 查了两件'),
      { act: 'something untrue is queued', run: (town) => town.bot.world.stores.outbox.enqueue([untrue], town.now()) },
      { until: '2026-08-25 11:00' },
      ...says('王志强', '已阅'),
      ...says('赵小梅', '改 2 查了三件'),
      { act: 'once more', run: (town) => town.bot.world.stores.outbox.enqueue([{ ...untrue, id: 'untrue-too' }], town.now()) },
      { until: '2026-08-25 12:00' },
    ],
  },
];
