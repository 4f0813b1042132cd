/** The rectification ledger: a finding from the first word to its closing, and again. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene } from './crash-scene.js';
import { anyTime, jpg, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamletWith, replace } from './hamlet.js';

const looked = hamletWith(
  anyTime,
  withoutBudget,
  replace(files.selfCheck, '0 9 25 * *', '0 9 25 1 *'),
  replace(files.settings, 'budget: false', 'budget: false\nledger: { recheck: { from: 1wd, to: 1wd } }'),
  replace(
    files.roster,
    '  - { id: wang,',
    `  - { id: xu, name: 许敏, title: 纪检干事, roles: [inspector], accounts: [wxid_xu] }
  - { id: wang,`,
  ),
);

/** A campaign over the self-check, a field and a checklist; and a duty that a task carries. */
const overseen = hamletWith(anyTime, withoutBudget, async (home) => {
  for (const folder of ['checklists', 'duties']) await mkdir(join(home, folder), { recursive: true });
  const texts = {
    'schedules/campaign.yaml': `name: 集中整治
kind: campaign
cron: "0 9 1 1 *"
stages: [{ id: own, name: 自查自纠, from: 2026-08-01, until: 2026-12-31 }]
themes: [{ id: board, name: 村务公开, schedules: [monthly-self-check, rules], checklists: [look], fields: [disclosure] }]
`,
    'schedules/rules.yaml': `name: 制度台账
kind: task
cron: "0 9 1 1 *"
items: [{ id: gongwu, text: 公务接待办法, unit: dongcun, due: 2026-12-30, duty: board }]
`,
    'checklists/look.yaml': `name: 村级检查
plan: { name: 年度检查计划, filing: 青办备〔2026〕3号 }
items: [{ id: post, text: 有人在岗吗？ }]
`,
    'duties/integrity.yaml': `name: 责任清单
common: [{ id: board, text: 村务按月公开, duty: direct, holder: liaison, for: { kind: village } }]
`,
  };
  for (const [file, text] of Object.entries(texts)) await writeFile(join(home, file), text);
});

