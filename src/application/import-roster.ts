/** Takes a workbook for the roster: tells what it would change, or all that is wrong with it, cell by cell. Nothing is taken when one cell is wrong. */
import {
  isSame,
  plainGroups,
  plainPeople,
  plainUnits,
  rosterChanges,
  type PlainEntry,
  type RosterChanges,
} from '../domain/roster-changes.js';
import { committeeRoles, type Roster } from '../domain/roster.js';
import { rosterColumns, rosterSheets, type RosterSheet } from '../domain/roster-sheet.js';
import type { RosterDesk, TableFault } from './roster-desk-port.js';
import type { FoundSheet } from './roster-cells.js';
import { letterOf, readSheets } from './roster-from-sheets.js';
import { sheetWords, type SheetWords } from './sheet-words.js';
import type { ReadSheet } from './workbook-port.js';
import { say, type World } from './world.js';

/** One thing that is wrong, where people find it: `人员!C7`, or in a file. */
export interface ImportFault {
  place: string;
  what: string;
  hint: string | null;
}

export type RosterImport =
  | { kind: 'refused'; faults: ImportFault[] }
  | {
      kind: 'changes';
      changes: RosterChanges;
      roster: Roster;
      same: boolean;
      /** The new text of roster.yaml; of no use when nothing changes. */
      text: string;
      /** What people are warned of with it, and are not now. */
      warnings: string[];
      /** Columns that are nothing of a roster. */
      ignored: string[];
    };

/** Reads nothing and writes nothing but what it is given. Throws a PermanentError `roster-not-editable`. */
export async function readRosterImport(world: Pick<World, 'texts'>, desk: RosterDesk, sheets: readonly ReadSheet[]): Promise<RosterImport> {
  const words = sheetWords(world);
  const before = listsOf(desk.roster);
  const { tables, found, faults, ignored } = readSheets(world, words, sheets, before);
  const refused = (wrong: readonly TableFault[]): RosterImport => ({ kind: 'refused', faults: placed(world, words, found, wrong) });
  const checked = found.length === 0 ? undefined : desk.check(tables);
  if (checked === undefined || faults.length > 0 || !checked.ok)
    return refused([...faults, ...(checked === undefined || checked.ok ? [] : unlessTold(checked.faults, faults))]);
  const changes = rosterChanges(desk.roster, checked.roster);
  const same = isSame(changes);
  const after = listsOf(checked.roster);
  const text = same ? '' : desk.rewrite(Object.fromEntries(tables.map(({ sheet }) => [sheet, after[sheet]])));
  const home = same ? { faults: [], warnings: [] } : await desk.checkHome(text);
  if (home.faults.length > 0) return refused(home.faults);
  return { kind: 'changes', changes, roster: checked.roster, same, text, warnings: home.warnings, ignored };
}

/** What follows from a cell that could not be read is not told beside it. */
function unlessTold(faults: readonly TableFault[], told: readonly TableFault[]): TableFault[] {
  return faults.filter(
    (fault) => !told.some(({ sheet, row, key }) => sheet === fault.sheet && row === fault.row && (key === fault.key || row === undefined)),
  );
}

function listsOf(roster: Roster): Record<RosterSheet, PlainEntry[]> {
  return { people: plainPeople(roster), units: plainUnits(roster), groups: plainGroups(roster) };
}

/** By sheet, row and column; what stands elsewhere last. */
function placed(
  world: Pick<World, 'texts'>,
  words: SheetWords,
  found: readonly FoundSheet[],
  faults: readonly TableFault[],
): ImportFault[] {
  const order = (sheet: RosterSheet | undefined): number => (sheet === undefined ? rosterSheets.length : rosterSheets.indexOf(sheet));
  const withColumn = faults.map((fault) => ({ fault, column: columnOf(fault, found) }));
  return withColumn
    .toSorted(
      (one, other) =>
        order(one.fault.sheet) - order(other.fault.sheet) || (one.fault.row ?? 0) - (other.fault.row ?? 0) || one.column - other.column,
    )
    .map(({ fault, column }) => ({ place: placeOf(world, fault, column), what: inWords(fault, words), hint: fault.hint ?? null }));
}

/** 0: the row as a whole. A part that has no column of its own stands where the first of its parts does. */
function columnOf({ sheet, key = '' }: TableFault, found: readonly FoundSheet[]): number {
  const columns = [...(found.find((one) => one.sheet === sheet)?.columns ?? [])];
  const isPartOf = (whole: string, part: string): boolean => part.startsWith(`${whole}.`);
  const own = columns.find(([, column]) => column.key === key);
  return (own ?? columns.find(([, column]) => isPartOf(column.key, key) || isPartOf(key, column.key)))?.[0] ?? 0;
}

function placeOf(world: Pick<World, 'texts'>, { sheet, row, file }: TableFault, column: number): string {
  if (sheet === undefined) return file ?? '';
  const name = say(world, 'sheet-name', { sheet });
  return row === undefined ? name : `${name}!${letterOf(column)}${row}`;
}

/** The parts of an entry by their headings and words, as whoever fills the sheet in knows them. */
function inWords({ sheet, key, what }: TableFault, { heading, word }: SheetWords): string {
  if (sheet === undefined) return what;
  const columns = rosterColumns[sheet].toSorted((one, other) => other.key.length - one.key.length);
  const told = columns.reduce(
    (text, one) => text.replaceAll(`“${one.key.split('.').at(-1) ?? one.key}”`, `“${heading(one.column)}”`),
    what,
  );
  if (key !== 'roles') return told;
  return [...committeeRoles]
    .toSorted((one, other) => other.length - one.length)
    .reduce((text, role) => text.replace(role, word(`role-${role}`)), told);
}
