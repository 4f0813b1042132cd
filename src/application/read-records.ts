/** Reads how very many units stand, some hundreds at once, so that whatever else the bot has to do gets its turn in between. */
import type { CycleId, UnitRecord } from '../domain/cycle.js';
import type { UnitId } from '../domain/roster.js';
import type { World } from './world.js';

const atOnce = 500;

export async function* readRecords(world: World, cycle: CycleId, units: readonly UnitId[]): AsyncGenerator<[UnitId, UnitRecord]> {
  for (let from = 0; from < units.length; from += atOnce) yield* await world.stores.cycles.records(cycle, units.slice(from, from + atOnce));
}
