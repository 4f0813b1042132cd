/** The shapes of the console's interface, for checking, for leaving out what is not in them, and for its description (OpenAPI). */
import { z } from 'zod';
import { findingActions } from '../../application/view-ledger.js';
import type { BurdenView } from '../../application/view-burden.js';
import type { CycleView, CycleWhole } from '../../application/view-cycles.js';
import type { LedgerView } from '../../application/view-ledger.js';
import type { MeView } from '../../application/view-me.js';
import type { PersonView } from '../../application/view-people.js';
import type { PlanView, ScheduleView } from '../../application/view-schedules.js';
import type { TodayView } from '../../application/view-today.js';
import type { TreeView } from '../../application/view-tree.js';
import { alarmKinds } from '../../application/alarm-port.js';
import { levels, unitStates } from '../../domain/cycle.js';
import { pages } from '../../domain/pages.js';
import { committeeRoles } from '../../domain/roster.js';
import { scheduleKinds } from '../../domain/schedule.js';

/** Milliseconds since 1970. */
const instant = z.number();
const count = z.int();

export const me = z.object({
  id: z.string(),
  name: z.string(),
  posts: z.array(z.string()),
  committee: z.string(),
  timezone: z.string(),
  pages: z.array(z.enum(pages)),
}) satisfies z.ZodType<MeView>;

const unitCounts = z.object({
  total: count,
  answered: count,
  late: count,
  pending: count,
  extended: count,
  excused: count,
  unreached: count,
  open: count,
});

const cycleShape = {
  id: z.string(),
  title: z.string(),
  kind: z.string(),
  openedAt: instant,
  deadline: instant,
  closedAt: instant.nullable(),
  counts: unitCounts,
};
export const cycles = z.array(z.object(cycleShape)) satisfies z.ZodType<CycleView[]>;

export const cycle = z.object({
  ...cycleShape,
  units: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      parent: z.string().nullable(),
      state: z.enum(unitStates),
      level: z.enum(levels),
      words: z.string(),
      askedTo: z.string().nullable(),
      answeredAt: instant.nullable(),
      deadline: instant,
      number: count,
      versions: count,
    }),
  ),
}) satisfies z.ZodType<CycleWhole>;

const ledgerCounts = z.object({ open: count, working: count, reported: count, late: count, proposed: count });

export const ledger = z.object({
  counts: ledgerCounts,
  findings: z.array(
    z.object({
      no: count,
      unit: z.string(),
      unitName: z.string(),
      field: z.string(),
      text: z.string(),
      owner: z.string(),
      state: z.enum(['proposed', 'open', 'working', 'reported', 'closed', 'sent-back']),
      seenAt: instant,
      dueAt: instant.nullable(),
      late: count,
      photos: count,
      reopened: count,
      may: z.array(z.enum(findingActions)),
    }),
  ),
  more: z.boolean(),
}) satisfies z.ZodType<LedgerView>;

const notice = z.object({ no: count, to: z.string(), what: z.string(), at: z.string() });

export const today = z.object({
  now: instant,
  cycles: z.array(
    z.object({
      ...cycleShape,
      stuck: z.array(
        z.object({
          unit: z.string().nullable(),
          with: z.string().nullable(),
          level: z.string().nullable(),
          request: count.nullable(),
        }),
      ),
    }),
  ),
  ledger: ledgerCounts,
  waiting: count,
  coming: z.array(z.object({ at: instant, name: z.string(), kind: z.string() })),
  calendar: z.object({ since: instant.nullable() }).nullable(),
  office: z
    .object({
      sent: z.object({ messages: count, people: count }),
      unknown: z.array(notice),
      failed: z.array(notice),
      missed: z.array(z.object({ name: z.string(), plannedAt: instant, reason: z.string() })),
      alarms: z.array(z.object({ kind: z.enum(alarmKinds), since: instant })),
      online: z.boolean(),
    })
    .nullable(),
}) satisfies z.ZodType<TodayView>;

export const tree = z.object({
  units: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      parent: z.string().nullable(),
      principal: z.string().nullable(),
      supervisors: z.array(z.object({ name: z.string(), as: z.string().nullable() })),
      liaison: z.string().nullable(),
      members: z.array(z.string()),
      broken: z.array(z.object({ words: z.string(), mends: z.string().nullable(), bind: z.string().nullable() })),
    }),
  ),
  offices: z.array(z.string()),
}) satisfies z.ZodType<TreeView>;

export const schedule = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(scheduleKinds),
  cron: z.string().nullable(),
  when: z.string().nullable(),
  festivals: z.array(z.string()),
  basis: z.string().nullable(),
  questions: count,
  paused: z.boolean(),
  next: z.array(instant),
});
export const schedules = z.array(schedule) satisfies z.ZodType<ScheduleView[]>;

export const plan = z.object({
  from: instant,
  to: instant,
  events: z.array(
    z.object({
      at: instant,
      title: z.string(),
      kind: z.string(),
      units: count,
      people: count,
      group: z.string().nullable(),
      deadline: instant.nullable(),
    }),
  ),
  worst: z.array(z.object({ person: z.string(), week: z.string(), messages: count })),
  limit: count.nullable(),
}) satisfies z.ZodType<PlanView>;

export const people = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    title: z.string().nullable(),
    roles: z.array(z.enum(committeeRoles)),
    posts: z.array(z.string()),
    units: count,
    overseen: count,
    bound: z.boolean(),
    away: z.object({ until: z.string(), deputy: z.string().nullable() }).nullable(),
    left: z.boolean(),
  }),
) satisfies z.ZodType<PersonView[]>;

const burdenCauses = z.array(z.object({ name: z.string(), messages: z.array(count) }));

export const burden = z.object({
  weeks: z.array(z.string()),
  limit: count.nullable(),
  people: z.array(z.object({ id: z.string(), name: z.string(), messages: z.array(count), causes: burdenCauses })),
  causes: burdenCauses,
}) satisfies z.ZodType<BurdenView>;

/** One thing the bot says: its words, or a picture as a `data:` address under its file name. */
export const said = z.array(z.union([z.object({ text: z.string() }), z.object({ picture: z.string(), name: z.string() })]));

export const refusal = z.object({
  error: z.enum(['not-signed-in', 'denied', 'not-found', 'refused', 'too-many', 'unavailable', 'wrong-code']),
});
export type Refusal = z.infer<typeof refusal>['error'];
