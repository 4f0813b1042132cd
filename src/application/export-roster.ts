/** The roster as it is written in the file, as a workbook that can be changed and imported again. What was said in chat, as leave and codes, is not in it. */
import { supervisionCell, labelsOf, listCell, type Labels } from '../domain/roster-labels.js';
import { committeeRoles, type Group, type Person, type Roster, type Unit } from '../domain/roster.js';
import { rosterColumns, rosterSheets, type RosterColumn, type RosterSheet } from '../domain/roster-sheet.js';
import { writeList } from '../domain/list-cell.js';
import type { Instant } from '../domain/time.js';
import { kindLabel, knownKinds } from './roster-words.js';
import { sheetWords, workbookFrame, type SheetWords } from './sheet-words.js';
import type { CellValue, SheetColumn, Workbook } from './workbook-port.js';
import { say, type World } from './world.js';

export function rosterWorkbook(world: Pick<World, 'config' | 'texts'>, now: Instant): Workbook {
  const { roster, written = roster } = world.config();
  const words = sheetWords(world);
  return {
    ...workbookFrame(world, { what: 'roster' }, now),
    sheets: rosterSheets.map((sheet) => ({
      name: say(world, 'sheet-name', { sheet }),
      columns: rosterColumns[sheet].map((column) => columnOf(written, words, column)),
      rows: rowsOf(written, words, sheet),
    })),
  };
}

function columnOf(roster: Roster, words: SheetWords, { column, content, width }: RosterColumn): SheetColumn {
  const choices = choicesOf(roster, words, content);
  return {
    heading: words.heading(column),
    width,
    kind: content === 'date' ? 'date' : 'text',
    ...(choices.length === 0 ? {} : { choices }),
  };
}

function choicesOf(roster: Roster, words: SheetWords, content: RosterColumn['content']): string[] {
  if (content === 'roles') return committeeRoles.map((role) => words.word(`role-${role}`));
  if (content !== 'kind') return [];
  const kinds = kindsOf(roster);
  return [...new Set([...kinds, ...knownKinds])].map((kind) => kindLabel(kinds, words, kind));
}

function kindsOf({ units }: Roster): ReadonlySet<string> {
  return new Set([...units.values()].map(({ kind }) => kind));
}

function rowsOf(roster: Roster, words: SheetWords, sheet: RosterSheet): CellValue[][] {
  const people = labelsOf(roster.people.values());
  const units = labelsOf(roster.units.values());
  const kinds = kindsOf(roster);
  switch (sheet) {
    case 'people':
      return [...roster.people.values()].map((person) => personRow(words, people, person));
    case 'units':
      return [...roster.units.values()].map((unit) => unitRow(words, { people, units, kinds }, unit));
    case 'groups':
      return [...roster.groups.values()].map(groupRow);
    default:
      return sheet satisfies never;
  }
}

function personRow(words: SheetWords, people: Labels, { id, name, title, roles, accounts, leave }: Person): CellValue[] {
  return [
    id,
    name,
    title ?? null,
    writeList(roles.map((role) => ({ text: words.word(`role-${role}`) }))),
    writeList(accounts.map((account) => ({ text: account }))),
    leave?.from === undefined ? null : { date: leave.from },
    leave === undefined ? null : { date: leave.until },
    leave?.deputy === undefined ? null : people.of(leave.deputy),
  ];
}

function unitRow(
  words: SheetWords,
  { people, units, kinds }: { people: Labels; units: Labels; kinds: ReadonlySet<string> },
  unit: Unit,
): CellValue[] {
  const { id, name, kind, parent, principal, supervisors, liaison, members } = unit;
  return [
    id,
    name,
    kindLabel(kinds, words, kind),
    parent === undefined ? null : units.of(parent),
    principal === undefined ? null : people.of(principal),
    supervisionCell(supervisors, people),
    liaison === undefined ? null : people.of(liaison),
    listCell(members, people),
  ];
}

function groupRow({ id, name, room, topic }: Group): CellValue[] {
  return [id, name, room ?? null, topic ?? null];
}
