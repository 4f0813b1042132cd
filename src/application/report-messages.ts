/** Samples of the facts of messages about duty reports. Part of messages.ts. */

const named = { unit: 'unit', title: 'title' };
const report = {
  no: 301,
  ...named,
  by: 'name',
  on: 'at',
  parts: 5,
  file: 'format',
  late: false,
  period: 'period',
};
const listed = { title: 'title', first: report, numbers: [301] };
const line = { no: 1, label: 'label', answer: 'answer' };

export const reportSamples = {
  // what the bot starts
  report: {
    salute: 'name',
    ...named,
    number: 12,
    deadline: 'deadline',
    count: 5,
    questions: [{ no: 1, text: 'text', optional: true }],
    reader: 'name',
    record: 'record',
    basis: 'basis',
    clerk: 'clerk',
  },
  'report-record': { fresh: 3, numbers: [85, 88, 91], closed: 2, open: 1, late: 1, tasks: 2, done: 1 },
  'report-handed-in': { reports: [{ ...report, what: 'first' }], ...listed },
  'report-reminder': { reports: [report], ...listed },
  'report-read': { reader: 'name', ...named },
  'report-asked-back': { reader: 'name', ...named, on: 'at', again: false, words: 'text', number: 12 },

  'report-no-reader': { ...named, candidates: [{ role: 'secretary', person: 'name' }] },

  // answers to those who write
  'report-receipt': {
    late: false,
    inTime: true,
    added: false,
    ...named,
    lines: [line],
    file: 'format',
    replaced: 'name',
    on: 'at',
    number: 12,
    until: 'at',
    closed: false,
    reader: 'name',
    no: '4101',
  },
  'report-part': { numbers: [1, 2, 3, 4, 5], first: 1 },
  'file-not-asked': {},
  'file-which': {},
  'file-refused': { why: 'too-large', megabytes: 10 },

  // and to those who read
  'report-marked': { reports: [{ number: 301, ...named }], authors: ['name'], no: '4171' },
  'report-asked': { number: 301, ...named, authors: ['name'], no: '4172' },
  'report-ask-how': { number: 301 },
  'status-unread': { own: 2, items: [{ ...named, with: 'name' }], more: 1 },
  'report-settled': { number: 301, ...named, reader: 'name', at: 'at' },
  'report-which': { items: [{ no: 301, ...named }], sendsBack: false, first: 301 },
  'no-such-report': { number: 301, waiting: [302] },
  'look-report': {
    ...named,
    state: 'state',
    parts: [{ no: 1, label: 'label', text: 'text', characters: 268 }],
    supplements: [{ on: 'at', no: 1, label: 'label', text: 'text' }],
    period: 'period',
    file: 'file',
    filesGone: false,
    format: 'format',
    clerk: 'clerk',
    by: 'name',
    at: 'at',
    record: 'record',
    reading: { state: 'open', reader: 'name', at: 'at', changed: false },
  },
} as const;
