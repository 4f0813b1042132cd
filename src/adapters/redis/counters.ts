/** The counters of cycles, by scope. Those that are asked for in one turn, as a status asks for many, are read with one command. */
import type { CycleId, UnitState } from '../../domain/cycle.js';
import { unitStates } from '../../domain/cycle.js';
import { guard } from './guard.js';
import type { StoreBase } from './store-base.js';
import { together } from './together.js';
import { stateLetters } from './unit-record.js';

export type Counts = Record<UnitState, number>;

const scopesAtMost = 500;
const letters = unitStates.map((state) => stateLetters[state]);

/** Reads the counters of a scope; one that counts nothing has none. */
export function createCounters({ client, keys }: StoreBase): (cycle: CycleId, scope: string) => Promise<Counts> {
  return together<string, Counts>({
    atMost: scopesAtMost,
    namesOf: () => [],
    async run(cycle, scopes) {
      const counters = scopes.flatMap((scope) => letters.map((letter) => `${scope}:${letter}`));
      const stored = await guard(client.hmget(keys.cycle(cycle).count, ...counters));
      return scopes.map((_, place) => countsFrom((index) => Number(stored[place * letters.length + index] ?? 0)));
    },
  });
}

/** Counts by the place of a state among `unitStates`. */
export function countsFrom(count: (index: number) => number): Counts {
  const counts: Counts = { pending: 0, answered: 0, late: 0, excused: 0, unreached: 0 };
  unitStates.forEach((state, index) => (counts[state] = count(index)));
  return counts;
}
