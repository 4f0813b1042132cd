import type { Question } from '../../src/domain/question.js';
import type { ReadingContext } from '../../src/domain/reading/index.js';

const base = { optional: false, carry: false };

export const meeting: Question = {
  ...base,
  id: 'meeting',
  text: '本月会上专题研究过党风廉政吗？',
  label: '专题研究',
  type: 'yes-no',
  followUp: { on: 'no' },
};
export const talks: Question = {
  ...base,
  id: 'talks',
  text: '咬耳扯袖谈了几次？',
  label: '谈话',
  type: 'number',
  min: 0,
  max: 99,
  measure: '次',
};
export const disclosure: Question = {
  ...base,
  id: 'disclosure',
  text: '村务公开',
  type: 'choice',
  options: ['按时全公开', '公开了一部分', '本月没公开'],
};
export const lesson: Question = { ...base, id: 'lesson', text: '最近一次学案例是哪天？', label: '学案例', type: 'date' };
export const issue: Question = { ...base, id: 'issue', text: '主要问题，或要镇里协调的事？', label: '问题', type: 'text' };
export const keeper: Question = { ...base, id: 'keeper', text: '公章谁保管', type: 'text', carry: true };

/** The five questions of the township's monthly self-check. */
export const questions: Question[] = [meeting, talks, disclosure, lesson, issue];

/** Seals and contracts: the third and the fifth last from month to month. */
export const seals: Question[] = [
  { ...base, id: 'stamped', text: '本月盖章都登记了吗？', type: 'yes-no' },
  { ...base, id: 'contracts', text: '本月签了几份合同？', type: 'number', min: 0, max: 99, measure: '份' },
  keeper,
  { ...base, id: 'accounts', text: '最近一次对账是哪天？', type: 'date' },
  { ...base, id: 'boards', text: '公开栏几块', type: 'number', min: 0, max: 20, measure: '块', carry: true },
];

/** Thursday. */
export const thursday: ReadingContext = { today: '2026-11-26', askedOn: '2026-11-25' };
