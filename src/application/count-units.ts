/** How many units of a cycle are where, from the counters. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import type { World } from './world.js';

export interface UnitCounts {
  total: number;
  /** In time or late. */
  answered: number;
  late: number;
  pending: number;
  excused: number;
  unreached: number;
  /** Still to come: pending or unreached. */
  open: number;
}

/** Scopes are those of CycleStore.counts. */
export async function countsOf(world: World, cycle: Cycle, scope: string): Promise<UnitCounts> {
  const { pending, answered, late, excused, unreached } = await world.stores.cycles.counts(cycle.id, scope);
  return {
    total: pending + answered + late + excused + unreached,
    answered: answered + late,
    late,
    pending,
    excused,
    unreached,
    open: pending + unreached,
  };
}

export function countRecords(records: Iterable<UnitRecord>): UnitCounts {
  const counts: UnitCounts = { total: 0, answered: 0, late: 0, pending: 0, excused: 0, unreached: 0, open: 0 };
  for (const { state } of records) {
    counts.total += 1;
    if (state === 'late') counts.late += 1;
    if (state === 'answered' || state === 'late') counts.answered += 1;
    else counts[state] += 1;
    if (state === 'pending' || state === 'unreached') counts.open += 1;
  }
  return counts;
}
