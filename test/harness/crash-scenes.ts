/** The scenes in which the bot dies. Together they reach every place at which it can. */
import type { Scene } from './crash-play.js';
import { hamletOfThree } from './requests.js';

export const crashScenes: readonly Scene[] = [
  {
    name: 'several requests and one decision on both',
    at: '2026-08-25 08:59',
    prepare: hamletOfThree,
    steps: [
      { until: '2026-08-25 10:00' },
      { who: '赵小梅', says: '延期3天，会计住院' },
      { who: '马春生', says: '延期2天，换届' },
      { until: '2026-08-25 11:00' },
      { who: '王志强', says: '同意1、2' },
      { until: '2026-08-25 12:00' },
    ],
  },
];
