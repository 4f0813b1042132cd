import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenLinks, isNote } from '../../src/domain/broken-links.js';
import {
  ancestors,
  audienceUnits,
  concerns,
  descendants,
  holders,
  overseenBy,
  reachedBy,
  unitsOf,
} from '../../src/domain/responsibility.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';

function rosterOf(people: (Partial<Person> & { id: string })[], units: (Partial<Unit> & { id: string })[]): Roster {
  return {
    committee: 'qingshan',
    people: new Map(people.map((person) => [person.id, { name: person.id, roles: [], accounts: [`wxid_${person.id}`], ...person }])),
    units: new Map(units.map((unit) => [unit.id, { name: unit.id, kind: 'village', supervisors: [], members: [], ...unit }])),
    groups: new Map(),
  };
}

const people = [
  { id: 'zhang', roles: ['secretary' as const] },
  { id: 'zhou', roles: ['discipline-secretary' as const] },
  { id: 'he', roles: ['clerk' as const] },
  { id: 'wang' },
  { id: 'zheng' },
  { id: 'li' },
  { id: 'zhao' },
  { id: 'sun' },
];
const township = rosterOf(people, [
  { id: 'town', kind: 'committee', principal: 'zhang', liaison: 'zhang' },
  {
    id: 'east',
    parent: 'town',
    principal: 'li',
    liaison: 'zhao',
    members: ['sun', 'li'],
    supervisors: [{ person: 'wang' }, { person: 'zheng' }],
  },
  { id: 'group-1', kind: 'group', parent: 'east', principal: 'sun', liaison: 'sun' },
  { id: 'west', parent: 'town', supervisors: [{ person: 'zheng' }] },
]);

