/** Keeps parsed cycles in the process: a cycle and its tree never change once it is open, only whether it is closed is asked each time. */
import type { Redis } from 'ioredis';
import type { Cycle, CycleId } from '../../domain/cycle.js';
import { PermanentError } from '../../domain/errors.js';
import type { Unit, UnitId } from '../../domain/roster.js';
import { guard } from './guard.js';
import type { Keys } from './keys.js';

/** A cycle as it is given to be opened. */
export type CycleMeta = Omit<Cycle, 'firstNo' | 'closedAt'>;
/** What is stored of it: the head, and the units and the tree by parts. */
export type CyclePart = Pick<Cycle, 'units' | 'tree'>;
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
  /** The unchanging part. Throws a PermanentError `cycle-unknown`. */
  shelved(id: CycleId): Promise<ShelvedCycle>;
}

const shelfLength = 16;

export function createCycleShelf(client: Redis, keys: Keys): CycleShelf {
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
    const content = texts.map((text) => JSON.parse(text ?? '{"units":[],"tree":[]}') as CyclePart);
    const [units, nodes] = [content.flatMap((part) => part.units), content.flatMap((part) => part.tree)];
    return keep(id, shelve({ ...(JSON.parse(head) as CycleHead), units, tree: nodes, firstNo: Number(firstNo) }));
  }

  return {
    async fresh(id) {
      const known = shelf.get(id);
      const [shelved, [status, closedAt]] = await Promise.all([
        known === undefined ? load(id) : keep(id, known),
        guard(client.hmget(keys.cycle(id).cycle, 'status', 'closedAt')),
      ]);
      if (shelved === undefined || status == null) return undefined;
      return closedAt == null ? shelved.cycle : { ...shelved.cycle, closedAt: Number(closedAt) };
    },
    async shelved(id) {
      const shelved = shelf.get(id) ?? (await load(id));
      if (shelved === undefined) throw new PermanentError('cycle-unknown', `there is no cycle ${id}`);
      return keep(id, shelved);
    },
  };
}

function shelve(cycle: Omit<Cycle, 'closedAt'>): ShelvedCycle {
  return { cycle, units: new Set(cycle.units), parents: parentsIn(cycle.tree) };
}

export function parentsIn(tree: readonly Unit[]): Set<UnitId> {
  return new Set(tree.flatMap(({ parent }) => (parent === undefined ? [] : [parent])));
}

/** The scopes of a unit that have counters. */
export function countedScopes(unit: UnitId, scopes: readonly string[], parents: ReadonlySet<UnitId>): string[] {
  return scopes.filter((scope) => scope !== unit || parents.has(unit));
}
