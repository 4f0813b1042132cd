/** The rectification ledger: a finding from the first word to its closing, and again. */
import type { Scene } from './crash-scene.js';
import { anyTime, jpg, says, withoutBudget } from './crash-scenes-check.js';
import { hamletWith } from './hamlet.js';

export const findingScenes: readonly Scene[] = [
  {
    name: 'a finding that is established, objected to, mended, sent back, closed and opened again',
    twice: true,
    at: '2026-09-09 08:59',
    prepare: hamletWith(anyTime, withoutBudget),
    steps: [
      { until: '2026-09-09 09:01' },
      ...says('何晓燕', '登记 群众 东村 村务公开 公开栏财务只到5月'),
      { until: '2026-09-09 09:10' },
      ...says('周正平', '立 1 9月11日'),
      { until: '2026-09-09 09:20' },
      ...says('李德明', '整改 1 找会计补账'),
      { until: '2026-09-15 11:00' },
      ...says('王志强', '台账', '逾期'),
      ...says('李德明', '异议 1 那天在换栏'),
      { until: '2026-09-17 12:00' },
      ...says('周正平', '不同意 1 6月以后没贴'),
      { until: '2026-09-17 13:00' },
      ...says('李德明', '已改 1 都贴上了'),
      { who: '李德明', sends: 'photo', bytes: jpg },
      { until: '2026-09-17 14:00' },
      ...says('周正平', '看 1', '退回 1 只有总数'),
      { until: '2026-09-17 15:00' },
      ...says('李德明', '已改 1 明细补了'),
      { until: '2026-09-21 15:00' },
      ...says('周正平', '销号 1'),
      { until: '2026-09-21 16:00' },
      ...says('周正平', '重开 1 9月30日'),
      { until: '2026-09-21 17:00' },
      ...says('何晓燕', '登记 东村 村务公开 三务栏没锁', '登记 石桥村 路灯不亮'),
      { until: '2026-09-21 17:10' },
      ...says('周正平', '不立 2 有锁', '状态', '待定', '立 2'),
      ...says('李德明', '我的'),
      { until: '2026-09-21 17:30' },
    ],
  },
];
