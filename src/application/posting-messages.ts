/** Samples of the facts of messages about leave, transfers and the responsibility lists. Part of messages.ts. */

const span = { from: 'at', until: '11日', day: true };
const leave = { number: 105, name: 'person', ...span };

const duty = {
  text: 'text',
  duty: '主体责任',
  holder: 'person',
  unheld: false,
  units: 1,
  unit: 'unit',
  measure: '4次',
  due: 'at',
  support: ['unit'],
  tasks: [61],
};

export const postingSamples = {
  duty: { duty: 'principal' },
  duties: { name: 'person', self: false, charge: 2, items: [duty], more: 0 },
  'post-held': { units: ['unit'], count: 2, post: 'liaison', role: 'inspector' },

  // leave
  'leave-trouble': { why: 'unclear', name: 'person', self: true, number: 105, ...span, names: ['person'], clerk: 'clerk' },
  'leave-noted': { ...leave, self: true, deputy: 'person', covered: false, posts: ['post'], no: '4119' },
  'leave-offer': { salute: 'person', ...leave, posts: ['post'], several: true },
  'leave-settled': { ...leave, state: 'agreed', self: true, deputy: 'person', back: 'date' },
  'leave-which': { numbers: [105], accepts: true },
  'leave-taken': { ...leave, accepted: true, posts: ['post'], no: '4120' },
  'leave-ended': { ...leave, self: true, begun: true, deputy: 'person', no: '4121' },
  'leave-over': { items: [{ ...leave, begun: true, asked: false }] },
  'leave-none': { number: 105, name: 'person', file: true, clerk: 'clerk' },

  // transfers
  number: { number: 71 },
  'open-items': { groups: [{ kind: 'task', words: ['61'] }] },
  'transfer-trouble': { why: 'who', name: 'person', other: 'person', number: 105, day: 'at', near: 'person', clerk: 'clerk' },
  'transfer-plan': {
    name: 'person',
    count: 2,
    items: 'text',
    posts: ['post'],
    successor: 'person',
    code: 'code',
    day: 'date',
    fresh: true,
  },
  'transfer-noted': { number: 105, name: 'person', posts: ['post'], successor: 'person', day: 'date', id: 'text', no: '4122' },
  'transfer-withdrawn': { number: 105, name: 'person', no: '4123' },
  'transfer-left': { name: 'person', count: 2, to: 'person' },
  'transfer-begun': {
    name: 'person',
    posts: ['post'],
    answers: true,
    village: true,
    items: [{ kind: 'task', number: 71, unit: 'unit', title: 'title', due: 'date' }],
    finding: 85,
    coming: [{ title: 'title', day: 'date' }],
  },
} as const;
