/** Samples of what the messages are made of that tell how things stand, and of what the offices are told. See messages.ts. */

const line = { no: 1, label: 'label', answer: 'answer' };
const notice = { no: 77, to: 'name', what: 'what', at: 'at' };
const unreached = { unit: 'unit', why: 'vacant', post: 'role' };
const totals = { title: 'title', total: 18, answered: 15, late: 0, pending: 1, extended: 1, excused: 0, unreached: 1, open: 2 };

export const standingSamples = {
  status: {
    cycles: [
      {
        ...totals,
        due: 'at',
        own: 'unit',
        leaders: [{ name: 'name', total: 9, answered: 7 }],
        stuck: [{ unit: 'unit', with: 'name', self: false, day: 'day', level: 'level', request: 208 }],
      },
    ],
    brief: false,
    list: true,
  },
  'status-unit': { cycles: [{ unit: 'unit', title: 'title', state: 'state' }] },
  'status-discipline': { items: [{ unit: 'unit', person: 'name', title: 'title', state: 'state', reminded: 1 }], drafts: [312] },
  'status-clerk': {
    sent: 96,
    failed: 0,
    unknown: 2,
    unknowns: [notice],
    first: 77,
    failures: [notice],
    firstFailed: 80,
    unreached: [unreached],
  },
  pending: {
    cycles: [
      {
        title: 'title',
        pending: [{ unit: 'unit', self: false, with: 'name', here: false }],
        more: 0,
        extended: [{ unit: 'unit', until: 'date' }],
        unreached: [unreached],
      },
    ],
    clerk: 'name',
  },
  overdue: { items: [{ unit: 'unit', title: 'title', due: 'at', with: 'name', here: false }] },
  progress: { ...totals, due: 'at', opened: 'at', closed: false },
  look: {
    unit: 'unit',
    principal: 'name',
    title: 'post',
    supervisor: 'name',
    cycles: [{ title: 'title', state: 'state', answered: true, period: 'text' }],
    tasks: { total: 3, done: 2 },
    difficulties: { asked: 1, answered: 0 },
  },
  'look-answers': {
    unit: 'unit',
    title: 'title',
    state: 'state',
    lines: [line],
    supplements: [{ on: 'at', ...line }],
    by: 'name',
    at: 'at',
  },
  urged: { unit: 'unit', people: ['name'], answered: false },
  'urged-today': { unit: 'unit' },
  'which-circular': { numbers: [312] },
  'circular-released': { number: 312, at: 'at', no: '4137' },
  'circular-withheld': { number: 312, no: '4138' },
  'circular-settled': { number: 312, no: '4139' },
  'circular-not-yours': { unit: 'unit' },
  'circular-decided': { number: 312, released: true, by: 'name' },
  'withhold-reason': { number: 312 },
  resolved: { number: 77, resend: true, at: 'at', next: 78 },
  'not-open-notice': { number: 77 },
  started: { title: 'title', total: 18, deadline: 'at' },
  'start-which': { names: ['name'] },
  'start-already': { title: 'title' },
  mine: {
    name: 'name',
    posts: ['post'],
    open: [{ unit: 'unit', title: 'title', deadline: 'at' }],
    sent: 2,
    replies: 2,
    readers: ['name'],
    periods: ['text'],
  },
  help: {
    unit: 'unit',
    post: 'post',
    supervisor: true,
    supervised: 9,
    secretary: true,
    discipline: true,
    releases: true,
    office: true,
    none: true,
    example: 'unit',
    cycle: 'title',
    clerk: 'name',
  },
} as const;
