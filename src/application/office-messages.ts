/** Samples of the facts of what stands in office files, and of what the command line says of them. Part of messages.ts. */

export const officeSamples = {
  'sheet-name': { sheet: 'ledger' },
  'sheet-title': { committee: 'name', what: 'cycle', title: 'title' },
  'sheet-footer': { committee: 'name', date: 'date' },
  'sheet-heading': { column: 'question', no: 1, label: 'label' },
  'sheet-word': { word: 'pending' },
  'sheet-fault': { code: 'formula', value: 'text', options: ['text'] },
  'cli-roster-trouble': { file: 'text', trouble: 'damaged' },
  'cli-roster-faults': { file: 'text', count: 3, faults: [{ place: 'text', what: 'text', hint: 'text' }], more: 1 },
  'cli-roster-import': {
    file: 'text',
    same: false,
    written: true,
    lists: [
      {
        sheet: 'name',
        added: ['name'],
        removed: ['name'],
        moved: [{ name: 'name', before: 'unit', after: 'unit' }],
        changed: [{ name: 'name', fields: [{ label: 'label', before: 'before', after: 'after' }] }],
      },
    ],
    warnings: ['text'],
    ignored: ['text'],
    kept: 'text',
  },
  'cli-exported': { what: 'cycle', title: 'title', path: 'text', rows: 18, events: 3, bytes: 'text', draft: true, replaced: true },
} as const;
