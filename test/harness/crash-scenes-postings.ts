/** Leave, deputies and transfers. */
import type { Scene } from './crash-scene.js';
import { anyTime, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamletWith, replace } from './hamlet.js';
import { hamletOfPostings } from './postings.js';

const hamlet = hamletWith(
  hamletOfPostings,
  anyTime,
  withoutBudget,
  replace(files.roster, 'liaison: ma }', 'liaison: ma, members: [sun] }'),
);

export const postingScenes: readonly Scene[] = [
  {
    name: 'leave with a deputy who says no, then one who says yes, ended early; and one whose deputy never answers',
    at: '2026-10-26 08:59',
    prepare: hamlet,
    steps: [
      { until: '2026-10-26 10:00' },
      ...says('赵小梅', '请假 10.27到10.30，孙国栋代'),
      { until: '2026-10-26 10:10' },
      ...says('孙国栋', '不接'),
      { until: '2026-10-26 10:20' },
      ...says('何晓燕', '请假 赵小梅 10.27到10.30 李德明代'),
      { until: '2026-10-26 10:30' },
      ...says('李德明', '待定', '接'),
      ...says('李德明', '我的 全部'),
      ...says('马春生', '请假 10.28 孙国栋代'),
      { until: '2026-10-28 18:30' },
      ...says('赵小梅', '销假'),
      { until: '2026-10-29 10:00' },
    ],
  },
  {
    name: 'a transfer with everything that passes over',
    // A code that nobody has read is made anew, and whoever says 确认 again is asked what they mean.
    mayDiffer: [/，码\d{8}，当面给/u, /code-issued/u, /没看懂这句/u, /请您代石桥村联络员/u],
    at: '2026-10-26 08:59',
    prepare: hamletWith(
      hamlet,
      replace(files.selfCheck, 'type: text, text: 主要问题，或要镇里协调的事？', 'type: yes-no, text: 有问题吗？'),
    ),
    steps: [
      { until: '2026-10-26 10:00' },
      ...says('刘芳', '1是 2 1次'),
      ...says('马春生', '延期2天 换届'),
      ...says('马春生', '请假 11.2到11.6 吴永贵代'),
      { until: '2026-10-26 10:10' },
      ...says('吴永贵', '接'),
      { until: '2026-10-26 10:20' },
      ...says('何晓燕', '调离 刘芳 10月27日 周小兰接', '确认'),
      { until: '2026-10-26 10:30' },
      ...says('何晓燕', '调离 王志强 10月27日 孙国栋接', '确认'),
      { until: '2026-10-26 10:40' },
      ...says('何晓燕', '调离 吴永贵 10月27日 陈守田接', '确认'),
      { until: '2026-10-28 12:00' },
    ],
  },
  {
    name: 'a transfer that is taken back',
    at: '2026-10-20 08:59',
    prepare: hamlet,
    mayDiffer: [/没看懂这句/u, /已经撤销/u],
    steps: [
      { until: '2026-10-20 10:00' },
      ...says('何晓燕', '调离 马春生 10月23日 赵小梅接', '确认'),
      {
        who: '何晓燕',
        says: (heard) => `撤销 ${/(\d+)号/u.exec(heard('何晓燕').find((text) => text.includes('不调了')) ?? '')?.[1] ?? ''}`,
      },
      { until: '2026-10-20 11:00' },
    ],
  },
];
