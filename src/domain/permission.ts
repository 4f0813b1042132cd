/**
 * Who may do what to which unit: one table of command × standing × relation to the object, and what is not in it is denied.
 * Nobody sees beyond what they oversee; discipline sees all, also what concerns the secretary.
 */
import type { Verb } from './command.js';
import { overseenBy, unitsOf } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster, UnitId } from './roster.js';

/** What somebody is to the committee. One person may be several things. */
export type Standing = 'secretary' | 'discipline' | 'clerk' | 'supervisor' | 'unit';

/** The units a standing's permission reaches: all, those overseen, one's own, or none because the command has no unit. */
type Reach = 'all' | 'overseen' | 'own' | 'no-unit';

type Grants = Partial<Record<Standing, Reach>>;

const seeing: Grants = { secretary: 'all', discipline: 'all', clerk: 'all', supervisor: 'overseen', unit: 'own' };
const everybody: Grants = { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit', supervisor: 'no-unit', unit: 'no-unit' };

export const permissions: Record<Verb, Grants> = {
  help: everybody,
  mine: everybody,
  'not-yet': everybody,
  status: seeing,
  pending: seeing,
  progress: seeing,
  overdue: seeing,
  look: seeing,
  urge: { secretary: 'all', supervisor: 'overseen' },
  questions: { unit: 'own' },
  'one-by-one': { unit: 'own' },
  skip: { unit: 'own' },
  'take-over': { unit: 'own' },
  explain: { unit: 'own' },
  // Whether this discipline officer holds the schedule's release role is asked of the draft, too.
  release: { discipline: 'no-unit' },
  withhold: { discipline: 'no-unit' },
  resend: { clerk: 'no-unit' },
  arrived: { clerk: 'no-unit' },
  start: { clerk: 'no-unit' },
  ledger: seeing,
  waiting: everybody,
  broken: { secretary: 'no-unit', discipline: 'no-unit', clerk: 'no-unit', supervisor: 'no-unit' },
  'bind-code': { clerk: 'no-unit' },
  // Somebody bound already who types a code is told what it means; a stranger has no standing and is heard before this table.
  bind: everybody,
  'not-me': everybody,
  pause: { clerk: 'all' },
  // Who asks or decides is in the matter itself; here, who may at all.
  extend: { unit: 'own', supervisor: 'overseen', secretary: 'all' },
  difficulty: { unit: 'own' },
  'not-applicable': { unit: 'own' },
  reassign: { unit: 'own', supervisor: 'overseen', secretary: 'all' },
  accept: everybody,
  decline: everybody,
  agree: { supervisor: 'overseen', secretary: 'all' },
  refuse: { supervisor: 'overseen', secretary: 'all' },
  coordinate: { supervisor: 'overseen', secretary: 'all' },
  watch: { supervisor: 'overseen', secretary: 'all' },
  // A leader may take back an offer of their own.
  withdraw: { unit: 'own', clerk: 'all', supervisor: 'overseen', secretary: 'all' },
  done: { unit: 'own' },
  close: { clerk: 'all', discipline: 'all', secretary: 'all' },
  'send-back': { clerk: 'all', discipline: 'all', secretary: 'all', supervisor: 'overseen' },
  read: { secretary: 'all', discipline: 'all', supervisor: 'overseen' },
};

const standingOfRole: Partial<Record<CommitteeRole, Standing>> = {
  secretary: 'secretary',
  'discipline-secretary': 'discipline',
  discipline: 'discipline',
  clerk: 'clerk',
};

export function standings(roster: Roster, person: PersonId): Set<Standing> {
  const found = new Set<Standing>();
  for (const role of roster.people.get(person)?.roles ?? []) {
    const standing = standingOfRole[role];
    if (standing !== undefined) found.add(standing);
  }
  if (overseenBy(roster, person).length > 0) found.add('supervisor');
  if (unitsOf(roster, person).length > 0) found.add('unit');
  return found;
}

/** Whether a person may use a command at all, on whatever object. Somebody in the roster without any post may still ask for help. */
export function mayUse(roster: Roster, person: PersonId, verb: Verb): boolean {
  if (permissions[verb] === everybody) return roster.people.has(person);
  return [...standings(roster, person)].some((standing) => permissions[verb][standing] !== undefined);
}

/** Whether a person may use a command on a unit. */
export function may(roster: Roster, person: PersonId, verb: Verb, unit: UnitId): boolean {
  return [...standings(roster, person)].some((standing) => reaches(roster, person, permissions[verb][standing], unit));
}

/** The units of a list that a person may see, in the list's order. */
export function visible(roster: Roster, person: PersonId, units: readonly UnitId[]): UnitId[] {
  const reach = [...standings(roster, person)].map((standing) => seeing[standing]);
  if (reach.includes('all')) return [...units];
  const seen = new Set([...overseenBy(roster, person), ...unitsOf(roster, person)]);
  return units.filter((unit) => seen.has(unit));
}

function reaches(roster: Roster, person: PersonId, reach: Reach | undefined, unit: UnitId): boolean {
  switch (reach) {
    case 'all':
      return roster.units.has(unit);
    case 'overseen':
      return overseenBy(roster, person).includes(unit);
    case 'own':
      return unitsOf(roster, person).includes(unit);
    case 'no-unit':
    case undefined:
      return false;
    default:
      return reach satisfies never;
  }
}
