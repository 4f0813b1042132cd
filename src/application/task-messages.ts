/** Samples of the facts of messages about tasks and the rules register. Part of messages.ts. */

const item = { number: 61, text: 'text', titled: true, unit: 'unit', due: 'date' };
const signed = { basis: 'basis', clerk: 'clerk' };
const count = { total: 10, done: 8 };
const rung = { salute: 'name', unit: 'unit', rules: true, count: 2, items: [item], first: 61, reminded: 'at' };

export const taskSamples = {
  // what the bot starts
  'task-round': {
    salute: 'name',
    schedule: 'title',
    rules: true,
    count: 2,
    items: [{ ...item, late: false, held: false }],
    first: 61,
    ...count,
    ...signed,
  },
  'task-press': {
    ...rung,
    next: 'at',
    nextTo: 'name',
    ...signed,
  },
  'task-supervise': {
    ...rung,
    pressed: 'at',
    pressedWho: 'name',
    ...signed,
  },
  'task-reported': { items: [{ ...item, words: 'text' }], first: 61, waiting: false },
  'task-closed': { number: 61, closer: 'name', words: 'text' },
  'task-relieved': { number: 61, text: 'text', unit: 'unit' },
  'task-sent-back': { number: 61, closer: 'name', reason: 'text', due: 'date', rules: true },

  // answers to answers
  'receipt-task-done': { number: 61, words: 'text', closer: 'name', document: true, no: '4207' },
  'receipt-task-closed': { number: 61, no: '4208' },
  'receipt-task-sent-back': { number: 61, no: '4209' },
  'task-which': { numbers: [61, 64], verb: 'done', rules: true },
  'task-evidence': { number: 61, text: 'text', rules: true },
  'task-trouble': { why: 'unknown', number: 61, who: 'name', at: 'day', rules: true },

  // how things stand
  ledger: {
    registers: [
      {
        schedule: 'title',
        rules: true,
        ...count,
        open: 2,
        items: [{ ...item, late: false, state: 'open', helps: 'lead' }],
        more: 0,
      },
    ],
    findings: {
      open: 3,
      working: 2,
      reported: 1,
      late: 1,
      proposed: 1,
      fields: [{ field: 'field', count: 3 }],
      items: [{ number: 88, unit: 'unit', text: 'text', due: 'day', late: 3, waiting: 2, state: 'open' }],
      more: 0,
    },
    about: 'text',
  },
  task: {
    ...item,
    rules: true,
    lead: 'unit',
    support: ['unit'],
    state: 'open',
    held: false,
    late: false,
    duty: { text: 'text', kind: 'duty', holder: 'name' },
    shown: { at: 'day', words: 'text' },
    sentBack: { at: 'day', words: 'text' },
    mayReport: true,
    mayClose: false,
  },
  'task-title': { number: 61, text: 'text', titled: true },
} as const;
