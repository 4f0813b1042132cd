/** Samples of the facts of messages about on-site inspections. Part of messages.ts. */

const problem = { text: 'text', photos: 1 };
const totals = { fine: 4, problem: 1, notApplicable: 1 };

export const inspectionSamples = {
  'inspection-problem': { label: 'label', words: 'words' },

  // what the bot starts
  'inspection-report': {
    reader: 'overseer',
    number: 171,
    unit: 'unit',
    checklist: 'name',
    at: 'day',
    inspectors: ['name'],
    items: 6,
    totals,
    fine: ['label'],
    problems: [{ ...problem, number: 171 }],
    photos: 1,
    differing: [{ number: 2, label: 'label', said: [{ who: 'name', verdict: 'fine' }] }],
    missing: [2],
    decides: ['name'],
    office: 'discipline',
    gone: false,
    ownerless: false,
    older: false,
    basis: 'basis',
    plan: 'plan',
    filing: 'filing',
  },
  'inspection-sign': { number: 171, unit: 'unit', checklist: 'name', by: 'name', totals, problems: [problem], again: false },
  'inspection-remind': { unit: 'unit', checklist: 'name', open: 3, at: 'day' },
  'inspection-over': { unit: 'unit', checklist: 'name', by: 'name', how: 'handed-in' },

  // answers to what an inspector says
  'inspection-started': { unit: 'unit', village: true, checklist: 'name', items: 6, open: 4, others: ['name'], signatures: 2 },
  'inspection-noted': {
    verdict: 'problem',
    number: 2,
    words: 'text',
    again: true,
    photos: 1,
    count: 1,
    wanting: false,
    other: { who: 'name', verdict: 'fine' },
  },
  'inspection-asked': {
    kind: 'item',
    number: 3,
    text: 'text',
    reason: 'reason',
    without: 'text',
    verdict: 'problem',
    words: 'text',
    photos: 1,
    items: 6,
    totals,
    problems: [problem],
    missing: [2],
    signatures: 2,
  },
  'inspection-photo': { number: 2, photos: 1, current: true },
  'inspection-paused': { number: 3 },
  'inspection-unclear': { number: 3, text: 'text' },
  'inspection-note': { number: 3, note: 'text' },
  'inspection-incomplete': { open: [4, 5] },
  'inspection-doubt': { words: 'text', unit: 'unit', title: 'title', rechecks: [88] },
  'inspection-give-up': { unit: 'unit', items: 3 },
  'inspection-trouble': {
    why: 'own',
    unit: 'unit',
    typed: 'text',
    near: 'unit',
    names: ['name'],
    dates: ['day'],
    numbers: [171],
    most: 2,
    items: 6,
    who: 'name',
    at: 'at',
  },
  'receipt-inspection': { to: ['name'], office: 'discipline', cosigners: ['name'], waits: false, no: '4171' },
  'receipt-inspection-withdrawn': { unit: 'unit', no: '4172' },

  // how things stand
  inspections: {
    own: true,
    open: [{ unit: 'unit', checklist: 'name', number: 3, items: 6, paused: true, waits: false, inspectors: ['name'] }],
    done: [{ unit: 'unit', checklist: 'name', at: 'day', problem: 1 }],
    count: 3,
  },
} as const;
