/** How many units of a cycle are where, from the counters. */
import type { Cycle } from '../domain/cycle.js';
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
  return { total: pending + answered + late + excused + unreached, answered: answered + late, late, pending, excused, unreached, open: pending + unreached };
}
