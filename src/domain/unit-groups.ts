/** Puts many units into few groups, as the responsibility tree has them: so that a picture of thousands can be read. */
import type { PersonId, Unit, UnitId } from './roster.js';

/** Those below one unit, those of one leader in charge, or all in one. */
export type UnitGroup =
  | { by: 'parent'; head: UnitId; units: UnitId[] }
  | { by: 'leader'; leader: PersonId | undefined; units: UnitId[] }
  | { by: 'nothing'; units: UnitId[] };

/**
 * The finest grouping by the tree that has at most `most` groups, in the tree's order. A tree that is flat, or whose first level is too wide, makes one
 * group; with `leaders` it is then grouped by who is in charge first, where there are several and not too many.
 */
export function groupUnits(tree: readonly Unit[], units: readonly UnitId[], most: number, leaders = false): UnitGroup[] {
  const byId = new Map(tree.map((unit) => [unit.id, unit]));
  const heads = new Set(tree.flatMap(({ parent }) => parent ?? []));
  const paths = new Map(units.map((unit) => [unit, pathOf(byId, heads, unit)]));
  const deepest = Math.max(0, ...[...paths.values()].map((path) => path.length - 1));
  for (let depth = deepest; depth > 0; depth -= 1) {
    const groups = grouped(units, (unit) => paths.get(unit)?.[depth] ?? paths.get(unit)?.at(-1) ?? unit);
    if (groups.size > 1 && groups.size <= most) return [...groups].map(([head, its]) => ({ by: 'parent', head, units: its }));
  }
  if (leaders) {
    const groups = grouped(units, (unit) => byId.get(unit)?.supervisors[0]?.person);
    if (groups.size > 1 && groups.size <= most) return [...groups].map(([leader, its]) => ({ by: 'leader', leader, units: its }));
  }
  return units.length === 0 ? [] : [{ by: 'nothing', units: [...units] }];
}

/** From the top down to the unit that a unit is told under: the one above it, or itself when others are below it. */
function pathOf(byId: ReadonlyMap<UnitId, Unit>, heads: ReadonlySet<UnitId>, unit: UnitId): UnitId[] {
  const path = heads.has(unit) ? [unit] : [];
  const met = new Set<UnitId>([unit]);
  for (let above = byId.get(unit)?.parent; above !== undefined && !met.has(above); above = byId.get(above)?.parent) {
    met.add(above);
    path.unshift(above);
  }
  return path;
}

function grouped<Key>(units: readonly UnitId[], keyOf: (unit: UnitId) => Key): Map<Key, UnitId[]> {
  const groups = new Map<Key, UnitId[]>();
  for (const unit of units) {
    const key = keyOf(unit);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [unit]);
    else known.push(unit);
  }
  return groups;
}
