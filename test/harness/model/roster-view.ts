/** Who may know what of a unit, told in the plainest way from the roster alone: the model's own word against the product's. */
import type { PersonId, Roster, UnitId } from '../../../src/domain/roster.js';

const seeingAll: readonly string[] = ['secretary', 'discipline-secretary', 'discipline', 'clerk'];

export function hasRole({ people }: Roster, person: PersonId, ...roles: string[]): boolean {
  return people.get(person)?.roles.some((role) => roles.includes(role)) === true;
}

/** Principal, liaison and members. */
export function isOfUnit({ units }: Roster, person: PersonId, unit: UnitId): boolean {
  const found = units.get(unit);
  return found !== undefined && (found.principal === person || found.liaison === person || found.members.includes(person));
}

/** Supervises it, or leads or supervises anything above it. */
export function oversees({ units }: Roster, person: PersonId, unit: UnitId): boolean {
  const own = units.get(unit);
  if (own?.supervisors.some((one) => one.person === person) === true) return true;
  for (let above = units.get(own?.parent ?? ''); above !== undefined; above = units.get(above.parent ?? '')) {
    if (above.principal === person || above.supervisors.some((one) => one.person === person)) return true;
  }
  return false;
}

export function maySee(roster: Roster, person: PersonId, unit: UnitId): boolean {
  return isOfUnit(roster, person, unit) || oversees(roster, person, unit) || hasRole(roster, person, ...seeingAll);
}

export function unitsOfPerson({ units }: Roster, person: PersonId): UnitId[] {
  return [...units.values()]
    .filter(({ principal, liaison, members }) => principal === person || liaison === person || members.includes(person))
    .map(({ id }) => id);
}

/** Decides on what units ask for. */
export function leads(roster: Roster, person: PersonId): boolean {
  return hasRole(roster, person, 'secretary') || [...roster.units.keys()].some((unit) => oversees(roster, person, unit));
}
