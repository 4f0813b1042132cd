/** Lays the responsibility tree out in rows, the broken links on them: all of it while it is small, else the ways up from what is broken. */
import type { Unit, UnitId } from './roster.js';

/** `rest`: units beside the ones shown, with what is below them, in one row; `broken`: how many of those do not connect. */
export type TreeRow = { depth: number; unit: UnitId } | { depth: number; rest: number; broken: number };

export interface TreeRows {
  rows: TreeRow[];
  /** Broken units that are in no row of their own. */
  hidden: number;
}

interface Tree {
  roots: UnitId[];
  below: ReadonlyMap<UnitId, UnitId[]>;
  parents: ReadonlyMap<UnitId, UnitId>;
}

/**
 * `broken`: the gravest first. Up to `whole` units all have a row each; of more, at most `ways` have. A unit whose parent is not among these stands
 * at the top.
 */
export function treeRows(units: readonly Unit[], broken: readonly UnitId[], { whole, ways }: { whole: number; ways: number }): TreeRows {
  const tree = treeOf(units);
  const isBroken = new Set(broken);
  const shown = units.length <= whole ? new Set(units.map(({ id }) => id)) : waysUp(tree, broken, ways);
  const rows: TreeRow[] = [];
  const lay = (siblings: readonly UnitId[], depth: number): void => {
    for (const unit of siblings.filter((one) => shown.has(one))) {
      rows.push({ depth, unit });
      lay(tree.below.get(unit) ?? [], depth + 1);
    }
    const rest = siblings.filter((one) => !shown.has(one)).flatMap((one) => [...withAllBelow(tree, one)]);
    if (rest.length > 0) rows.push({ depth, rest: rest.length, broken: rest.filter((one) => isBroken.has(one)).length });
  };
  lay(tree.roots, 0);
  return { rows, hidden: broken.filter((unit) => !shown.has(unit)).length };
}

/** A circle of parents has no top: each unit of it counts as one. */
function treeOf(units: readonly Unit[]): Tree {
  const known = new Map(units.map((unit) => [unit.id, unit]));
  const parents = new Map<UnitId, UnitId>();
  for (const { id } of units) {
    const met = new Set([id]);
    let above = known.get(id)?.parent;
    while (above !== undefined && known.has(above) && !met.has(above)) {
      met.add(above);
      above = known.get(above)?.parent;
    }
    const parent = known.get(id)?.parent;
    const isCircle = above !== undefined && met.has(above);
    if (parent !== undefined && known.has(parent) && !isCircle) parents.set(id, parent);
  }
  const below = new Map<UnitId, UnitId[]>();
  for (const [unit, parent] of parents) push(below, parent, unit);
  return { roots: units.flatMap(({ id }) => (parents.has(id) ? [] : [id])), below, parents };
}

function push(lists: Map<UnitId, UnitId[]>, key: UnitId, unit: UnitId): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [unit]);
  else known.push(unit);
}

function waysUp({ parents }: Tree, broken: readonly UnitId[], most: number): Set<UnitId> {
  const shown = new Set<UnitId>();
  for (const unit of broken) {
    const way: UnitId[] = [];
    for (let at: UnitId | undefined = unit; at !== undefined && !shown.has(at); at = parents.get(at)) way.push(at);
    if (shown.size + way.length > most) break;
    for (const one of way) shown.add(one);
  }
  return shown;
}

function* withAllBelow({ below }: Tree, unit: UnitId): Generator<UnitId> {
  const open = [unit];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    for (const one of below.get(next) ?? []) open.push(one);
  }
}