export const findingScenes: readonly Scene[] = [
  {
    name: 'how a campaign and the duties stand',
    twice: true,
    at: '2026-08-25 08:59',
    prepare: overseen,
    steps: [
      { until: '2026-08-25 09:10' },
      ...says('何晓燕', '登记 东村 村务公开 公开栏财务只到5月'),
      { until: '2026-08-25 09:20' },
      ...says('周正平', '立 2 9月11日', '专项'),
      ...says('张建国', '专项', '责任 东村'),
      { until: '2026-08-25 09:30' },
    ],
  },
  {
    name: 'a finding that is established, objected to, mended, sent back, closed and opened again',
    twice: true,
    // A photo goes behind its words, as all replies do at most once.
    mayDiffer: [/：\d+-\d+\.jpg$/u],
    at: '2026-09-09 08:59',
    prepare: hamletWith(anyTime, withoutBudget),
    steps: [
      { until: '2026-09-09 09:01' },
      ...says('何晓燕', '登记 群众 东村 村务公开 公开栏财务只到5月'),
      { until: '2026-09-09 09:10' },
      ...says('周正平', '立 1 9月11日'),
      { until: '2026-09-09 09:20' },
      ...says('李德明', '整改 1 找会计补账'),
      { act: 'out', run: (town) => town.isDownUntil('2026-09-11 16:30') },
      { until: '2026-09-16 11:00' },
      ...says('王志强', '台账', '逾期'),
      ...says('李德明', '异议 1 那天在换栏'),
      { until: '2026-09-18 12:00' },
      ...says('周正平', '不同意 1 6月以后没贴'),
      { until: '2026-09-18 13:00' },
      ...says('李德明', '已改 1 都贴上了'),
      { who: '李德明', sends: 'photo', bytes: jpg },
      { until: '2026-09-18 14:00' },
      ...says('周正平', '看 1', '退回 1 只有总数'),
      { until: '2026-09-18 15:00' },
      ...says('李德明', '已改 1 明细补了'),
      { until: '2026-09-22 15:00' },
      ...says('周正平', '销号 1'),
      { until: '2026-09-22 16:00' },
      ...says('周正平', '重开 1 9月30日'),
      { until: '2026-09-22 17:00' },
      ...says('何晓燕', '登记 东村 村务公开 三务栏没锁', '登记 石桥村 路灯不亮'),
      { until: '2026-09-22 17:10' },
      ...says('周正平', '不立 2 有锁', '状态', '待定', '立 2'),
      ...says('李德明', '我的'),
      ...says('周正平', '台账', '台账 村务公开', '逾期 李德明', '查 东村', '看'),
      { until: '2026-09-22 17:30' },
    ],
  },
  {
    name: 'a finding about which things are asked, that changes hands, and is looked at again',
    twice: true,
    // The photo may come after what it shows was told; what goes along with another message tells how it stands by then.
    mayDiffer: [/许敏看的/u, /3号(?:已办完|等王志强)/u, /finding-held/u],
    at: '2026-09-09 08:59',
    prepare: looked,
    steps: [
      { until: '2026-09-09 09:01' },
      ...says('周正平', '登记 东村 公开栏没换', '立 1 9月18日'),
      { until: '2026-09-09 09:10' },
      ...says('李德明', '延期 3天 等材料'),
      { until: '2026-09-09 09:20' },
      ...says('王志强', '同意 2'),
      { until: '2026-09-09 09:30' },
      ...says('李德明', '有困难 1 没钱'),
      { until: '2026-09-09 09:40' },
      ...says('李德明', '已改 1 换了'),
      { until: '2026-09-09 09:50' },
      ...says('周正平', '退回 1 缺照片'),
      { until: '2026-09-09 10:00' },
      ...says('李德明', '改派 1 赵小梅'),
      { until: '2026-09-09 10:10' },
      ...says('赵小梅', '接'),
      { until: '2026-09-09 10:20' },
      ...says('赵小梅', '已改 1 换好了'),
      { until: '2026-09-09 10:30' },
      ...says('周正平', '销号 1'),
      // Nobody goes and looks.
      { until: '2026-09-30 10:00' },
      ...says('周正平', '重开 1 10月20日'),
      { until: '2026-09-30 10:10' },
      ...says('赵小梅', '已改 1 又换了'),
      { until: '2026-09-30 10:20' },
      ...says('周正平', '销号 1'),
      { until: '2026-10-08 10:00' },
      ...says('许敏', '反弹 又坏了'),
      { who: '许敏', sends: 'photo', bytes: jpg },
      { until: '2026-10-13 10:00' },
      ...says('周正平', '待定', '不重开 1 小事'),
      { until: '2026-10-13 10:10' },
      ...says('周正平', '登记 石桥村 路灯不亮', '立 5 10月30日'),
      { until: '2026-10-13 10:20' },
      {
        act: 'another principal',
        run: (town) => replace(files.roster, 'principal: wu', 'principal: ma')(town.home),
      },
      { until: '2026-10-13 12:00' },
      { until: '2026-10-13 12:05' },
      {
        act: 'the village is merged into another',
        run: (town) =>
          replace(
            files.roster,
            '  - { id: shiqiao, name: 石桥村, kind: village, parent: qingshan, principal: ma, supervisor: wang, liaison: ma }\n',
            '',
          )(town.home),
      },
      { until: '2026-10-13 13:00' },
      { until: '2026-10-13 14:00' },
      ...says('周正平', '改派 5 东村'),
      { until: '2026-10-13 15:00' },
    ],
  },
  {
    name: 'a rung of a finding that is refused',
    twice: true,
    at: '2026-09-09 08:59',
    prepare: looked,
    steps: [
      { until: '2026-09-09 09:01' },
      ...says('周正平', '登记 东村 公开栏没换', '立 1 9月9日'),
      { until: '2026-09-10 08:59' },
      { fails: { kind: 'refused', reason: 'no-such-contact' } },
      // At its own time, when the bot died before it could pass on.
      { until: '2026-09-11 10:00' },
    ],
  },
];
