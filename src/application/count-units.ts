/** How many units of a cycle are where, from the counters. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import type { UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { scopesOf } from './open-cycle.js';
import type { World } from './world.js';

export interface UnitCounts {
  total: number;
  /** In time or late. */
  answered: number;
  late: number;
  /** Without those below. */
  pending: number;
  /** Pending, with a later deadline that has not passed. */
  extended: number;
  excused: number;
  unreached: number;
  /** Still to come: pending, extended or unreached. */
  open: number;
}

/** Scopes are those of CycleStore.counts. */
export async function countsOf(world: World, cycle: Cycle, scope: string): Promise<UnitCounts> {
  const [counts, granted] = await Promise.all([world.stores.cycles.counts(cycle.id, scope), extendedUnits(world, cycle)]);
  const { pending, answered, late, excused, unreached } = counts;
  const extended = [...granted.keys()].filter((unit) => scopesOf(cycle.tree, unit).includes(scope)).length;
  return {
    total: pending + answered + late + excused + unreached,
    answered: answered + late,
    late,
    pending: pending - extended,
    extended,
    excused,
    unreached,
    open: pending + unreached,
  };
}

export function countRecords(records: Iterable<UnitRecord>, now: Instant): UnitCounts {
  const counts: UnitCounts = { total: 0, answered: 0, late: 0, pending: 0, extended: 0, excused: 0, unreached: 0, open: 0 };
  for (const record of records) {
    const { state } = record;
    counts.total += 1;
    if (state === 'late') counts.late += 1;
    if (state === 'answered' || state === 'late') counts.answered += 1;
    else if (isExtended(record, now)) counts.extended += 1;
    else counts[state] += 1;
    if (state === 'pending' || state === 'unreached') counts.open += 1;
  }
  return counts;
}

/** Whether a unit that has not answered has a later deadline that has not passed. */
export function isExtended({ state, terms }: Pick<UnitRecord, 'state' | 'terms'>, now: Instant): boolean {
  return state === 'pending' && (terms?.until ?? 0) > now;
}

/** Whether a unit owes its answer and nobody is to decide on anything about it: only such a unit may be named. */
export function isOwing(record: Pick<UnitRecord, 'state' | 'terms'>, now: Instant): boolean {
  return record.state === 'pending' && record.terms?.heldBy === undefined && !isExtended(record, now);
}

/** They are few: nobody scans the others. */
export async function extendedUnits(world: World, cycle: Cycle): Promise<Map<UnitId, UnitRecord>> {
  const { cycles } = world.stores;
  const units = await cycles.extended(cycle.id);
  if (units.length === 0) return new Map();
  const now = world.clock.now();
  return new Map([...(await cycles.records(cycle.id, units))].filter(([, record]) => isExtended(record, now)));
}
