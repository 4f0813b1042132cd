/** Samples of what the messages about requests are made of. See messages.ts. */

const about = { number: 208, unit: 'unit', title: 'title' };
const question = { question: 3, label: 'label' };
const decision = {
  ...about,
  ...question,
  ask: 'extend',
  state: 'agreed',
  own: false,
  who: 'person',
  by: 'name',
  until: 'deadline',
  untilDay: 'at',
  held: 'date',
  words: 'text',
};

export const requestSamples = {
  // to whoever asks
  'request-extend': { ...about, from: 'at', until: 'deadline', to: 'name' },
  'request-granted': { ...about, from: 'at', until: 'deadline', less: true },
  'request-no-more': { until: 'deadline' },
  'request-difficulty': { number: 208, task: 'title', words: 'text', to: 'name', clerk: 'clerk' },
  'request-exemption': { ...about, to: 'name' },
  'request-no-exemption': { title: 'title' },
  'request-not-of-task': { number: 61 },
  'request-wanted': { what: 'days', number: 208, date: 'deadline', most: 60, names: ['person'] },
  'request-which-task': { numbers: [61], first: 61 },
  'assent-which': { numbers: [208] },
  'one-at-a-time': { word: 'text', first: 208, second: 209 },
  'request-open': { number: 208, to: 'name', offer: false },
  'request-needless': { number: 208 },
  'request-withdrawn': { ...about, due: 'at', no: '4119' },
  'withdraw-which': { numbers: [208] },
  'reassign-sent': { number: 211, name: 'person', no: '4120' },
  'reassign-cannot': { why: 'stranger', name: 'person', unit: 'unit', names: ['person'] },

  // to whoever decides
  'request-new': {
    ...about,
    ...question,
    task: true,
    village: true,
    ask: 'extend',
    who: 'person',
    reason: 'text',
    from: 'at',
    until: 'date',
    to: 'name',
    at: 'at',
  },
  'request-reminder': {
    items: [
      {
        ...about,
        ...question,
        village: true,
        ask: 'extend',
        who: 'person',
        reason: 'text',
        from: 'at',
        until: 'date',
        to: 'name',
        at: 'at',
      },
    ],
  },
  'request-shown': {
    ...about,
    ...question,
    village: true,
    ask: 'extend',
    who: 'person',
    reason: 'text',
    from: 'at',
    until: 'date',
    to: 'name',
    at: 'at',
    decides: true,
  },
  'request-answered': { ...decision, no: '4121' },
  'request-options': { number: 209, ask: 'difficulty', question: false },
  'request-none': {},
  'request-unknown': { number: 208 },
  'request-settled': { number: 208, state: 'agreed', by: 'name', outcome: 'text' },
  'request-outcome': { state: 'agreed', until: 'deadline', held: 'date', words: 'text' },
  'request-which': { items: [{ ...about, ask: 'extend' }], word: 'text', first: '208', own: 12 },

  // what comes of it
  'request-decided': decision,
  'request-aside': { ...about, ask: 'extend', state: 'open', who: 'person', to: 'name', by: 'name', until: 'date', words: 'text' },
  'request-over': { ...about, state: 'withdrawn', by: 'name' },
  'reassign-offer': { name: 'person', by: 'person', unit: 'unit', title: 'title', count: 5, deadline: 'deadline', number: 211 },
  'reassign-accepted': {},
  'reassign-declined': { by: 'person' },
  'reassign-answered': { state: 'agreed', name: 'person', unit: 'unit', title: 'title', self: true, expired: false },
  'reassign-which': { items: [about], first: 211, accepts: true },
  'reassign-none': {},
  'receipt-not-applicable': { questions: ['3'], to: 'name' },

  // taken back, or left alone for a while
  'withdraw-what': { names: ['title'] },
  'withdraw-confirm': { title: 'title', open: 12, answered: 3 },
  'cycle-withdrawn': { title: 'title', excused: 12, told: false },
  paused: { number: 214, unit: 'unit', until: 'date', titles: ['title'], told: false, no: '4122' },
  'pause-how': { typed: 'text' },
  'pause-already': { number: 214, unit: 'unit', until: 'date' },
  'pause-ended': { number: 214, unit: 'unit', no: '4123' },
  'pause-over': { number: 214, unit: 'unit' },

  'urge-held': { unit: 'unit', number: 208, self: false, with: 'person' },

  waiting: {
    requests: [{ ...about, ask: 'extend', until: 'date', at: 'at', with: 'name' }],
    offers: [{ ...about, by: 'person' }],
    tasks: [{ number: 61, text: 'text', unit: 'unit' }],
    readings: [{ ...about, asks: 'name' }],
    leaves: [{ number: 105, name: 'person', from: 'at', until: 'at', day: true }],
    rungs: [{ number: 61, unit: 'unit', title: 'title' }],
    choose: 'unit',
    drafts: [312],
    more: 0,
    /** The first number that each word fits; `supplement`: a report is to be added to. */
    ways: { agree: 208, coordinate: 209, accept: 211, close: 61, read: 301, release: 312, supplement: true },
  },
} as const;
