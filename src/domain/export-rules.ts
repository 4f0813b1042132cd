/** Who may take words and data of many people out of the system, and who has to allow it besides. */
import { may, standings } from './permission.js';
import { hasAccount, holders } from './responsibility.js';
import type { CommitteeRole, PersonId, Roster } from './roster.js';

/** Whether somebody may export at all, asked again when it is carried out; somebody who has left may nothing. */
export function mayExport(roster: Roster, person: PersonId): boolean {
  return roster.people.get(person)?.left === undefined && may(roster, person, 'export', {});
}

/** Who may allow an export: discipline and the secretary, never whoever asks for it. */
export function secondsFor(roster: Roster, by: PersonId): PersonId[] {
  return [...roster.people.keys()].filter((person) => isSecond(roster, by, person));
}

export function isSecond(roster: Roster, by: PersonId, person: PersonId): boolean {
  const standing = standings(roster, person);
  const mayDecide = standing.has('discipline') || standing.has('secretary');
  return person !== by && mayDecide && roster.people.get(person)?.left === undefined;
}

const inTurn: readonly CommitteeRole[] = ['discipline-secretary', 'discipline', 'secretary'];

/** The one of them who is told: the others find it among what waits for them. undefined: none can be written to. */
export function secondToTell(roster: Roster, by: PersonId): PersonId | undefined {
  const reached = inTurn.flatMap((role) => holders(roster, role, ''));
  return reached.find((person) => isSecond(roster, by, person) && hasAccount(roster, person));
}
