/** Samples of the facts of messages about reminders, nudges and digests. Part of messages.ts. */

const reminder = {
  salute: 'name',
  name: 'name',
  /** Of all the holidays, by the names that files use. */
  festivals: ['中秋节'],
  holidays: [{ festivals: ['中秋节'], from: 'day', to: 'day', makeUp: ['day'], official: true }],
  basis: 'basis',
  clerk: 'clerk',
  discipline: 'name',
};

export const roundSamples = {
  reminder,
  'node-reminder': reminder,
  nudge: { text: 'text' },
  'library-empty': { people: 3, name: 'name', library: 'nudges.md' },
  digest: {
    weekly: true,
    from: 'day',
    to: 'day',
    cycles: [
      {
        title: 'title',
        total: 18,
        answered: 17,
        due: 'day',
        running: false,
        pending: 1,
        unreached: { unit: 'unit', why: 'vacant', post: 'role' },
        more: 1,
      },
    ],
    tasks: { fresh: 3, closed: 2, overdue: 1 },
    findings: { fresh: 3, closed: 2, overdue: 1 },
    checks: { draws: 1, drawn: 3, inspections: 2, inspected: 2, problems: 3 },
    stuck: [{ no: 85, unit: 'unit', what: 'what', since: 'day', with: 'name', here: false }],
    asked: 5,
    answered: 3,
    unanswered: 2,
    shared: [{ units: 4, ask: 'difficulty', what: 'what', question: 3 }],
    acts: 2,
    waiting: 1,
    load: { messages: 142, each: 2, cause: 'title', tenths: 7 },
    coming: { due: 3, checks: 1 },
    quiet: false,
  },
  campaign: {
    name: 'name',
    from: 'day',
    to: 'day',
    stage: { number: 2, name: 'name', until: 'date' },
    next: { name: 'name', from: 'date' },
    over: false,
    themes: [
      {
        name: 'name',
        cycle: { title: 'title', total: 18, answered: 17 },
        tasks: { total: 10, done: 8 },
        checked: true,
        mends: true,
        inspections: 3,
        fresh: 5,
        closed: 2,
        open: 3,
        late: 1,
      },
    ],
    stages: [
      { number: 1, name: 'name', from: 'day', begun: true, running: false, total: 36, answered: 35, inspections: 4, fresh: 5, closed: 2 },
    ],
  },
  'campaign-which': { names: ['name'], typed: 'name' },
  'round-started': { name: 'name', people: 12, group: false, later: 'at' },
  'round-too-early': { name: 'name', festivals: ['中秋节'], at: 'at' },
} as const;
