/** Where each unit of the chart stands: a column for each level, a row for each end of a branch. */
import type { TreeUnitView } from '../../../../application/view-tree.js';

export const box = { width: 190, height: 52, gapX: 64, gapY: 14 } as const;
/** Above a longer branch a unit stands beside the first below it, so that both are in sight. */
const mostCentred = 7 * (box.height + box.gapY);

export interface Placed {
  unit: TreeUnitView;
  level: number;
  x: number;
  y: number;
  /** Its place among the placed; -1: it stands at the top. */
  parent: number;
  children: number;
  isOpen: boolean;
}

export interface Layout {
  /** In the order of the rows, each unit before those below it. */
  placed: Placed[];
  width: number;
  height: number;
}

export type Below = ReadonlyMap<string, readonly TreeUnitView[]>;

/** Units by the one above them; those whose parent is not shown under the empty text. */
export function belowOf(units: readonly TreeUnitView[]): Below {
  const known = new Set(units.map(({ id }) => id));
  const below = new Map<string, TreeUnitView[]>();
  for (const unit of units) {
    const parent = unit.parent !== null && known.has(unit.parent) ? unit.parent : '';
    const siblings = below.get(parent);
    if (siblings === undefined) below.set(parent, [unit]);
    else siblings.push(unit);
  }
  return below;
}

export function layOut(below: Below, open: ReadonlySet<string>): Layout {
  const placed: Placed[] = [];
  let rows = 0;
  let deepest = 0;
  const place = (unit: TreeUnitView, level: number, parent: number): number => {
    const index = placed.length;
    const under = below.get(unit.id) ?? [];
    const isOpen = under.length > 0 && open.has(unit.id);
    const node: Placed = { unit, level, x: level * (box.width + box.gapX), y: 0, parent, children: under.length, isOpen };
    placed.push(node);
    deepest = Math.max(deepest, level);
    if (isOpen) {
      const ys = under.map((one) => place(one, level + 1, index));
      const [first = 0, last = first] = [ys[0], ys.at(-1)];
      node.y = last - first > mostCentred ? first : (first + last) / 2;
    } else {
      node.y = rows * (box.height + box.gapY);
      rows += 1;
    }
    return node.y;
  };
  for (const top of below.get('') ?? []) place(top, 0, -1);
  return {
    placed,
    width: (deepest + 1) * (box.width + box.gapX) - box.gapX,
    height: Math.max(1, rows) * (box.height + box.gapY) - box.gapY,
  };
}

/** Small trees are shown whole, of others the top. */
export function openAtFirst(below: Below, units: readonly TreeUnitView[]): Set<string> {
  return new Set(units.length <= 60 ? units.map(({ id }) => id) : (below.get('') ?? []).map(({ id }) => id));
}
