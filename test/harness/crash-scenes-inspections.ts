/** On-site inspections, from 检查 to the findings they are proposed as and to their deletion. */
import { attachmentNamed } from '../../src/application/attachments-of.js';
import type { Heard, Scene } from './crash-scene.js';
import { anyTime, jpg, says, withoutBudget } from './crash-scenes-check.js';
import { files, replace } from './hamlet.js';
import { hamletOfInspections } from './inspections.js';

const shortly = replace(
  files.settings,
  'pacing: false',
  'retention: { answers: 90d, drafts: 61d, files: 61d, requests: 90d, tasks: 90d, circulars: 90d, rounds: 60d, messages: 7d, acts: 60d }\npacing: false',
);

/** A second inspection of a unit is refused with what was held. */
const onceAYear = replace(files.settings, 'pacing: false', 'inspections: { perUnitPerYear: 1 }\npacing: false');

/** Nothing else is asked meanwhile. */
const inJuly = replace(files.selfCheck, '0 9 25 * *', '0 9 25 7 *');

/** The number of the finding that somebody is asked to decide on. */
function proposed(word: string): (heard: Heard) => string {
  return (heard) => {
    const [, no = ''] = /(\d+)号 东村现场报来/u.exec(heard('许敏').findLast((text) => text.includes('现场报来')) ?? '') ?? [];
    return `${word} ${no}`;
  };
}

/** The inspection that somebody was given is given on. */
function passed(heard: Heard): string {
  const [, no = ''] = /^(\d+)号 东村村级现场检查/u.exec(heard('秦川').find((text) => text.includes('请您接着查')) ?? '') ?? [];
  return `改派 ${no} 罗勇`;
}

function toSign(heard: Heard): string {
  const [, no = ''] = /^(\d+)号 罗勇查了/u.exec(heard('秦川').findLast((text) => text.includes('等您会签')) ?? '') ?? [];
  return `会签 ${no}`;
}

export const inspectionScenes: readonly Scene[] = [
  {
    name: 'an inspection that two walk, with a photo, a night in between, and what it leads to',
    twice: true,
    at: '2026-08-25 08:59',
    prepare: hamletOfInspections(anyTime, withoutBudget, onceAYear),
    steps: [
      { until: '2026-08-25 10:00' },
      ...['赵小梅', '马春生', '何晓燕'].flatMap((who) => says(who, '1是 2 1次 3无')),
      ...says('罗勇', '提交', '检查 东', '检查', '检查 东村', '什么意思', '随便', '正常 两人在', '问题'),
      ...says('罗勇', '只到5月'),
      { who: '罗勇', sends: 'photo', bytes: jpg },
      ...says('罗勇', '上一项', '继续', '提交', '暂停', '我的', '状态', '查 东村'),
      ...says('秦川', '检查 东村', '1不适用 换地方了', '撤销检查'),
      ...says('许敏', '状态', '查 东村'),
      { until: '2026-08-26 10:00' },
      ...says('罗勇', '正常', '改 3', '继续', '提交', '提交'),
      { until: '2026-08-27 10:00' },
      { who: '许敏', says: proposed('立') },
      ...says('罗勇', '我的', '检查 东村'),
      { act: 'its photo is asked for', run: (town) => attachmentNamed(town.bot.world, '1') },
      { until: '2026-08-27 11:00' },
    ],
  },
  {
    name: 'inspections of whoever goes on leave, leaves or inspects no more, and a signature that is waited for meanwhile',
    // The first message of a conversation salutes, and which is the first may be another.
    mayDiffer: [/8月26日请假，请您代/u],
    at: '2026-08-25 09:30',
    prepare: hamletOfInspections(anyTime, withoutBudget, inJuly),
    steps: [
      ...says('罗勇', '检查 东村', '正常', '检查 石桥村 财务', '正常', '提交'),
      ...says('秦川', '待定'),
      ...says('罗勇', '请假 8.26到8.26 秦川代'),
      { until: '2026-08-25 10:00' },
      ...says('秦川', '接'),
      { until: '2026-08-28 10:00' },
      ...says('何晓燕', '调离 秦川 8月31日 赵小梅接', '确认'),
      { who: '许敏', says: passed },
      { until: '2026-08-31 10:00' },
    ],
  },
  {
    name: 'an inspection that two sign, one that is given up, and what is deleted of them',
    // It is counted to the end of its year.
    at: '2025-08-25 09:30',
    prepare: hamletOfInspections(anyTime, withoutBudget, shortly, inJuly),
    steps: [
      ...says('罗勇', '检查 石桥村 财务', '正常', '提交', '提交', '会签'),
      { until: '2025-08-26 10:00' },
      { who: '秦川', says: toSign },
      ...says('秦川', '会签'),
      ...says('罗勇', '检查 东村', '正常', '问题 只到5月'),
      { who: '罗勇', sends: 'photo', bytes: jpg },
      ...says('罗勇', '撤销', '是'),
      { until: '2026-01-05 10:00' },
    ],
  },
];
