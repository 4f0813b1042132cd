/** What the ledger and the tasks hold of a unit for the period of a duty report: told to whoever writes it, and to whoever reads it. */
import { isOwed, type Finding } from '../domain/finding.js';
import type { Task } from '../domain/matter.js';
import type { UnitId } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import type { ReportCycle } from './hand-over-report.js';
import { openingsBetween } from './openings.js';
import type { World } from './world.js';

export interface ReportRecord {
  /** Established within the period; the numbers of the latest of them. */
  fresh: number;
  numbers: number[];
  closed: number;
  /** Still to be mended at the end of it, and past their dates. */
  open: number;
  late: number;
  /** Tasks that fell due within the period. */
  tasks: number;
  done: number;
}

const searchedMs = 400 * dayMs;
/** Of a report whose schedule has not come before. */
const usualMs = 92 * dayMs;
const most = 50;
const named = 3;

/** The findings and tasks themselves, as far as they are counted. */
export interface ReportBooks {
  /** Established within the period, the newest first. */
  fresh: Finding[];
  /** Still to be mended at the end of it. */
  owed: Finding[];
  closed: number;
  /** Those that fell due within the period. */
  due: Task[];
}

/** null: there is nothing of either. The period ends when the report was asked for. */
export async function reportRecord(world: World, cycle: ReportCycle, unit: UnitId): Promise<ReportRecord | null> {
  const to = cycle.openedAt;
  const { fresh, owed, closed, due } = await reportBooks(world, cycle, unit);
  const record = {
    fresh: fresh.length,
    numbers: fresh.slice(0, named).map(({ no }) => no),
    closed,
    open: owed.length,
    late: owed.filter((finding) => (finding.until ?? finding.dueAt ?? to) < to && !wasReported(finding, to)).length,
    tasks: due.length,
    done: due.filter(({ state }) => state === 'closed').length,
  };
  return record.fresh + record.closed + record.open + record.tasks === 0 ? null : record;
}

export async function reportBooks(world: World, cycle: ReportCycle, unit: UnitId): Promise<ReportBooks> {
  const { ledger, matters } = world.stores;
  const to = cycle.openedAt;
  const from = openingsBetween(world, cycle.schedule, cycle.plannedAt - searchedMs, cycle.plannedAt - 1).at(-1) ?? to - usualMs;
  const within = (at: Instant | undefined): boolean => at !== undefined && at >= from && at < to;
  const scope = { of: 'unit', unit } as const;
  const [fresh, standing, closedSince, closed, tasks] = await Promise.all([
    freshIn(world, unit, from, to),
    ledger.list(
      (['open', 'working', 'reported'] as const).map((state) => ({ scope, state })),
      most,
    ),
    ledger.list([{ scope, state: 'closed', from: to }], most),
    ledger.count([{ scope, state: 'closed', from, to }]),
    matters.since(from, 'task'),
  ]);
  const open = [...standing, ...closedSince].filter(({ establishedAt = to }) => establishedAt < to);
  const due = tasks.filter((task) => task.unit === unit && task.state !== 'withdrawn' && within(task.until ?? task.dueAt));
  return { fresh, owed: open, closed: closed[0] ?? 0, due };
}

/** Whether its owner had shown by then that it was mended, as far as it has stayed so. */
function wasReported(finding: Finding, at: Instant): boolean {
  return !isOwed(finding) && (finding.evidence.at(-1)?.at ?? at) < at;
}

/** The newest first. */
async function freshIn(world: World, unit: UnitId, from: Instant, to: Instant): Promise<Finding[]> {
  const fields = [...world.config().settings.ledger.fields.keys()];
  const lists = await Promise.all(fields.map((field) => world.stores.ledger.history(field, { unit }, from, most)));
  return lists
    .flat()
    .filter(({ establishedAt = to }) => establishedAt < to)
    .toSorted((one, other) => (other.establishedAt ?? 0) - (one.establishedAt ?? 0));
}
