/** What units ask for, and what leaders make of it. */
import type { Redis } from 'ioredis';
import type { Scene } from './crash-scene.js';
import { announced, anyTime, says, withoutBudget } from './crash-scenes-check.js';
import { files, hamletWith, replace } from './hamlet.js';
import { hamletOfThree } from './requests.js';
import type { Township } from './township.js';

const hamlet = hamletWith(hamletOfThree, anyTime, withoutBudget, replace(files.roster, 'liaison: ma }', 'liaison: ma, members: [sun] }'));
const at = '2026-08-25 08:59';

const leave = (who: string, away: string): ((home: string) => Promise<void>) =>
  replace(files.roster, `accounts: [wxid_${who}] }`, `accounts: [wxid_${who}], away: { ${away} } }`);
const leaveNow =
  (who: string, away: string) =>
  ({ home }: { home: string }): Promise<void> =>
    leave(who, away)(home);

/** These are due at once. */
const looksAt = (town: Township, redis: Redis, ...numbers: number[]): Promise<number> =>
  redis.zadd('zrt:{qingshan}:matters:due', ...numbers.flatMap((no) => [town.now(), no]));

export const requestScenes: readonly Scene[] = [
  {
    name: 'several requests and one decision on both',
    at,
    prepare: hamlet,
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '延期3天，会计住院'),
      ...says('马春生', '延期2天，换届'),
      { until: '2026-08-25 11:00' },
      ...says('张建国', '催办 东村', '谁没交', '状态'),
      ...says('赵小梅', '有困难 会计住院', '撤销 1、2'),
      ...says('王志强', '待定', '同意', '督办 1、2', '同意1、2'),
      { until: '2026-08-25 12:00' },
      ...says('赵小梅', '延期9天，会计还没出院', '撤销 3', '撤销'),
      { until: '2026-08-25 13:00' },
      ...says('何晓燕', '有困难 公章在换'),
      { until: '2026-08-25 14:00' },
      ...says('张建国', '状态', '查 东村', '谁没交', '待定'),
      ...says('赵小梅', '状态'),
      { until: '2026-09-05 12:00' },
      ...says('赵小梅', '1是 2 1次 3无'),
      { until: '2026-09-05 14:00' },
    ],
  },
  {
    name: 'a difficulty that is handed on to another, who answers',
    at,
    prepare: hamlet,
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '有困难 会计住院'),
      { until: '2026-08-25 11:00' },
      ...says('王志强', '改派 孙国栋'),
      { until: '2026-08-25 12:00' },
      ...says('孙国栋', '待定', '接'),
      { until: '2026-08-25 13:00' },
      ...says('孙国栋', '1是 2 1次 3不适用，没有'),
      { until: '2026-08-25 14:00' },
      ...says('王志强', '同意'),
      ...says('马春生', '改派 吴永贵'),
      { until: '2026-08-25 15:00' },
      ...says('吴永贵', '不接', '不接', '不接 4'),
      { until: '2026-08-25 16:00' },
      ...says('马春生', '1是 2 1次 3不适用，没有'),
      { until: '2026-08-25 16:30' },
      ...says('马春生', '改 3 无'),
      { until: '2026-08-26 12:00' },
    ],
  },
  {
    name: 'requests that nobody decides',
    at,
    prepare: hamlet,
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '延期3天，会计住院'),
      ...says('马春生', '改派 孙国栋'),
      ...says('何晓燕', '1是 2 1次 3无'),
      { until: '2026-08-26 14:00' },
      { until: '2026-08-28 14:00' },
      ...says('张建国', '状态', '待定'),
      ...says('马春生', '1是 2 1次 3无'),
      { until: '2026-08-31 14:00' },
      ...says('王志强', '协调 1 镇里派人，周五前'),
      { until: '2026-08-31 15:00' },
      ...says('赵小梅', '1是 2 1次 3无'),
      { until: '2026-09-04 16:00' },
    ],
  },
  {
    name: 'a request whose leader goes on leave, and a unit that is paused',
    at,
    prepare: hamletWith(hamlet, announced),
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '延期3天，会计住院'),
      ...says('何晓燕', '暂停 石桥村 至 8月27日'),
      ...says('张建国', '查 石桥村'),
      { until: '2026-08-25 12:00' },
      {
        act: 'wang goes on leave',
        run: (town) =>
          replace(
            files.roster,
            'accounts: [wxid_wang] }',
            'accounts: [wxid_wang], away: { from: 2026-08-26, until: 2026-09-04 } }',
          )(town.home),
      },
      { until: '2026-08-26 12:00' },
      ...says('张建国', '同意 1'),
      { until: '2026-08-28 12:00' },
      ...says('何晓燕', '暂停 东村 至 9月30日'),
      { act: 'what is paused is looked at too soon', run: (town, redis) => looksAt(town, redis, 3) },
      { until: '2026-08-28 14:00' },
      ...says('何晓燕', '撤销 3'),
      { until: '2026-08-31 12:00' },
      ...says('何晓燕', '1是 2 1次 3无'),
      ...says('赵小梅', '1是 2 1次 3无'),
      { act: 'another process settled it when it was taken', run: (town, redis) => looksAt(town, redis, 1, 2) },
      { until: '2026-08-31 14:00' },
    ],
  },
  {
    name: 'two offers to one person, one of them accepted',
    at,
    prepare: hamlet,
    steps: [
      { until: '2026-08-25 10:00' },
      ...says('赵小梅', '改派 孙国栋'),
      { until: '2026-08-25 10:30' },
      ...says('马春生', '改派 孙国栋'),
      { until: '2026-08-25 11:00' },
      ...says('孙国栋', '接', '接 1'),
      { until: '2026-08-25 12:00' },
      ...says('何晓燕', '改派 张建国'),
      { until: '2026-08-25 12:10' },
      { act: 'out', run: (town) => town.isDownUntil('2026-08-25 12:40') },
      { until: '2026-08-25 12:50' },
      ...says('马春生', '1是 2 1次 3无'),
      { until: '2026-08-25 13:00' },
      ...says('孙国栋', '1是 2 1次 3无', '我的'),
      { until: '2026-08-27 12:00' },
    ],
  },
  {
    name: 'people whose leave begins while something waits for them overnight',
    twice: true,
    at: '2026-08-24 19:50',
    prepare: hamletWith(
      hamletOfThree,
      withoutBudget,
      replace(files.selfCheck, '0 9 25', '0 20 24'),
      leave('zhao', 'from: 2026-08-25, until: 2026-08-26, deputy: li'),
      leave('ma', 'from: 2026-08-25, until: 2026-08-26'),
      leave('wang', 'from: 2026-08-26, until: 2026-09-04'),
      leave('zhang', 'from: 2026-08-26, until: 2026-08-26'),
    ),
    steps: [
      { until: '2026-08-25 12:00' },
      ...says('李德明', '延期3天 会计住院'),
      { until: '2026-08-25 20:00' },
      ...says('王志强', '同意 1'),
      { act: 'li goes on leave', run: leaveNow('li', 'from: 2026-08-26, until: 2026-08-26') },
      ...says('吴永贵', '延期3天 会计住院'),
      { until: '2026-08-25 22:00' },
      { until: '2026-08-26 12:00' },
      { until: '2026-08-27 12:00' },
      ...says('张建国', '同意'),
      { until: '2026-08-28 16:00' },
    ],
  },
];
