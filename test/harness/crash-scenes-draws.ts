/** Spot checks, from the frozen lot to the published secret. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Scene } from './crash-scene.js';
import { anyTime, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamlet, hamletWith, replace } from './hamlet.js';
import { spotCheckText } from './spot-checks.js';

const more = 'officer: discipline-secretary\n';

const prepare = hamletWith(
  hamlet,
  anyTime,
  withoutBudget,
  replace(files.settings, 'pacing: false', 'pacing: false\ncustodian: wang'),
  (home) => rm(join(home, files.selfCheck)),
  (home) => writeFile(join(home, 'schedules', 'spot-check.yaml'), spotCheckText({ cron: '0 10 25-27 8 *', sample: 3, more })),
);

export const drawScenes: readonly Scene[] = [
  {
    name: 'a spot check that one answers, one answers late, and one is telephoned about',
    twice: true,
    // Whoever is asked later for a crash has later minutes.
    mayDiffer: [/方便就回/u, /那条抽查/u, /回了，不用再打电话/u],
    at: '2026-08-25 09:59',
    prepare,
    steps: [
      { until: '2026-08-25 10:20' },
      ...says('周正平', '抽 0', '抽 1 0', '58', '抽 58'),
      { until: '2026-08-25 10:40' },
      ...says('赵小梅', '都在，对账'),
      ...says('周正平', '抽签'),
      { until: '2026-08-25 11:30' },
      ...says('周正平', '核 东村 在', '谁没交'),
      ...says('何晓燕', '状态', '进度 作风抽查', '发起 作风抽查'),
      ...says('马春生', '刚下组回来'),
      { until: '2026-08-25 11:50' },
      ...says('马春生', '1# 又想起一件', '2# 又想起一件', '3# 又想起一件'),
      { until: '2026-08-25 12:10' },
      ...says('周正平', '核 镇党委 电话通了，在开会', '抽签 1'),
      { until: '2026-08-25 18:30' },
      ...says('周正平', '核 镇党委 会议通知看过了'),
      // Nobody names a number for the next one, and the bot is down for the one after.
      { until: '2026-08-26 18:30' },
      { act: 'out', run: (town) => town.isDownUntil('2026-08-28 12:00') },
      { until: '2026-08-28 12:30' },
    ],
  },
];
