/** Samples of the facts of what a terminal shows: the command line and the demonstration. Part of messages.ts. */
import { line, notice, totals } from './message-parts.js';

export const terminalSamples = {
  'demo-intro': { now: 'at', committee: 'name' },
  'demo-help': {},
  'demo-duration': { typed: 'text' },
  'demo-unknown': { typed: 'text' },
  'demo-summary': { messages: 60, differences: ['text'] },
  'cli-status': {
    cycles: [{ ...totals, id: 'id', opened: 'at', deadline: 'at', closed: false, units: [{ name: 'unit', state: 'state' }] }],
    tasks: [{ number: 61, text: 'text', unit: 'unit', due: 'date', reported: false, late: false }],
    unknown: [notice],
    failed: [notice],
  },
  'cli-replies': { title: 'title', replies: [{ unit: 'unit', by: 'name', at: 'at', late: false, version: 1, lines: [line] }] },
  'cli-plan': {
    warnings: ['text'],
    days: 30,
    events: [
      {
        at: 'at',
        title: 'title',
        kind: 'open',
        task: false,
        units: 18,
        people: 17,
        names: ['name'],
        more: true,
        group: 'name',
        minutes: 3,
        deadline: 'at',
      },
    ],
    unreached: ['unit'],
    budget: { limit: 5, most: 3, over: [{ person: 'name', week: 'date', messages: 6 }], more: 1 },
  },
  'cli-opened': { opened: true, title: 'title', id: 'id', total: 18, deadline: 'at' },
  'cli-valid': { warnings: ['text'], people: 43, units: 18, groups: 1, schedules: 1, templates: 100 },
  'cli-started': { committee: 'name', schedules: 1, next: 'at' },
} as const;
