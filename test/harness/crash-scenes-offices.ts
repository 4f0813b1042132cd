/** Offices that pass to others by the roster file, while things wait for whoever holds them. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene } from './crash-scene.js';
import { anyTime, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamletWith, replace } from './hamlet.js';
import { officers } from './ledger-town.js';

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
`;

const home = hamletWith(
  officers,
  anyTime,
  withoutBudget,
  (folder) => rm(join(folder, files.selfCheck)),
  (folder) => writeFile(join(folder, 'schedules/own.yaml'), report),
);

export const officeScenes: readonly Scene[] = [
  {
    name: 'a report, a request and a finding that wait while offices pass to others',
    at: '2026-08-25 08:59',
    prepare: home,
    // Files that were changed while the bot was down are what it starts with.
    mayDiffer: [/新文件已生效/u, /files-changed/u],
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '1 开会定了三件事，修路、通水、装灯'),
      { until: '2026-08-25 10:10' },
      ...says('周正平', '登记 石桥村 路灯不亮'),
      { until: '2026-08-25 10:15' },
      ...says('周正平', '立 2 9月11日'),
      { until: '2026-08-25 10:20' },
      ...says('吴永贵', '已改 2 修好了'),
      { until: '2026-08-25 10:30' },
      ...says('马春生', '延期2天 换届'),
      { until: '2026-08-28 12:00' },
      {
        act: 'another secretary',
        run: (town) => replace(files.roster, 'title: 检查员, roles: [inspector]', 'title: 检查员, roles: [secretary]')(town.home),
      },
      { until: '2026-08-28 12:05' },
      { until: '2026-08-28 12:10' },
      {
        act: 'another officer and another leader',
        run: async (town) => {
          await replace(files.roster, 'title: 纪检干事, roles: [discipline]', 'title: 纪检干事, roles: []')(town.home);
          await replace(files.roster, 'title: 检查员, roles: [secretary]', 'title: 检查员, roles: [discipline]')(town.home);
          for (const principal of ['li', 'wu']) {
            const led = `principal: ${principal}, supervisor: `;
            await replace(files.roster, `${led}wang`, `${led}xu`)(town.home);
          }
        },
      },
      { until: '2026-08-28 12:20' },
      { until: '2026-08-28 12:30' },
      ...says('罗勇', '待定'),
      ...says('许敏', '待定'),
      { until: '2026-08-28 12:40' },
    ],
  },
];
