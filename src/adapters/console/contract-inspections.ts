/** The shapes of inspections, draws and campaigns in the console's interface. */
import { z } from 'zod';
import { inspectionActions, type InspectableView, type InspectionsView } from '../../application/view-inspections.js';

/** Milliseconds since 1970. */
const instant = z.number();
const count = z.int();
const words = z.string().nullable();
const figure = count.nullable();

const open = z.object({
  no: count,
  unit: z.string(),
  checklist: z.string(),
  number: count.nullable(),
  items: count,
  paused: z.boolean(),
  waits: z.boolean(),
  inspectors: z.array(z.string()),
  startedAt: instant,
  may: z.enum(inspectionActions).nullable(),
});

const done = z.object({
  no: count,
  unit: z.string(),
  checklist: z.string(),
  inspectors: z.array(z.string()),
  at: instant,
  fine: count,
  problem: count,
  notApplicable: count,
  findings: z.array(count),
});

const draw = z.object({
  no: count,
  title: z.string(),
  batch: count,
  plan: z.string(),
  filing: z.string(),
  at: instant,
  state: z.enum(['committed', 'drawn', 'asking', 'calling', 'disclosed', 'lapsed']),
  lot: z.object({
    candidates: count,
    sample: count,
    excluded: count,
    out: z.array(z.object({ unit: z.string(), reason: z.string() })),
    code: z.string(),
    secret: z.string(),
  }),
  number: z.object({ digits: z.string(), by: z.string() }).nullable(),
  drawn: z.array(z.string()),
  key: z.string().nullable(),
  units: z.array(
    z.object({ name: z.string(), reach: z.enum(['answered', 'waiting', 'silent', 'called', 'excused']), mayCall: z.boolean() }),
  ),
  mayName: z.boolean(),
});

const campaign = z.object({
  name: words,
  from: words,
  to: words,
  stage: z.object({ number: figure, name: words, until: words }).nullable(),
  next: z.object({ name: words, from: words }).nullable(),
  over: z.boolean(),
  themes: z.array(
    z.object({
      name: words,
      cycle: z.object({ title: words, total: figure, answered: figure }).nullable(),
      tasks: z.object({ total: figure, done: figure }).nullable(),
      checked: z.boolean(),
      mends: z.boolean(),
      inspections: figure,
      fresh: figure,
      closed: figure,
      open: figure,
      late: figure,
    }),
  ),
  stages: z.array(
    z.object({
      number: figure,
      name: words,
      from: words,
      begun: z.boolean(),
      running: z.boolean(),
      total: figure,
      answered: figure,
      inspections: figure,
      fresh: figure,
      closed: figure,
    }),
  ),
});

export const inspections = z.object({
  inspections: z.object({ open: z.array(open), done: z.array(done), count }).nullable(),
  draws: z.array(draw),
  campaigns: z.array(campaign).nullable(),
}) satisfies z.ZodType<InspectionsView>;

export const inspectable = z.array(z.object({ name: z.string(), checklists: z.array(z.string()) })) satisfies z.ZodType<InspectableView[]>;
