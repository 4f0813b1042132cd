import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { covers, may, mayUse, standings, visible } from '../../src/domain/permission.js';
import { permissions, type Action, type Grantee, type Standing, type Tie } from '../../src/domain/permission-table.js';
import type { Person, Roster, Unit } from '../../src/domain/roster.js';

/**
 * Who may do what, as the documents say it. `anybody`: everybody in the roster. Otherwise for each standing the relations to a unit for which
 * it is granted; `no-unit`: the command is not about a unit. `as`: what one has to be to the matter besides, one of these. `apart`: of
 * what is about no unit, what one has to be to that.
 */
type Relation = 'own' | 'overseen' | 'other';
type Grant = readonly Relation[] | 'no-unit';
interface Row {
  to: Partial<Record<Grantee, Grant>>;
  as?: Partial<Record<Grantee, readonly Tie[]>>;
  apart?: Partial<Record<Grantee, readonly Tie[] | 'whatever'>>;
}

const all: Grant = ['own', 'overseen', 'other'];
const anybody: Row = { to: { anybody: 'no-unit' } };
const seeing: Row = { to: { secretary: all, discipline: all, clerk: all, supervisor: ['overseen'], unit: ['own'] } };
const owing: Row = { to: { unit: ['own'] }, as: { unit: ['owner'] } };
const deciding: Row = {
  to: { supervisor: ['overseen'], secretary: all },
  as: { supervisor: ['decider'], secretary: ['decider'] },
};
const either: Row = { to: { ...owing.to, ...deciding.to }, as: { ...owing.as, ...deciding.as } };
/** For their own unit, or, standing in for somebody on leave, for nobody's in particular. */
const offered: Row = {
  to: {
    anybody: ['own'],
    unit: 'no-unit',
    supervisor: 'no-unit',
    secretary: 'no-unit',
    discipline: 'no-unit',
    clerk: 'no-unit',
    inspector: 'no-unit',
  },
  as: {
    anybody: ['offered'],
    unit: ['offered'],
    supervisor: ['offered'],
    secretary: ['offered'],
    discipline: ['offered'],
    clerk: ['offered'],
    inspector: ['offered'],
  },
};
const drafts: Row = {
  to: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit', inspector: 'no-unit' },
  as: { secretary: ['releaser'], discipline: ['releaser'], clerk: ['releaser'], inspector: ['releaser'] },
};
const overseeing: Row = {
  to: { clerk: all, discipline: all, secretary: all },
  as: { clerk: ['closer'], discipline: ['closer'], secretary: ['closer'] },
};
const decidingOrOverseeing: Row = {
  to: { supervisor: ['overseen'], secretary: all, discipline: all, clerk: all },
  as: { supervisor: ['decider'], secretary: ['decider', 'closer'], discipline: ['closer'], clerk: ['closer'] },
};
const agreeing: Row = { ...decidingOrOverseeing, apart: { secretary: ['second'], discipline: ['second'] } };
const rechecking: Row = {
  to: { inspector: all, clerk: all, discipline: all, secretary: all },
  as: { inspector: ['rechecker'], clerk: ['rechecker'], discipline: ['rechecker'], secretary: ['rechecker'] },
};
const inspecting: Row = { to: { inspector: all, discipline: all }, as: { inspector: ['outsider'], discipline: ['outsider'] } };
const office: Row = { to: { clerk: 'no-unit' } };
/** For oneself, or by the office for anybody. */
const ownOrOffice: Row = { to: { anybody: 'no-unit', clerk: 'no-unit' }, as: { anybody: ['self'] } };
const table: Record<Action, Row> = {
  help: anybody,
  'sign-in': anybody,
  calendar: { to: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit', supervisor: 'no-unit', unit: 'no-unit' } },
  mine: anybody,
  leave: ownOrOffice,
  back: ownOrOffice,
  transfer: office,
  status: seeing,
  pending: seeing,
  progress: seeing,
  campaign: { to: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit' } },
  overdue: seeing,
  look: seeing,
  urge: { to: { secretary: all, supervisor: ['overseen'] } },
  questions: owing,
  'one-by-one': owing,
  skip: owing,
  'take-over': owing,
  explain: owing,
  answer: owing,
  attach: owing,
  confirm: anybody,
  release: drafts,
  withhold: drafts,
  resend: office,
  arrived: office,
  start: office,
  ledger: seeing,
  duties: seeing,
  waiting: anybody,
  broken: { to: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit', supervisor: 'no-unit' } },
  'draw-number': { to: { discipline: 'no-unit', inspector: 'no-unit' }, as: { discipline: ['officer'], inspector: ['officer'] } },
  phone: { to: { discipline: all, inspector: all }, as: { discipline: ['officer'], inspector: ['officer'] } },
  draw: anybody,
  'bind-code': office,
  bind: anybody,
  'not-me': anybody,
  forget: anybody,
  pause: { to: { clerk: all }, as: { clerk: ['outsider'] } },
  extend: either,
  reassign: { to: { ...owing.to, ...decidingOrOverseeing.to }, as: { ...owing.as, ...decidingOrOverseeing.as } },
  difficulty: owing,
  'not-applicable': owing,
  accept: offered,
  decline: offered,
  agree: agreeing,
  refuse: agreeing,
  coordinate: deciding,
  watch: deciding,
  withdraw: {
    to: { unit: ['own'], clerk: all, supervisor: ['overseen'], secretary: all },
    as: { unit: ['asker'], supervisor: ['asker'], secretary: ['asker'] },
    apart: { secretary: ['asker'], discipline: ['asker'], clerk: 'whatever' },
  },
  export: { to: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit' } },
  inspect: inspecting,
  countersign: inspecting,
  done: owing,
  close: overseeing,
  enter: { to: { clerk: all, discipline: all, secretary: all, supervisor: ['overseen'], unit: ['own'] } },
  establish: overseeing,
  drop: overseeing,
  reopen: overseeing,
  'leave-closed': overseeing,
  mend: owing,
  mended: owing,
  object: owing,
  'recheck-fine': rechecking,
  relapse: rechecking,
  show: { to: { ...seeing.to, inspector: all }, as: { inspector: ['rechecker'] } },
  'send-back': {
    to: { clerk: all, discipline: all, secretary: all, supervisor: ['overseen'] },
    as: { clerk: ['closer'], discipline: ['closer', 'reader'], secretary: ['closer', 'reader'], supervisor: ['reader'] },
  },
  read: {
    to: { secretary: all, discipline: all, supervisor: ['overseen'] },
    as: { secretary: ['reader'], discipline: ['reader'], supervisor: ['reader'] },
  },
};
const verbs = Object.keys(table) as Action[];
const ties: readonly Tie[] = [
  'asker',
  'decider',
  'offered',
  'owner',
  'closer',
  'reader',
  'releaser',
  'officer',
  'outsider',
  'rechecker',
  'second',
  'self',
];

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
  inspects?: boolean;
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
  luo: { is: [], inspects: true },
  xie: { is: [] },
};

function relationsOf({ own = [], overseen = [] }: Somebody, unit: string): Relation[] {
  const relations: Relation[] = [
    ...(own.includes(unit) ? ['own' as const] : []),
    ...(overseen.includes(unit) ? ['overseen' as const] : []),
  ];
  return relations.length === 0 ? ['other'] : relations;
}

function granteesOf({ is, inspects = false }: Somebody): Grantee[] {
  return [...is, ...(inspects ? ['inspector' as const] : []), 'anybody'];
}

/** `tie`: what they are to the matter, if anything. */
function isGranted(action: Action, somebody: Somebody, unit: string | undefined, tie?: Tie): boolean {
  const { to, as, apart } = table[action];
  return granteesOf(somebody).some((standing) => {
    const free = apart?.[standing];
    if (unit === undefined && (free === 'whatever' || (tie !== undefined && free?.includes(tie) === true))) return true;
    const grant = to[standing];
    const wanted = as?.[standing];
    if (grant === undefined || (wanted !== undefined && (tie === undefined || !wanted.includes(tie)))) return false;
    if (grant === 'no-unit' || unit === undefined) return grant === 'no-unit' && unit === undefined;
    return relationsOf(somebody, unit).some((relation) => grant.includes(relation));
  });
}

describe('the permission table', () => {
  it('has a row for every verb and no other', () => {
    expect(Object.keys(permissions).sort()).toEqual([...verbs].sort());
  });

  it('grants for a tie what the documents say, and without one nothing that needs one', () => {
    for (const action of verbs) {
      const { to, as, apart } = table[action];
      for (const [standing, granted] of Object.entries(permissions[action])) {
        const grantee = standing as Standing;
        const grants = [granted].flat().map((grant) => (typeof grant === 'string' ? undefined : grant.as));
        const free = apart?.[grantee];
        const needed = free === 'whatever' ? undefined : free;
        const wanted = [...(to[grantee] === undefined ? [] : [as?.[grantee]]), ...(free === undefined ? [] : [needed])];
        expect(grants, `${action} by ${standing}`).toEqual(wanted);
      }
    }
  });

  it.each(Object.entries(cast))('takes %s for what they are', (person, { is }) => {
    expect([...standings(township, person)].sort()).toEqual([...is].sort());
  });

  const uses = Object.entries(cast).flatMap(([person, somebody]) =>
    verbs.map((verb) => {
      const { to, apart } = table[verb];
      const allowed = granteesOf(somebody).some((grantee) => to[grantee] !== undefined || apart?.[grantee] !== undefined);
      return [person, allowed ? 'may' : 'may not', verb] as const;
    }),
  );
  it.each(uses)('%s %s use %s at all', (person, word, verb) => {
    expect(mayUse(township, person, verb)).toBe(word === 'may');
  });

  it.each(Object.keys(cast))('says for every command, unit and tie what %s may', (person) => {
    const somebody = cast[person] ?? { is: [] };
    for (const verb of verbs) {
      for (const tie of [undefined, ...ties]) {
        const held = { ties: new Set(tie === undefined ? [] : [tie]) };
        for (const unit of unitIds)
          expect(may(township, person, verb, { unit, ...held }), `${verb} ${unit} ${tie}`).toBe(isGranted(verb, somebody, unit, tie));
        expect(may(township, person, verb, held), `${verb} ${tie}`).toBe(isGranted(verb, somebody, undefined, tie));
      }
      for (const unit of unitIds)
        expect(covers(township, person, verb, unit), `${verb} ${unit}`).toBe(
          [undefined, ...ties].some((tie) => isGranted(verb, somebody, unit, tie)),
        );
    }
  });
});

describe('whoever has no business here', () => {
  it('may do nothing as a stranger, not even ask for help', () => {
    for (const verb of verbs) {
      expect(mayUse(township, 'stranger', verb), verb).toBe(false);
      expect(may(township, 'stranger', verb, {}), verb).toBe(false);
      for (const unit of unitIds) expect(may(township, 'stranger', verb, { unit, ties: new Set(ties) }), `${verb} ${unit}`).toBe(false);
    }
    expect(visible(township, 'stranger', unitIds)).toEqual([]);
  });

  it('may only ask for help, for their own record, and answer what waits for them by name', () => {
    for (const person of ['xie', 'luo']) {
      const inspects = person === 'luo' ? ['inspect', 'countersign'] : [];
      const rechecks = person === 'luo' ? ['recheck-fine', 'relapse', 'show'] : [];
      const drafted = person === 'luo' ? ['release', 'withhold'] : [];
      const drawing = person === 'luo' ? ['draw-number', 'phone'] : [];
      expect(verbs.filter((verb) => mayUse(township, person, verb))).toEqual([
        'help',
        'sign-in',
        'mine',
        'leave',
        'back',
        'confirm',
        ...drafted,
        'waiting',
        ...drawing,
        'draw',
        'bind',
        'not-me',
        'forget',
        'accept',
        'decline',
        ...inspects,
        ...rechecks,
      ]);
      expect(visible(township, person, unitIds)).toEqual([]);
    }
  });

  it('may do nothing to a unit that does not exist, whoever they are', () => {
    for (const person of Object.keys(cast))
      for (const verb of verbs) expect(may(township, person, verb, { unit: 'nowhere', ties: new Set(ties) })).toBe(false);
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
