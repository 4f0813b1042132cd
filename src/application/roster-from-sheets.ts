/** Reads the lists of a roster from the sheets of a workbook: finds the headings, turns words into what the file writes, and tells what cannot be read. */
import type { PlainEntry } from '../domain/roster-changes.js';
import { rosterColumns, rosterSheets, type RosterColumn, type RosterSheet } from '../domain/roster-sheet.js';
import type { SheetTable, TableFault } from './roster-desk-port.js';
import { entryReader, type CellTrouble, type FoundSheet } from './roster-cells.js';
import type { SheetWords } from './sheet-words.js';
import type { ReadSheet } from './workbook-port.js';
import { say, type World } from './world.js';

/** Above the headings there may be a title. */
const headingsWithin = 10;

export interface SheetsRead {
  tables: SheetTable[];
  found: FoundSheet[];
  faults: TableFault[];
  /** Columns that are nothing of a roster. */
  ignored: string[];
}

/** `before`: the lists as they are, for what has no column. */
export function readSheets(
  world: Pick<World, 'texts'>,
  words: SheetWords,
  sheets: readonly ReadSheet[],
  before: Record<RosterSheet, readonly PlainEntry[]>,
): SheetsRead {
  const read: SheetsRead = { tables: [], found: [], faults: [], ignored: [] };
  const trouble = (code: string, given: { value?: string; options?: string[] } = {}): string =>
    say(world, 'sheet-fault', { code, value: given.value ?? null, options: given.options ?? [] });
  for (const sheet of rosterSheets) {
    const name = say(world, 'sheet-name', { sheet });
    const [one, ...more] = sheets.filter((each) => [name, sheet].includes(squeeze(each.name)));
    if (one === undefined) continue;
    if (more.length > 0) read.faults.push({ sheet, what: trouble('sheet-twice', { value: name }) });
    findColumns(read, { sheet, name, words, trouble }, one);
  }
  if (read.found.length === 0 && read.faults.length === 0) {
    const options = rosterSheets.map((sheet) => say(world, 'sheet-name', { sheet }));
    read.faults.push({ what: trouble('no-sheets', { options }) });
  }
  const toEntry = entryReader(words, before, read.found);
  const told = (cell: CellTrouble, row: number, key: string, sheet: RosterSheet): TableFault => ({
    sheet,
    row,
    key,
    what: trouble(cell.code, cell),
  });
  for (const { sheet, name, columns, rows } of read.found) {
    const entries = rows.map((row) => ({
      row: row.no,
      entry: toEntry(sheet, columns, row, (cell, key) => read.faults.push(told(cell, row.no, key, sheet))),
    }));
    read.tables.push({ sheet, name, entries, labels: { people: toEntry.labels.people, units: toEntry.labels.units } });
  }
  return read;
}

interface Finding {
  sheet: RosterSheet;
  name: string;
  words: SheetWords;
  trouble: (code: string, given?: { value?: string; options?: string[] }) => string;
}

function findColumns(read: SheetsRead, { sheet, name, words, trouble }: Finding, { rows, merged }: ReadSheet): void {
  const known = new Map(
    rosterColumns[sheet].flatMap((column) => [words.heading(column.column), column.key].map((heading) => [heading, column])),
  );
  const [id, called] = rosterColumns[sheet].map(({ column }) => words.heading(column));
  const headings = rows
    .slice(0, headingsWithin)
    .find((row) => [...row.cells.values()].filter((cell) => cell.kind === 'text' && known.has(squeeze(cell.text))).length > 1);
  if (headings === undefined) {
    read.faults.push({ sheet, what: trouble('no-headings', { options: [id ?? '', called ?? ''] }) });
    return;
  }
  const columns = new Map<number, RosterColumn>();
  for (const [index, cell] of headings.cells) {
    const heading = cell.kind === 'text' ? squeeze(cell.text) : '';
    const column = known.get(heading);
    if (column === undefined) read.ignored.push(`${name} ${cell.kind === 'text' ? cell.text.slice(0, 20) : letterOf(index)}`);
    else if ([...columns.values()].includes(column))
      read.faults.push({ sheet, row: headings.no, key: column.key, what: trouble('heading-twice', { value: heading }) });
    else columns.set(index, column);
  }
  if (![...columns.values()].some(({ key }) => key === 'id'))
    read.faults.push({ sheet, what: trouble('no-headings', { options: [id ?? '', called ?? ''] }) });
  for (const range of merged) {
    const row = Number(/\d+/u.exec(range)?.[0] ?? 0);
    if (row >= headings.no) read.faults.push({ sheet, row, what: trouble('merged', { value: range }) });
  }
  const below = rows.filter(({ no, cells }) => no > headings.no && [...cells.keys()].some((index) => columns.has(index)));
  read.found.push({ sheet, name, columns, rows: below });
}

/** 28 → `AB`. */
export function letterOf(column: number): string {
  return column <= 0 ? '' : letterOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
}

function squeeze(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cf}]+/gu, '');
}
