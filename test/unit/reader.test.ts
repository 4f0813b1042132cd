import { describe, expect, it } from 'vitest';
import { couldRead, mayMark, readerOf } from '../../src/domain/reader.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';

const people: Person[] = [
  { id: 'zhang', name: '张', roles: ['secretary'], accounts: ['a'] },
  { id: 'zhou', name: '周', roles: ['discipline-secretary'], accounts: ['b'] },
  { id: 'wang', name: '王', roles: [], accounts: ['c'] },
  { id: 'chen', name: '陈', roles: [], accounts: ['d'] },
  { id: 'li', name: '李', roles: [], accounts: ['e'] },
  { id: 'he', name: '何', roles: ['clerk'], accounts: ['f'] },
];
const town: Unit = { id: 'town', name: '镇', kind: 'committee', principal: 'zhang', supervisors: [], members: [] };
const village: Unit = {
  id: 'village',
  name: '村',
  kind: 'village',
  parent: 'town',
  principal: 'li',
  supervisors: [{ person: 'wang' }, { person: 'chen' }],
  members: [],
};

function roster(changes: { without?: string[]; village?: Partial<Unit> } = {}): Roster {
  const accounts = (person: Person): Person => (changes.without?.includes(person.id) === true ? { ...person, accounts: [] } : person);
  const units = [town, { ...village, ...changes.village }];
  return {
    committee: 'x',
    people: new Map(people.map((person) => [person.id, accounts(person)])),
    units: new Map(units.map((unit) => [unit.id, unit])),
    groups: new Map(),
  };
}

const readers = ['supervisor', 'secretary'] as const;

describe('who reads a report', () => {
  it.each([
    ['the first supervisor', {}, 'village', 'wang'],
    ['the next supervisor, when the first cannot be reached', { without: ['wang'] }, 'village', 'chen'],
    ['the next role, when nobody holds the first', { village: { supervisors: [] } }, 'village', 'zhang'],
    ['discipline, when nobody else can be reached', { without: ['wang', 'chen', 'zhang'] }, 'village', 'zhou'],
    ['discipline, when it is the secretary’s own', {}, 'town', 'zhou'],
    ['the secretary, when a principal is their own supervisor', { village: { supervisors: [{ person: 'li' }] } }, 'village', 'zhang'],
    ['nobody, when nobody can be reached', { without: ['wang', 'chen', 'zhang', 'zhou'] }, 'village', undefined],
  ] as const)('is %s', (_who, changes, unit, expected) => {
    const { without, ...rest } = changes as { without?: readonly string[]; village?: Partial<Unit> };
    expect(readerOf(roster({ ...rest, ...(without && { without: [...without] }) }), readers, unit, 'li')).toBe(expected);
  });

  it('is never whoever wrote it', () => {
    expect(readerOf(roster(), readers, 'village', 'wang')).toBe('chen');
  });
});

describe('who could read it when nobody can be reached', () => {
  it('is the first of each role who is not concerned, by name', () => {
    expect(couldRead(roster({ without: ['wang', 'chen', 'zhang', 'zhou'] }), readers, 'village', 'wang')).toEqual([
      { role: 'supervisor', person: 'chen' },
      { role: 'secretary', person: 'zhang' },
      { role: 'discipline-secretary', person: 'zhou' },
    ]);
  });

  it('is a vacant post too, but not one above the top, nor the one it is about', () => {
    const vacant = roster({ without: ['zhang', 'zhou'], village: { supervisors: [] } });
    expect(couldRead(vacant, readers, 'village', 'li')[0]).toEqual({ role: 'supervisor' });
    expect(couldRead(vacant, readers, 'town', 'zhang')).toEqual([{ role: 'discipline-secretary', person: 'zhou' }]);
  });
});

describe('who may mark it', () => {
  const report = { unit: 'village', reader: 'wang', by: 'li' };
  it.each([
    ['wang', true],
    ['chen', true],
    ['zhang', true],
    ['zhou', false],
    ['li', false],
    ['he', false],
    ['nobody', false],
  ])('%s: %s', (person, expected) => {
    expect(mayMark(roster(), readers, report, person)).toBe(expected);
  });

  it('is not a reader who oversees the unit no longer', () => {
    expect(mayMark(roster({ village: { supervisors: [{ person: 'chen' }] } }), readers, report, 'wang')).toBe(false);
  });

  it('is discipline when it was given to them, and never the secretary about their own', () => {
    const own = { unit: 'town', reader: 'zhou', by: 'he' };
    expect(mayMark(roster(), readers, own, 'zhou')).toBe(true);
    expect(mayMark(roster(), readers, own, 'zhang')).toBe(false);
  });
});
