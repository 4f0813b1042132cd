import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Verb } from '../../src/domain/command.js';
import { may, mayUse, permissions, standings, visible, type Standing } from '../../src/domain/permission.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';

/**
 * Who may do what, as the documents say it. `anybody`: everybody in the roster. Otherwise for each standing the relations to a unit for which
 * it is granted; `no-unit`: the command is not about a unit.
 */
type Relation = 'own' | 'overseen' | 'other';
type Grant = readonly Relation[] | 'no-unit';
type Row = 'anybody' | Partial<Record<Standing, Grant>>;

const all: Grant = ['own', 'overseen', 'other'];
const seeing: Row = { secretary: all, discipline: all, clerk: all, supervisor: ['overseen'], unit: ['own'] };
const answering: Row = { unit: ['own'] };
const deciding: Row = { supervisor: ['overseen'], secretary: all };
const table: Record<Verb, Row> = {
  help: 'anybody',
  mine: 'anybody',
  'not-yet': 'anybody',
  status: seeing,
  pending: seeing,
  progress: seeing,
  overdue: seeing,
  look: seeing,
  urge: { secretary: all, supervisor: ['overseen'] },
  questions: answering,
  'one-by-one': answering,
  skip: answering,
  'take-over': answering,
  explain: answering,
  release: { discipline: 'no-unit' },
  withhold: { discipline: 'no-unit' },
  resend: { clerk: 'no-unit' },
  arrived: { clerk: 'no-unit' },
  start: { clerk: 'no-unit' },
  ledger: seeing,
  waiting: 'anybody',
  broken: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit', supervisor: 'no-unit' },
  'bind-code': { clerk: 'no-unit' },
  bind: 'anybody',
  'not-me': 'anybody',
  pause: { clerk: all },
  extend: { unit: ['own'], supervisor: ['overseen'], secretary: all },
  difficulty: answering,
  'not-applicable': answering,
  reassign: { unit: ['own'], supervisor: ['overseen'], secretary: all },
  accept: 'anybody',
  decline: 'anybody',
  agree: deciding,
  refuse: deciding,
  coordinate: deciding,
  watch: deciding,
  withdraw: { unit: ['own'], clerk: all, supervisor: ['overseen'], secretary: all },
  done: answering,
  close: { clerk: all, discipline: all, secretary: all },
  'send-back': { clerk: all, discipline: all, secretary: all, supervisor: ['overseen'] },
  read: { secretary: all, discipline: all, supervisor: ['overseen'] },
};
const verbs = Object.keys(table) as Verb[];

function rosterOf(people: (Partial<Person> & { id: string })[], units: (Partial<Unit> & { id: string })[]): Roster {
  return {
    committee: 'qingshan',
    people: new Map(people.map((person) => [person.id, { name: person.id, roles: [], accounts: [], ...person }])),
    units: new Map(units.map((unit) => [unit.id, { name: unit.id, kind: 'village', supervisors: [], members: [], ...unit }])),
    groups: new Map(),
  };
}

const township = rosterOf(
  [
    { id: 'zhang', roles: ['secretary'] },
    { id: 'zhou', roles: ['discipline-secretary'] },
    { id: 'xu', roles: ['discipline'] },
    { id: 'he', roles: ['clerk'] },
    { id: 'luo', roles: ['inspector'] },
    { id: 'lin', roles: ['clerk'] },
    ...['wang', 'zheng', 'li', 'zhao', 'sun', 'xie'].map((id) => ({ id })),
  ],
  [
    { id: 'town', principal: 'zhang', liaison: 'zhang' },
    {
      id: 'east',
      parent: 'town',
      principal: 'li',
      liaison: 'zhao',
      members: ['sun'],
      supervisors: [{ person: 'wang' }, { person: 'zheng' }],
    },
    { id: 'group-1', parent: 'east', principal: 'sun' },
    { id: 'west', parent: 'town', liaison: 'lin', supervisors: [{ person: 'zheng' }] },
  ],
);
const unitIds = [...township.units.keys()];

interface Somebody {
  is: Standing[];
  own?: string[];
  overseen?: string[];
}

const cast: Record<string, Somebody> = {
  zhang: { is: ['secretary', 'supervisor', 'unit'], own: ['town'], overseen: ['east', 'group-1', 'west'] },
  zhou: { is: ['discipline'] },
  xu: { is: ['discipline'] },
  he: { is: ['clerk'] },
  lin: { is: ['clerk', 'unit'], own: ['west'] },
  wang: { is: ['supervisor'], overseen: ['east', 'group-1'] },
  zheng: { is: ['supervisor'], overseen: ['east', 'group-1', 'west'] },
  li: { is: ['supervisor', 'unit'], own: ['east'], overseen: ['group-1'] },
  zhao: { is: ['unit'], own: ['east'] },
  sun: { is: ['unit'], own: ['east', 'group-1'] },
  luo: { is: [] },
  xie: { is: [] },
};

function relationsOf({ own = [], overseen = [] }: Somebody, unit: string): Relation[] {
  const relations: Relation[] = [
    ...(own.includes(unit) ? ['own' as const] : []),
    ...(overseen.includes(unit) ? ['overseen' as const] : []),
  ];
  return relations.length === 0 ? ['other'] : relations;
}

