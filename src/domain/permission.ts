/** What the table of permissions (permission-table.ts) grants somebody: asked against the roster in force, at the moment of execution. */
import { permissions, type Action, type Grant, type Grantee, type Reach, type Standing, type Tie } from './permission-table.js';
import { overseenBy, unitsOf } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster, UnitId } from './roster.js';

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
export function mayUse(roster: Roster, person: PersonId, action: Action): boolean {
  return grantsOf(roster, person, action).length > 0;
}

/** Whether a command of theirs reaches a unit, whatever they are to the matter: somebody who may be made its decider, closer or reader. */
export function covers(roster: Roster, person: PersonId, action: Action, unit: UnitId): boolean {
  return grantsOf(roster, person, action).some((grant) => reaches(roster, person, reachOf(grant), unit));
}

/** The object of a command: its unit, if it is about one, and what the person is to it. */
export interface Target {
  unit?: UnitId;
  ties?: ReadonlySet<Tie>;
}

/** Whether a person may use a command on an object: to be asked right before it is carried out. */
export function may(roster: Roster, person: PersonId, action: Action, { unit, ties }: Target): boolean {
  return grantsOf(roster, person, action).some((grant) => {
    const reach = reachOf(grant);
    const isReached = reach === 'no-unit' ? unit === undefined : unit !== undefined && reaches(roster, person, reach, unit);
    return isReached && (typeof grant === 'string' || grant.as.some((tie) => ties?.has(tie)));
  });
}

function grantsOf(roster: Roster, person: PersonId, action: Action): Grant[] {
  const found = roster.people.get(person);
  if (found === undefined) return [];
  const grantees: Grantee[] = [
    ...standings(roster, person),
    ...(found.roles.includes('inspector') ? ['inspector' as const] : []),
    'anybody',
  ];
  return grantees.flatMap((grantee) => permissions[action][grantee] ?? []);
}

function reachOf(grant: Grant): Reach {
  return typeof grant === 'string' ? grant : grant.reach;
}

/** The units of a list that a person may see, in the list's order. */
export function visible(roster: Roster, person: PersonId, units: readonly UnitId[]): UnitId[] {
  const reach = [...standings(roster, person)].flatMap((standing) => permissions.look[standing] ?? []);
  if (reach.includes('all')) return [...units];
  const seen = new Set([...overseenBy(roster, person), ...unitsOf(roster, person)]);
  return units.filter((unit) => seen.has(unit));
}

function reaches(roster: Roster, person: PersonId, reach: Reach, unit: UnitId): boolean {
  switch (reach) {
    case 'all':
      return roster.units.has(unit);
    case 'overseen':
      return overseenBy(roster, person).includes(unit);
    case 'own':
      return unitsOf(roster, person).includes(unit);
    case 'no-unit':
      return false;
    default:
      return reach satisfies never;
  }
}
