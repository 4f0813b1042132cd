import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../src/domain/roster.js';
import { treeRows } from '../../src/domain/tree-rows.js';
import { groupUnits } from '../../src/domain/unit-groups.js';

function unit(id: string, parent?: string, leader?: string): Unit {
  const supervisors = leader === undefined ? [] : [{ person: leader }];
  return { id, name: id, kind: 'village', ...(parent === undefined ? {} : { parent }), supervisors, members: [] };
}

const township = [unit('town'), unit('east', 'town', 'wang'), unit('west', 'town', 'zheng'), unit('south', 'town', 'wang')];
const county = [
  unit('county'),
  ...['a', 'b'].flatMap((town) => [unit(town, 'county'), unit(`${town}1`, town), unit(`${town}2`, town), unit(`${town}21`, `${town}2`)]),
];
const ids = (units: readonly Unit[]): string[] => units.map(({ id }) => id);

/** Any tangle of parents, circles too. */
const tangle = fc
  .array(fc.integer({ min: -1, max: 30 }), { minLength: 1, maxLength: 30 })
  .map((parents) =>
    parents.map((parent, index) => unit(`u${index}`, parent < 0 ? undefined : `u${parent}`, parent % 3 === 0 ? 'wang' : undefined)),
  );

describe('groups of units', () => {
  it('are one where the tree is flat', () => {
    expect(groupUnits(township, ids(township), 24)).toEqual([{ by: 'nothing', units: ids(township) }]);
  });

  it('are those of the leaders where the tree is flat and that is wanted', () => {
    expect(groupUnits(township, ids(township), 24, true)).toEqual([
      { by: 'leader', leader: undefined, units: ['town'] },
      { by: 'leader', leader: 'wang', units: ['east', 'south'] },
      { by: 'leader', leader: 'zheng', units: ['west'] },
    ]);
  });

  it('are the finest of the tree that are few enough', () => {
    const groups = (most: number): unknown =>
      groupUnits(county, ids(county), most).map((group) => ('head' in group ? group.head : group.by));
    expect(groups(5)).toEqual(['county', 'a', 'a2', 'b', 'b2']);
    expect(groups(4)).toEqual(['county', 'a', 'b']);
    expect(groups(2)).toEqual(['nothing']);
  });

  it('hold each unit once, whatever the tree is like, and are never more than wanted', () => {
    fc.assert(
      fc.property(tangle, fc.integer({ min: 1, max: 12 }), fc.boolean(), (tree, most, leaders) => {
        const groups = groupUnits(tree, ids(tree), most, leaders);
        expect(groups.flatMap(({ units }) => units).toSorted()).toEqual(ids(tree).toSorted());
        expect(groups.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('are none of nothing', () => {
    expect(groupUnits(township, [], 24)).toEqual([]);
  });
});

describe('rows of the tree', () => {
  it('are all units while they are few, each below the one it answers to', () => {
    expect(treeRows(county, ['b21'], { whole: 20, ways: 3 })).toEqual({
      rows: ['county/0', 'a/1', 'a1/2', 'a2/2', 'a21/3', 'b/1', 'b1/2', 'b2/2', 'b21/3'].map((row) => {
        const [id = '', depth] = row.split('/');
        return { depth: Number(depth), unit: id };
      }),
      hidden: 0,
    });
  });

  it('are the ways up from what is broken when they are many, all else gathered and its breaks counted', () => {
    expect(treeRows(county, ['b21', 'a1', 'a21'], { whole: 8, ways: 6 })).toEqual({
      rows: [
        { depth: 0, unit: 'county' },
        { depth: 1, unit: 'a' },
        { depth: 2, unit: 'a1' },
        { depth: 2, rest: 2, broken: 1 },
        { depth: 1, unit: 'b' },
        { depth: 2, unit: 'b2' },
        { depth: 3, unit: 'b21' },
        { depth: 2, rest: 1, broken: 0 },
      ],
      hidden: 1,
    });
  });

  it('begin with whatever has nobody above it among those seen', () => {
    expect(treeRows(county.slice(5), ['b1'], { whole: 20, ways: 3 }).rows[0]).toEqual({ depth: 0, unit: 'b' });
  });

  it('account for every unit and every break once, whatever the tree is like', () => {
    fc.assert(
      fc.property(tangle, fc.integer({ min: 1, max: 40 }), fc.array(fc.integer({ min: 0, max: 29 })), (units, most, picked) => {
        const broken = [...new Set(picked.map((index) => `u${index % units.length}`))];
        const { rows, hidden } = treeRows(units, broken, { whole: most, ways: most });
        const named = rows.flatMap((row) => ('unit' in row ? [row.unit] : []));
        const rest = rows.flatMap((row) => ('rest' in row ? [row] : []));
        expect(new Set(named).size).toBe(named.length);
        expect(named.length + rest.reduce((sum, row) => sum + row.rest, 0)).toBe(units.length);
        expect(rest.reduce((sum, row) => sum + row.broken, 0)).toBe(hidden);
        expect(broken.filter((one) => !named.includes(one))).toHaveLength(hidden);
        if (units.length > most) expect(named.length).toBeLessThanOrEqual(most);
      }),
    );
  });
});
