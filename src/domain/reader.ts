/** Decides who reads a report: the first of the schedule's readers who can be reached and is not judge in their own cause; else somebody higher. */
import { reachable } from './ladder.js';
import { concerns, holders, isCommitteeRole } from './responsibility.js';
import { covers } from './permission.js';
import type { PersonId, Roster, UnitId } from './roster.js';
import type { Role } from './schedule.js';

/** Who reads when none of the schedule's readers can: the last of them reads the secretary's own. */
const higher: readonly Role[] = ['secretary', 'discipline-secretary'];

/** The reader of a unit's report; undefined: nobody can be reached. `by` wrote it and never reads it. */
export function readerOf(roster: Roster, readers: readonly Role[], unit: UnitId, by: PersonId): PersonId | undefined {
  for (const role of [...readers, ...higher]) {
    const found = reachable(roster, holders(roster, role, unit)).find((person) => person !== by && !concerns(roster, unit, person));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Who could read a report that nobody can be reached to read: a vacant role, or its holder who would have to be bound or come back. */
export function couldRead(roster: Roster, readers: readonly Role[], unit: UnitId, by: PersonId): { role: Role; person?: PersonId }[] {
  const isTop = roster.units.get(unit)?.parent === undefined;
  return [...new Set([...readers, ...higher])].flatMap((role) => {
    const held = holders(roster, role, unit);
    // Nobody is above the top: a post there is vacant for good.
    if (held.length === 0) return isTop && !isCommitteeRole(role) ? [] : [{ role }];
    const person = held.find((holder) => holder !== by && !concerns(roster, unit, holder));
    return person === undefined ? [] : [{ role, person }];
  });
}

/** Whether somebody may mark a unit's report as read or ask back: its reader, or a holder of a reading role, as long as they oversee the unit. */
export function mayMark(
  roster: Roster,
  readers: readonly Role[],
  { unit, reader, by }: { unit: UnitId; reader: PersonId; by: PersonId },
  person: PersonId,
): boolean {
  if (person === by || concerns(roster, unit, person) || !covers(roster, person, 'read', unit)) return false;
  return person === reader || readers.some((role) => holders(roster, role, unit).includes(person));
}
