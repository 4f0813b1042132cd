/** Samples of the facts of messages about spot checks and their draws. Part of messages.ts. */
import { prompt } from './message-parts.js';

const lot = {
  number: 171,
  batch: 2,
  plan: 'text',
  filing: 'text',
  sample: 3,
  candidates: 17,
  excluded: 1,
  out: [{ unit: 'unit', reason: 'reason' }],
  code: '7f3a91',
  secret: '0b12cd',
};
const unit = { unit: 'unit', reach: 'silent' };

export const drawSamples = {
  // what the drawn units are asked and told
  'spot-check': { ...prompt, question: 'text', until: '10:35', basis: 'basis', officer: 'name' },
  'spot-check-receipt': { called: false, no: '4163' },
  'spot-check-no-request': { until: '10:35', over: false },
  'draw-called': { at: '10:05', by: 'name' },

  // what officers are told
  'draw-committed': { ...lot, again: false, several: false, until: 'at' },
  'draw-sealed': { batch: 2, at: 'at', lot: '0123456789abcdef', secret: '0123456789abcdef' },
  'draw-lapsed': { batch: 2, title: 'title', nobody: false, full: false },
  'draw-summary': { batch: 2, count: 3, units: [unit], silent: 1, first: 'unit', again: false, code: '7f3a91' },
  'draw-answered': { units: [{ unit: 'unit', at: '10:50' }] },
  'draw-disclosed': { number: 171, batch: 2, count: 3, units: [unit], answered: [{ unit: 'unit', at: '10:50' }] },
  'draw-exclusion': { code: 'often' },

  // answers to their words
  'receipt-draw-number': { batch: 2, digits: '58', count: 3, gone: 0, asks: true, later: 'at', no: '4162' },
  'draw-call-noted': { unit: 'unit', words: 'text', again: false, left: 1, count: 3 },
  'draw-call-how': { unit: 'unit' },
  'draw-which': { numbers: [171, 172], first: 171 },
  'draw-trouble': { why: 'none', batch: 2, digits: '58', who: 'name', size: false, unit: 'unit', at: '10:35' },
  'draw-started': { number: 171, title: 'title', officer: 'name', again: false, nobody: false },

  // how things stand
  draw: {
    ...lot,
    title: 'title',
    at: 'date',
    state: 'disclosed',
    nobody: false,
    drawn: ['unit'],
    digits: '58',
    by: 'name',
    key: '0123456789abcdef',
    lines: [{ unit: 'unit', reach: 'called', words: 'text', by: 'name', at: '10:12' }],
    clerk: 'clerk',
  },
  'spot-check-status': { title: 'title', total: 3, answered: 2, waiting: 1, silent: 1, called: 1, names: ['unit'] },
  'cli-draw': { number: 171, batch: 2, lot: '0123', secret: '0123', digits: '58', drawn: ['unit'], key: '0123' },
  'cli-draw-verified': { fault: 'lot-changed', drawn: ['unit'] },
} as const;
