/** Exports that two decide on. */
import type { Scene } from './crash-scene.js';
import { anyTime, says, withoutBudget } from './crash-scenes-check.js';
import { hamlet, hamletWith } from './hamlet.js';

export const exportScenes: readonly Scene[] = [
  {
    name: 'exports that are allowed, refused, taken back and forgotten, and one that needs nobody else',
    // What is taken back before it went out is not told; after a crash it may have gone out.
    mayDiffer: [/周正平想导出/u, /export\/\d\/zhang/u],
    at: '2026-08-25 08:59',
    prepare: hamletWith(hamlet, anyTime, withoutBudget),
    steps: [
      { until: '2026-08-25 09:30' },
      ...says('何晓燕', '导出 名单', '导出 名单'),
      { until: '2026-08-25 09:40' },
      ...says('周正平', '待定', '同意 1 用完就删'),
      { until: '2026-08-25 09:50' },
      ...says('何晓燕', '导出 台账', '同意 2'),
      { until: '2026-08-25 10:00' },
      ...says('张建国', '不同意 2 先不用', '不同意 2 先不用'),
      { until: '2026-08-25 10:10' },
      ...says('周正平', '导出 8月自查', '撤销 3', '撤销 3'),
      ...says('周正平', '导出 台账'),
      ...says('何晓燕', '撤销 4', '我的 全部'),
      { until: '2026-08-25 10:20' },
      ...says('何晓燕', '导出', '导出 通报 9', '导出 没有这一轮', '导出 台账'),
      ...says('张建国', '行', '算了'),
      { until: '2026-08-28 10:00' },
      ...says('张建国', '同意 5'),
    ],
  },
];
