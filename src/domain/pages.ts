/**
 * Which pages of the console somebody may open: a row for each, by what they are to the committee. What a page shows is narrowed to what its reader
 * oversees, as in chat. Changes are made with the words of the chat and asked for in the table of permission.ts.
 */
import { mayExport } from './export-rules.js';
import type { LongWork } from './long-work.js';
import { mayUse, standings } from './permission.js';
import type { Grantee } from './permission-table.js';
import type { PersonId, Roster } from './roster.js';

export const pages = [
  'today',
  'cycles',
  'tree',
  'inspections',
  'ledger',
  'schedules',
  'templates',
  'people',
  'files',
  'audit',
  'burden',
] as const;
export type Page = (typeof pages)[number];

/** Who may open what no word in chat shows. Discipline reads the trail alone: it names who looked into what about whom. */
const opened: Partial<Record<Page, readonly Grantee[]>> = {
  schedules: ['clerk', 'secretary', 'discipline'],
  templates: ['clerk', 'secretary', 'discipline'],
  people: ['clerk', 'secretary', 'discipline'],
  files: ['clerk', 'secretary', 'discipline'],
  audit: ['discipline'],
  burden: ['clerk', 'secretary', 'discipline'],
};

/** Whether a person may change the files behind schedules and templates: the office writes them, and nobody else. */
export function mayEdit(roster: Roster, person: PersonId): boolean {
  const found = roster.people.get(person);
  return found !== undefined && found.left === undefined && standings(roster, person).has('clerk');
}

/** Whether a person may have long work done: exports by the rules of what they hold, roster and backup by the office, which writes the files of the home. */
export function mayHaveDone(roster: Roster, person: PersonId, work: LongWork): boolean {
  switch (work.kind) {
    case 'export':
      return mayExport(roster, person);
    case 'roster-check':
    case 'roster-import':
    case 'backup':
      return mayEdit(roster, person);
    default:
      return work satisfies never;
  }
}

/** Whether a person may see that there is such work, call it off and begin it again: whose it is, and of the office's work the office. What came of it is its owner's alone. */
export function mayFollow(roster: Roster, person: PersonId, { by, work }: { by: PersonId; work: LongWork }): boolean {
  return (by === person || work.kind !== 'export') && mayHaveDone(roster, person, work);
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
