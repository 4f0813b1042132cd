/** Samples of the facts of messages about findings. Part of messages.ts. */

const item = { number: 88, unit: 'unit', text: 'text', field: 'field', due: 'date' };
const recurrence = { count: 2, number: 71, at: 'day', by: 'unit' };
const step = { at: 'day', words: 'text' };

const contradicts = { title: 'title', number: 3, answer: 'answer', at: 'day', checklist: 'name', saw: 'text' };

export const findingSamples = {
  field: { field: 'finance' },
  'finding-title': { number: 85, text: 'text' },

  // what the bot starts
  'finding-proposed': {
    items: [{ ...item, source: 'inspection', contradicts, recurrence, photos: 1 }],
    first: 171,
  },
  'finding-opened': { salute: 'name', ...item, seen: 'day', photos: 1, again: 1, basis: 'basis', by: 'name' },
  'finding-press': { salute: 'name', count: 1, items: [item], first: 88, next: 'at', nextTo: 'name', clerk: 'clerk' },
  'finding-supervise': { salute: 'name', count: 1, items: [{ ...item, objected: false }], first: 88, clerk: 'clerk' },
  'finding-reported': { items: [{ ...item, words: 'text', photos: 2 }], first: 88, waiting: false },
  'finding-objected': { number: 88, unit: 'unit', text: 'text', words: 'text', who: 'name' },
  'finding-answered': { number: 88, upheld: false, words: 'text', who: 'name', due: 'date' },
  'finding-sent-back': { number: 88, closer: 'name', reason: 'text', due: 'date', photos: true },
  'finding-closed': { number: 88, closer: 'name', evidence: 2, photos: 2, again: true },

  'finding-joint': { ...item, owner: 'name', by: 'name', again: 1 },
  'finding-recheck': { items: [{ ...item, closed: 'day' }], first: 88, reminded: false },
  'finding-recheck-passed': { number: 88, unit: 'unit', text: 'text', before: 'name', next: 'name' },
  'finding-relapse': { number: 88, unit: 'unit', text: 'text', words: 'text', photos: 1, who: 'name', times: 1 },
  'finding-homeless': { ...item, owner: 'name' },

  // answers to answers
  'receipt-finding-entered': { number: 171, unit: 'unit', field: 'field', text: 'text', decides: true, recurrence, no: '4170' },
  'receipt-finding-opened': { number: 171, owner: 'name', due: 'date', recurrence, no: '4171' },
  'receipt-finding-dropped': { number: 171, no: '4172' },
  'receipt-finding-planned': { number: 88, due: 'date', no: '4173' },
  'receipt-finding-reported': { number: 88, photos: 1, words: 'text', closer: 'name', no: '4180' },
  'receipt-finding-objected': { number: 88, closer: 'name', no: '4181' },
  'receipt-finding-answered': { number: 88, upheld: true, no: '4182' },
  'receipt-finding-sent-back': { number: 88, no: '4183' },
  'receipt-finding-closed': { number: 88, no: '4184' },
  'receipt-finding-reopened': { number: 88, times: 1, due: 'date', no: '4185' },
  'receipt-finding-left-closed': { number: 88, no: '4186' },
  'receipt-finding-rechecked': { number: 88, holds: false, photos: 0, closer: 'name', no: '4188' },
  'receipt-finding-moved': { number: 88, unit: 'unit', owner: 'name', no: '4187' },
  'finding-entry': { unit: 'unit' },
  'finding-move': { number: 88, typed: 'text' },
  'finding-which': { numbers: [85, 88], word: 'word' },
  'finding-reason': { number: 88, word: 'word' },
  'finding-trouble': { why: 'unknown', number: 88, state: 'open', who: 'name', closer: 'name', at: 'day' },

  // how things stand
  finding: {
    ...item,
    photos: 1,
    direction: 'citizens',
    seen: 'day',
    owner: 'name',
    state: 'open',
    late: false,
    plans: [step],
    shown: { ...step, photos: 1 },
    sentBack: step,
    objection: 'text',
    closed: 'day',
    reopened: 0,
    contradicts,
    recurrence,
    mayMend: true,
    mayClose: true,
  },
} as const;
