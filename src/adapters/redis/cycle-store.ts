/** The cycles: who is due for what next, how far each unit has come, and the counters by unit and supervisor. */
import type { CycleStore } from '../../application/ports.js';
import { unitStates, type Cycle, type UnitRecord } from '../../domain/cycle.js';
import type { UnitId } from '../../domain/roster.js';
import { countsFrom, createCounters, type Counts } from './counters.js';
import { cycleOpening } from './cycle-opening.js';
import { extendedUnits, readRecords } from './cycle-records.js';
import { guard } from './guard.js';
import { asInstant } from './script-replies.js';
import type { StoreBase } from './store-base.js';
import { standings } from './standing.js';
import { stepping } from './step-taking.js';
import { watermarks } from './watermarks.js';

export function createCycleStore(base: StoreBase): CycleStore {
  return { ...watermarks(base), ...cycleOpening(base), ...reading(base), ...standings(base), ...stepping(base) };
}

type Reading = Pick<
  CycleStore,
  'cycle' | 'openCycles' | 'cyclesSince' | 'closedIds' | 'nextDue' | 'extended' | 'records' | 'openUnits' | 'counts'
>;

function reading(base: StoreBase): Reading {
  const { client, keys, shelf } = base;
  const counted = createCounters(base);
  const loaded = async (ids: string[]): Promise<Cycle[]> => {
    const cycles = await Promise.all(ids.map((id) => shelf.fresh(id)));
    return cycles.filter((cycle) => cycle !== undefined).sort((a, b) => b.openedAt - a.openedAt);
  };
  return {
    cycle: (id) => shelf.fresh(id),

    async openCycles() {
      return loaded(await guard(client.zrange(keys.openCycles, 0, '-1')));
    },

    async cyclesSince(since) {
      const [open, closed] = await Promise.all([
        guard(client.zrange(keys.openCycles, 0, '-1')),
        guard(client.zrangebyscore(keys.closedCycles, since, '+inf')),
      ]);
      return loaded([...new Set([...open, ...closed])]);
    },

    closedIds: () => guard(client.zrevrange(keys.closedCycles, 0, '-1')),

    async nextDue(cycle) {
      const [, score] = await guard(client.zrange(keys.cycle(cycle).due, 0, '0', 'WITHSCORES'));
      const at = score === undefined ? Number.POSITIVE_INFINITY : asInstant(score);
      return Number.isFinite(at) ? at : undefined;
    },

    extended: (cycle) => extendedUnits(base, cycle),

    records: (cycle, units) => readRecords(base, cycle, units),

    async openUnits(cycle, offset, limit) {
      return limit <= 0 ? [] : guard(client.zrange(keys.cycle(cycle).due, offset, String(offset + limit - 1)));
    },

    async counts(cycle, scope) {
      const { units, parents } = await shelf.shelved(cycle);
      if (units.has(scope) && !parents.has(scope)) return countOfLeaf(await readRecords(base, cycle, [scope]));
      return counted(cycle, scope);
    },
  };
}

function countOfLeaf(records: Map<UnitId, UnitRecord>): Counts {
  const [record] = records.values();
  return countsFrom((index) => (record?.state === unitStates[index] ? 1 : 0));
}
