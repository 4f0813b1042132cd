/** Samples of the facts of messages about exports. Part of messages.ts. */

const about = { number: 208, title: 'title' };

export const exportSamples = {
  'export-title': { what: 'cycle', title: 'title', unit: 'unit', number: 3 },
  'export-trouble': { why: 'nothing', typed: 'text', names: ['title'], number: 208 },
  'export-noted': { ...about, bulk: true, second: 'person', until: 'date', no: '4119' },
  'export-asked': { ...about, by: 'person', what: 'cycle', until: 'date' },
  'export-decided': { ...about, allowed: true, by: 'person', no: '4120' },
  'export-settled': { ...about, state: 'allowed', by: 'person', words: 'text' },
  'export-over': { ...about, state: 'allowed', by: 'person' },
  'export-withdrawn': { number: 208, no: '4121' },
} as const;
