/** Who may have what is kept as a file: the office, discipline and the secretary. */
import type { ExportSubject } from './long-work.js';
import { standings } from './permission.js';
import type { PersonId, Roster } from './roster.js';

const among = ['clerk', 'discipline', 'secretary'] as const;

/** Whether a person may have that as a file at this moment; never decided from what was allowed before. */
export function mayExport(roster: Roster, person: PersonId, _subject: ExportSubject): boolean {
  const found = roster.people.get(person);
  if (found === undefined || found.left !== undefined) return false;
  const held = standings(roster, person);
  return among.some((standing) => held.has(standing));
}
