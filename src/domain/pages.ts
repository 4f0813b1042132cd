/**
 * Which pages of the console somebody may open: a row for each, by what they are to the committee. What a page shows is narrowed to what its reader
 * oversees, as in chat. Changes are made with the words of the chat and asked for in the table of permission.ts.
 */
import { mayUse, standings, type Grantee } from './permission.js';
import type { PersonId, Roster } from './roster.js';

export const pages = ['today', 'cycles', 'tree', 'inspections', 'ledger', 'schedules', 'templates', 'people', 'audit', 'burden'] as const;
export type Page = (typeof pages)[number];

/** Who may open what no word in chat shows. Discipline reads the trail alone: it names who looked into what about whom. */
const opened: Partial<Record<Page, readonly Grantee[]>> = {
  schedules: ['clerk', 'secretary', 'discipline'],
  templates: ['clerk', 'secretary', 'discipline'],
  people: ['clerk', 'secretary', 'discipline'],
  audit: ['discipline'],
  burden: ['clerk', 'secretary', 'discipline'],
};

/** Whether a person may change the files behind schedules and templates: the office writes them, and nobody else. */
export function mayEdit(roster: Roster, person: PersonId): boolean {
  const found = roster.people.get(person);
  return found !== undefined && found.left === undefined && standings(roster, person).has('clerk');
}

/** Whether a person may open a page at this moment; never decided from what was allowed before. */
export function mayOpen(roster: Roster, person: PersonId, page: Page): boolean {
  const found = roster.people.get(person);
  if (found === undefined || found.left !== undefined) return false;
  const among = opened[page];
  if (among !== undefined) return [...standings(roster, person)].some((standing) => among.includes(standing));
  switch (page) {
    case 'today':
    case 'cycles':
      return mayUse(roster, person, 'status');
    case 'tree':
      return mayUse(roster, person, 'duties');
    // What is public of a draw is for everybody; the rest of the page is narrowed to its reader.
    case 'inspections':
      return mayUse(roster, person, 'draw');
    case 'ledger':
      return mayUse(roster, person, 'ledger');
    default:
      return false;
  }
}
