/** Samples of the facts of what is said about answers that are given on a page. Part of messages.ts. */

export const formSamples = {
  'form-prompt': {
    salute: 'name',
    unit: 'unit',
    title: 'title',
    number: 12,
    count: 5,
    basis: 'basis',
    clerk: 'clerk',
    link: 'address',
    hours: 24,
    spot: false,
    officer: 'person',
    deadline: 'deadline',
  },
  'form-turned': { unit: 'unit', title: 'title' },
  'form-receipt': {
    late: false,
    inTime: true,
    unit: 'unit',
    title: 'title',
    replaced: 'name',
    again: false,
    on: 'at',
    number: 12,
    until: 'at',
    closed: false,
    no: '4101',
  },
  'form-problem': { why: 'empty', type: 'text', min: 0, max: 99, most: 5000 },
  'look-form': { unit: 'unit', title: 'title', state: 'state', own: false },
} as const;
