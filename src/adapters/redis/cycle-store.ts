/** The cycles: who is due for what next, how far each unit has come, and the counters by unit and supervisor. */
import type { CycleStore, StepTaken } from '../../application/ports.js';
import { unitStates, type Cycle, type UnitRecord, type UnitState } from '../../domain/cycle.js';
import type { UnitId } from '../../domain/roster.js';
import { cycleOpening } from './cycle-opening.js';
import { countedScopes } from './cycle-shelf.js';
import { extendedUnits, readRecords } from './cycle-records.js';
import { guard } from './guard.js';
import { asFlag, asInstant, asTexts, scoreOf } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';
import { standings } from './standing.js';
import { levelLetters, stateLetters } from './unit-record.js';
import { watermarks } from './watermarks.js';

export function createCycleStore(base: StoreBase): CycleStore {
  return { ...watermarks(base), ...cycleOpening(base), ...reading(base), ...standings(base), ...stepping(base) };
}

type Reading = Pick<CycleStore, 'cycle' | 'openCycles' | 'cyclesSince' | 'nextDue' | 'extended' | 'records' | 'openUnits' | 'counts'>;

function reading(base: StoreBase): Reading {
  const { client, keys, shelf } = base;
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
      const stored = await guard(client.hmget(keys.cycle(cycle).count, ...unitStates.map((state) => `${scope}:${stateLetters[state]}`)));
      return countsFrom((_, i) => Number(stored[i] ?? 0));
    },
  };
}

function countOfLeaf(records: Map<UnitId, UnitRecord>): Record<UnitState, number> {
  const [record] = records.values();
  return countsFrom((state) => (record?.state === state ? 1 : 0));
}

function countsFrom(count: (state: UnitState, index: number) => number): Record<UnitState, number> {
  const counts: Record<UnitState, number> = { pending: 0, answered: 0, late: 0, excused: 0, unreached: 0 };
  unitStates.forEach((state, i) => (counts[state] = count(state, i)));
  return counts;
}

function stepping(base: StoreBase): Pick<CycleStore, 'takeDue' | 'takeStep' | 'postpone'> {
  const { keys, scripts, shelf, forms } = base;
  return {
    async takeDue(id, now, limit, leaseMs) {
      const { cycle, due } = keys.cycle(id);
      return asTexts(await scripts.run('take-due', { cycle, due, call: keys.call(newToken()) }, { now, leaseEnd: now + leaseMs, limit }));
    },

    async takeStep(step, actor, now) {
      const { parents, units } = await shelf.shelved(step.cycle);
      if (!units.has(step.unit)) return false;
      const { cycle, records, due, count, waiting, terms } = keys.cycle(step.cycle);
      const places = { cycle, records, due, count, waiting, terms };
      const scopes = JSON.stringify(countedScopes(step.unit, step.scopes, parents));
      const args = { ...stepArgs(step), scopes, actor, now };
      const rest = await forms.queued(step.notices, now);
      return asFlag(
        await scripts.run('take-step', { ...places, numbers: keys.numbers, audit: keys.audit, call: keys.call(newToken()) }, args, rest),
      );
    },

    async postpone(id, unit, step, until) {
      const { cycle, records, due, terms } = keys.cycle(id);
      await scripts.run('postpone', { cycle, records, due, terms }, { unit, step, to: scoreOf(until) });
    },
  };
}

function stepArgs({ cycle, unit, step, next, nextDue, level, state, reason, circulate }: StepTaken) {
  return {
    unit,
    step,
    nextStep: next,
    nextDue: scoreOf(nextDue),
    level: level === undefined ? '' : levelLetters[level],
    state: state === undefined ? '' : stateLetters[state],
    reason: reason ?? '',
    circulate: circulate === true ? '1' : '0',
    act: (state === 'pending' ? undefined : state) ?? level ?? 'step',
    object: `${cycle}/${unit}#${step}`,
  };
}