describe('the tree', () => {
  it('leads up to the root, the nearest first', () => {
    expect(ancestors(township, 'group-1')).toEqual(['east', 'town']);
    expect([ancestors(township, 'town'), ancestors(township, 'nowhere')]).toEqual([[], []]);
  });

  it('leads down to all below, a parent before its children', () => {
    expect(descendants(township, 'town')).toEqual(['east', 'west', 'group-1']);
    expect(descendants(township, 'group-1')).toEqual([]);
  });

  it('ends in any tangle of parents, and up and down agree where there is no circle', () => {
    const tangle = fc.array(fc.option(fc.nat(11), { nil: undefined }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(tangle, (parents) => {
        const units = parents.map((parent, index) => ({ id: `u${index}`, ...(parent !== undefined && { parent: `u${parent}` }) }));
        const roster = rosterOf([], units);
        const isBelow = (unit: string, above: string): boolean => descendants(roster, above).includes(unit);
        for (const { id } of units) expect(ancestors(roster, id).every((above) => isBelow(id, above))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the holders of a role', () => {
  it.each([
    ['liaison', 'east', ['zhao']],
    ['principal', 'east', ['li']],
    ['supervisor', 'east', ['wang', 'zheng']],
    ['members', 'east', ['sun', 'li']],
    ['secretary', 'east', ['zhang']],
    ['inspector', 'east', []],
    ['principal', 'west', []],
    ['liaison', 'nowhere', []],
  ] as const)('as %s of %s are %j', (role, unit, expected) => {
    expect(holders(township, role, unit)).toEqual(expected);
  });
});

describe('the audience', () => {
  it.each([
    [{ units: 'all' as const }, ['town', 'east', 'group-1', 'west']],
    [{ units: ['west', 'town', 'nowhere'] }, ['town', 'west']],
    [{ units: 'all' as const, kind: 'village' }, ['east', 'west']],
    [{ units: 'all' as const, under: 'east' }, ['group-1']],
    [{ units: ['east', 'group-1'], kind: 'group', under: 'town' }, ['group-1']],
  ])('%j is in roster order', (audience, expected) => {
    expect(audienceUnits(township, audience)).toEqual(expected);
  });
});

describe('what a person belongs to and oversees', () => {
  it.each([
    ['zhang', ['town'], ['east', 'group-1', 'west']],
    ['wang', [], ['east', 'group-1']],
    ['zheng', [], ['east', 'group-1', 'west']],
    ['li', ['east'], ['group-1']],
    ['zhao', ['east'], []],
    ['sun', ['east', 'group-1'], []],
    ['he', [], []],
  ])('%s belongs to %j and oversees %j', (person, own, overseen) => {
    expect([unitsOf(township, person), overseenBy(township, person)]).toEqual([own, overseen]);
  });

  it('is a list of one’s own, whatever others made of theirs', () => {
    overseenBy(township, 'zhang').pop();
    unitsOf(township, 'sun').reverse();
    expect([unitsOf(township, 'sun'), overseenBy(township, 'zhang')]).toEqual([
      ['east', 'group-1'],
      ['east', 'group-1', 'west'],
    ]);
  });
});

describe('whom a rung reaches', () => {
  const circulate = { level: 'circulate' as const, to: ['discipline-secretary' as const, 'secretary' as const] };

  it('is the principal when pressing, also when the matter is about them', () => {
    expect(reachedBy(township, 'east', { level: 'press', to: ['principal'] })).toEqual(['li']);
    expect(reachedBy(township, 'town', { level: 'press', to: ['principal'] })).toEqual(['zhang']);
  });

  it('is everybody the roles name, each once', () => {
    expect(reachedBy(township, 'east', { level: 'supervise', to: ['supervisor', 'supervisor', 'secretary'] })).toEqual([
      'wang',
      'zheng',
      'zhang',
    ]);
  });

  it('leaves out the secretary in the secretary’s own matter', () => {
    expect(concerns(township, 'town', 'zhang')).toBe(true);
    expect(reachedBy(township, 'town', circulate)).toEqual(['zhou']);
    expect(reachedBy(township, 'east', circulate)).toEqual(['zhou', 'zhang']);
  });

  it('leaves out a principal who supervises their own unit', () => {
    const roster = rosterOf(people, [{ id: 'east', principal: 'li', supervisors: [{ person: 'li' }, { person: 'wang' }] }]);
    expect(reachedBy(roster, 'east', { level: 'supervise', to: ['supervisor'] })).toEqual(['wang']);
  });

  it('is nobody where the post is vacant or its holder cannot be written to', () => {
    const unbound = rosterOf([{ id: 'li', accounts: [] }], [{ id: 'east', principal: 'li' }]);
    const press = { level: 'press' as const, to: ['principal' as const] };
    expect([reachedBy(township, 'west', press), reachedBy(unbound, 'east', press)]).toEqual([[], []]);
    expect(reachedBy(unbound, 'east', press, () => true)).toEqual(['li']);
  });
});

describe('broken links', () => {
  it('are vacant posts of the units asked for', () => {
    expect(brokenLinks(township, ['west'])).toEqual([
      { code: 'vacant-liaison', unit: 'west' },
      { code: 'vacant-principal', unit: 'west' },
    ]);
  });

  it('are people who cannot be written to, in units and in the committee', () => {
    const roster = rosterOf(
      people.map((person) => (['zhao', 'wang', 'zhou'].includes(person.id) ? { ...person, accounts: [] } : person)),
      [{ id: 'east', principal: 'li', liaison: 'zhao', supervisors: [{ person: 'wang' }] }],
    );
    expect(brokenLinks(roster)).toEqual([
      { code: 'unbound', unit: 'east', post: 'liaison', person: 'zhao' },
      { code: 'unbound', unit: 'east', post: 'supervisor', person: 'wang' },
      { code: 'unbound-role', role: 'discipline-secretary', person: 'zhou' },
    ]);
    expect(brokenLinks(roster, ['east'], () => true)).toEqual([]);
  });

  it('are somebody who oversees themselves, and a unit with nobody above', () => {
    const roster = rosterOf(people, [
      { id: 'town', liaison: 'he', principal: 'zhang' },
      { id: 'hospital', parent: 'town', liaison: 'zhao', principal: 'wang', supervisors: [{ person: 'wang' }] },
      { id: 'office', parent: 'town', liaison: 'sun', principal: 'zhang' },
    ]);
    expect(brokenLinks(roster)).toEqual([
      { code: 'own-supervisor', unit: 'hospital', person: 'wang' },
      { code: 'nobody-above', unit: 'office' },
      { code: 'two-posts', person: 'zhang', units: ['town', 'office'] },
    ]);
  });

  it('are roles of the committee that nobody holds', () => {
    expect(brokenLinks(rosterOf([], []))).toEqual([
      { code: 'vacant-role', role: 'secretary' },
      { code: 'vacant-role', role: 'discipline-secretary' },
      { code: 'vacant-role', role: 'clerk' },
    ]);
  });

  it('only note one person in two posts', () => {
    const links = brokenLinks(township, ['group-1']);
    expect(links).toEqual([{ code: 'two-posts', person: 'sun', units: ['group-1'] }]);
    expect(links.map(isNote)).toEqual([true]);
  });
});
