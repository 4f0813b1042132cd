/** Keeps parsed cycles in the process: a cycle and its tree never change once it is open, only whether it is closed is asked each time. */
import type { Redis } from 'ioredis';
import type { Cycle, CycleId } from '../../domain/cycle.js';
import { PermanentError } from '../../domain/errors.js';
import type { Unit, UnitId } from '../../domain/roster.js';
import { guard } from './guard.js';
import { unpackedPart, type CyclePart } from './cycle-parts.js';
import type { Keys } from './keys.js';
import type { Lookups } from './lookups.js';

/** A cycle as it is given to be opened. */
export type CycleMeta = Omit<Cycle, 'firstNo' | 'closedAt'>;
/** What is stored of it besides the units and the tree (cycle-parts.ts). */
export type CycleHead = Omit<CycleMeta, keyof CyclePart>;

export interface ShelvedCycle {
  cycle: Omit<Cycle, 'closedAt'>;
  units: ReadonlySet<UnitId>;
  /** Units with others below them. Only these have counters of their own; a leaf's count is its record. */
  parents: ReadonlySet<UnitId>;
}

export interface CycleShelf {
  /** The cycle with its `closedAt` as of now; undefined: not opened, or opened by half. */
  fresh(id: CycleId): Promise<Cycle | undefined>;
  /** The same where its {@link stateFields} are known already, and its units. */
  inState(id: CycleId, state: readonly (string | null)[]): Promise<{ cycle: Cycle; units: ReadonlySet<UnitId> } | undefined>;
  /** The unchanging part. Throws a PermanentError `cycle-unknown`. */
  shelved(id: CycleId): Promise<ShelvedCycle>;
}

/** Fields of the hash of a cycle: all that changes in it. */
export const stateFields = ['status', 'closedAt', 'filesGone', 'expiredAt'] as const;

/** Every message looks into all open cycles: with fewer than are open, each would read all of them anew. */
const shelfLength = 48;

export function createCycleShelf(client: Redis, keys: Keys, lookups: Lookups): CycleShelf {
  const shelf = new Map<CycleId, ShelvedCycle>();
  const underWay = new Map<CycleId, Promise<ShelvedCycle | undefined>>();

  function keep(id: CycleId, shelved: ShelvedCycle): ShelvedCycle {
    shelf.delete(id);
    shelf.set(id, shelved);
    if (shelf.size > shelfLength) shelf.delete(shelf.keys().next().value ?? id);
    return shelved;
  }

  /** A large cycle is read once for all who wait for it. */
  function load(id: CycleId): Promise<ShelvedCycle | undefined> {
    const loading = underWay.get(id) ?? read(id).finally(() => underWay.delete(id));
    underWay.set(id, loading);
    return loading;
  }

  async function read(id: CycleId): Promise<ShelvedCycle | undefined> {
    const { cycle, tree } = keys.cycle(id);
    const [status, head, parts, firstNo] = await guard(client.hmget(cycle, 'status', 'head', 'parts', 'firstNo'));
    if (status == null || status === 'opening' || head == null) return undefined;
    const texts = await Promise.all(Array.from({ length: Number(parts) }, (_, part) => guard(client.hget(tree, String(part)))));
    const content = texts.map((text): CyclePart => (text === null ? { units: [], tree: [] } : unpackedPart(text)));
    const [units, nodes] = [content.flatMap((part) => part.units), content.flatMap((part) => part.tree)];
    return keep(id, shelve({ ...(JSON.parse(head) as CycleHead), units, tree: nodes, firstNo: Number(firstNo) }));
  }

  return {
    async fresh(id) {
      const known = shelf.get(id);
      const [shelved, state] = await Promise.all([
        known === undefined ? load(id) : keep(id, known),
        lookups.hmget(keys.cycle(id).cycle, stateFields),
      ]);
      return shelved && inState(shelved, state);
    },
    async inState(id, state) {
      const known = shelf.get(id);
      const shelved = known === undefined ? await load(id) : keep(id, known);
      const cycle = shelved && inState(shelved, state);
      return cycle && { cycle, units: shelved.units };
    },
    async shelved(id) {
      const shelved = shelf.get(id) ?? (await load(id));
      if (shelved === undefined) throw new PermanentError('cycle-unknown', `there is no cycle ${id}`);
      return keep(id, shelved);
    },
  };
}

function inState({ cycle }: ShelvedCycle, [status, closedAt, filesGone, expiredAt]: readonly (string | null)[]): Cycle | undefined {
  if (status == null) return undefined;
  if (closedAt == null) return cycle;
  return {
    ...cycle,
    closedAt: Number(closedAt),
    ...(filesGone == null ? {} : { filesExpiredAt: Number(filesGone) }),
    ...(expiredAt == null ? {} : { expiredAt: Number(expiredAt) }),
  };
}

function shelve(cycle: Omit<Cycle, 'closedAt'>): ShelvedCycle {
  return { cycle, units: new Set(cycle.units), parents: parentsIn(cycle.tree) };
}

export function parentsIn(tree: readonly Unit[]): Set<UnitId> {
  const parents = new Set<UnitId>();
  for (const { parent } of tree) if (parent !== undefined) parents.add(parent);
  return parents;
}

/** The scopes of a unit that have counters. */
export function countedScopes(unit: UnitId, scopes: readonly string[], parents: ReadonlySet<UnitId>): string[] {
  return scopes.filter((scope) => hasCounter(scope, unit, parents));
}

/** Whether a scope of a unit has a counter: not when it is the unit alone. */
export function hasCounter(scope: string, unit: UnitId, parents: ReadonlySet<UnitId>): boolean {
  return scope !== unit || parents.has(unit);
}