function isGranted(verb: Verb, somebody: Somebody, unit: string): boolean {
  const row = table[verb];
  if (row === 'anybody') return false;
  return somebody.is.some((standing) => {
    const grant = row[standing];
    return grant !== undefined && grant !== 'no-unit' && relationsOf(somebody, unit).some((relation) => grant.includes(relation));
  });
}

describe('the permission table', () => {
  it('has a row for every verb and no other', () => {
    expect(Object.keys(permissions).sort()).toEqual([...verbs].sort());
  });

  it.each(Object.entries(cast))('takes %s for what they are', (person, { is }) => {
    expect([...standings(township, person)].sort()).toEqual([...is].sort());
  });

  const uses = Object.entries(cast).flatMap(([person, somebody]) =>
    verbs.map((verb) => {
      const row = table[verb];
      const allowed = row === 'anybody' || somebody.is.some((standing) => row[standing] !== undefined);
      return [person, allowed ? 'may' : 'may not', verb] as const;
    }),
  );
  it.each(uses)('%s %s use %s at all', (person, word, verb) => {
    expect(mayUse(township, person, verb)).toBe(word === 'may');
  });

  const matters = Object.entries(cast).flatMap(([person, somebody]) =>
    verbs.flatMap((verb) => unitIds.map((unit) => [person, isGranted(verb, somebody, unit) ? 'may' : 'may not', verb, unit] as const)),
  );
  it.each(matters)('%s %s use %s on %s', (person, word, verb, unit) => {
    expect(may(township, person, verb, unit)).toBe(word === 'may');
  });
});

describe('whoever has no business here', () => {
  it('may do nothing as a stranger, not even ask for help', () => {
    for (const verb of verbs) {
      expect(mayUse(township, 'stranger', verb), verb).toBe(false);
      for (const unit of unitIds) expect(may(township, 'stranger', verb, unit), `${verb} ${unit}`).toBe(false);
    }
    expect(visible(township, 'stranger', unitIds)).toEqual([]);
  });

  it('may only ask for help, for their own record, and answer what waits for them by name', () => {
    for (const person of ['xie', 'luo']) {
      expect(verbs.filter((verb) => mayUse(township, person, verb))).toEqual([
        'help',
        'mine',
        'not-yet',
        'waiting',
        'bind',
        'not-me',
        'accept',
        'decline',
      ]);
      expect(visible(township, person, unitIds)).toEqual([]);
    }
  });

  it('may do nothing to a unit that does not exist, whoever they are', () => {
    for (const person of Object.keys(cast)) for (const verb of verbs) expect(may(township, person, verb, 'nowhere')).toBe(false);
  });
});

describe('the units a person sees', () => {
  it.each([
    ['zhang', unitIds],
    ['zhou', unitIds],
    ['xu', unitIds],
    ['he', unitIds],
    ['wang', ['east', 'group-1']],
    ['zheng', ['east', 'group-1', 'west']],
    ['li', ['east', 'group-1']],
    ['zhao', ['east']],
    ['xie', []],
  ])('are for %s %j, in the order of the list', (person, seen) => {
    expect(visible(township, person, unitIds)).toEqual(seen);
    const otherwise = ['west', 'town', 'group-1', 'east'];
    expect(visible(township, person, otherwise)).toEqual(otherwise.filter((unit) => seen.includes(unit)));
  });

  it('are never more than those one belongs to and those below one’s own charge', () => {
    const persons = ['a', 'b', 'c', 'd'];
    const ids = ['u0', 'u1', 'u2', 'u3', 'u4', 'u5'];
    const somebody = fc.option(fc.constantFrom(...persons), { nil: undefined });
    const unit = fc.record({
      parent: fc.option(fc.nat(5), { nil: undefined }),
      principal: somebody,
      liaison: somebody,
      supervisor: somebody,
      member: somebody,
    });
    fc.assert(
      fc.property(fc.array(unit, { minLength: 6, maxLength: 6 }), (drawn) => {
        const units = ids.map((id, index): Partial<Unit> & { id: string } => {
          const { parent, principal, liaison, supervisor, member } = drawn[index] ?? {};
          return {
            id,
            // Only an earlier unit stands above: no circles.
            ...(parent === undefined || parent >= index ? {} : { parent: `u${parent}` }),
            ...(principal === undefined ? {} : { principal }),
            ...(liaison === undefined ? {} : { liaison }),
            supervisors: supervisor === undefined ? [] : [{ person: supervisor }],
            members: member === undefined ? [] : [member],
          };
        });
        const roster = rosterOf(
          persons.map((id) => ({ id })),
          units,
        );
        for (const person of persons)
          expect(visible(roster, person, ids)).toEqual(units.filter((one) => sees(person, one, units)).map(({ id }) => id));
      }),
      { numRuns: 300 },
    );
  });
});

type SomeUnit = Partial<Unit> & { id: string };

/** Walks up from the unit: the person is in it, supervises it or one above it, or leads one above it. */
function sees(person: string, unit: SomeUnit, units: readonly SomeUnit[]): boolean {
  const isIn = unit.principal === person || unit.liaison === person || unit.members?.includes(person) === true;
  let above: SomeUnit | undefined = unit;
  for (let isUnit = true; above !== undefined; isUnit = false) {
    if (above.supervisors?.some((supervisor) => supervisor.person === person) === true) return true;
    if (!isUnit && above.principal === person) return true;
    const { parent }: SomeUnit = above;
    above = units.find(({ id }) => id === parent);
  }
  return isIn;
}
