/** Samples of the facts of what a terminal shows: the command line and the demonstration. Part of messages.ts. */

const line = { no: 1, label: 'label', answer: 'answer' };
const notice = { no: 77, to: 'name', what: 'what', at: 'at' };
const totals = { title: 'title', total: 18, answered: 15, late: 0, pending: 1, excused: 0, unreached: 1, open: 2 };

export const terminalSamples = {
  'demo-intro': { now: 'at', committee: 'name' },
  'demo-help': {},
  'demo-duration': { typed: 'text' },
  'demo-unknown': { typed: 'text' },
  'demo-summary': { messages: 60, differences: ['text'] },
  'cli-status': {
    cycles: [{ ...totals, id: 'id', opened: 'at', deadline: 'at', closed: false, units: [{ name: 'unit', state: 'state' }] }],
    unknown: [notice],
    failed: [notice],
  },
  'cli-replies': { title: 'title', replies: [{ unit: 'unit', by: 'name', at: 'at', late: false, version: 1, lines: [line] }] },
  'cli-plan': {
    warnings: ['text'],
    days: 30,
    events: [{ at: 'at', title: 'title', kind: 'open', units: 18, people: 17, minutes: 3, deadline: 'at' }],
    unreached: ['unit'],
  },
  'cli-opened': { opened: true, title: 'title', id: 'id', total: 18, deadline: 'at' },
  'cli-valid': { warnings: ['text'], people: 43, units: 18, groups: 1, schedules: 1, templates: 100 },
  'cli-started': { committee: 'name', schedules: 1, next: 'at' },
} as const;
