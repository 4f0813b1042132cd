/** What the cells of a roster's sheet mean, as roster.yaml writes it. */
import { readList } from '../domain/list-cell.js';
import { unquotedCell } from '../domain/quoted-cell.js';
import { supervisorOf, type PlainEntry } from '../domain/roster-changes.js';
import { idsIn, labelsOf, supervisionsIn, type Labels } from '../domain/roster-labels.js';
import type { RosterColumn, RosterSheet } from '../domain/roster-sheet.js';
import { kindOf, roleOf } from './roster-words.js';
import type { SheetWords } from './sheet-words.js';
import type { ReadRow, ReadValue } from './workbook-port.js';

/** A sheet whose headings were found. */
export interface FoundSheet {
  sheet: RosterSheet;
  name: string;
  /** By the number of the column. */
  columns: ReadonlyMap<number, RosterColumn>;
  rows: readonly ReadRow[];
}

/** Why a cell cannot be read, as the template `sheet-fault` knows it. */
export interface CellTrouble {
  code: string;
  value?: string;
  options?: string[];
}

export interface EntryReader {
  (
    sheet: RosterSheet,
    columns: ReadonlyMap<number, RosterColumn>,
    row: ReadRow,
    tell: (trouble: CellTrouble, key: string) => void,
  ): Readonly<Record<string, unknown>>;
  labels: { people: string[]; units: string[] };
}

interface Meaning {
  words: SheetWords;
  people: Labels;
  units: Labels;
  kinds: ReadonlySet<string>;
  ids: ReadonlyMap<string, PlainEntry>;
  /** Ids that begin with zeros, without them. */
  bare: ReadonlySet<string>;
}

/** Names are looked up among those the sheets give, then among those that there were: who is called otherwise from now on may still be meant. */
export function entryReader(
  words: SheetWords,
  before: Record<RosterSheet, readonly PlainEntry[]>,
  found: readonly FoundSheet[],
): EntryReader {
  const named = { people: namedIn('people', before, found), units: namedIn('units', before, found) };
  const meaning = {
    words,
    people: labelsOf(named.people, namedOf(before.people)),
    units: labelsOf(named.units, namedOf(before.units)),
    kinds: new Set(before.units.map(({ kind }) => String(kind))),
  };
  const old = new Map(
    Object.entries(before).map(([sheet, entries]) => {
      const bare = entries.filter(({ id }) => /^0+\d+$/u.test(id)).map(({ id }) => id.replace(/^0+/u, ''));
      return [sheet, { ids: new Map(entries.map((entry) => [entry.id, entry])), bare: new Set(bare) }];
    }),
  );
  const read = (
    sheet: RosterSheet,
    columns: ReadonlyMap<number, RosterColumn>,
    row: ReadRow,
    tell: (trouble: CellTrouble, key: string) => void,
  ): Readonly<Record<string, unknown>> => {
    const known = old.get(sheet) ?? { ids: new Map<string, PlainEntry>(), bare: new Set<string>() };
    const values = new Map<string, unknown>();
    for (const [index, column] of columns) {
      const cell = row.cells.get(index);
      const say = (trouble: CellTrouble): void => tell(trouble, column.key);
      values.set(column.key, cell === undefined ? undefined : valueOf(cell, column, { ...meaning, ...known }, say));
    }
    return entryOf(values, known.ids.get(String(values.get('id'))));
  };
  return Object.assign(read, { labels: { people: named.people.map(({ name }) => name), units: named.units.map(({ name }) => name) } });
}

/** What has no column stays as it was. */
function entryOf(values: ReadonlyMap<string, unknown>, before: PlainEntry | undefined): Readonly<Record<string, unknown>> {
  const entry: Record<string, unknown> = { ...before };
  for (const [key, value] of values) {
    const [outer = key, inner] = key.split('.');
    if (inner === undefined) entry[outer] = value;
    else entry[outer] = without({ ...(entry[outer] as object | undefined), [inner]: value });
  }
  const kept = without(entry);
  return kept['away'] !== undefined && Object.keys(kept['away'] as object).length === 0 ? without({ ...kept, away: undefined }) : kept;
}

function without(entry: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(entry).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0)),
  );
}

/** Excel keeps so many digits of a number. */
const mostDigits = 1e15;

function valueOf(cell: ReadValue, { content }: RosterColumn, meaning: Meaning, tell: (trouble: CellTrouble) => void): unknown {
  const text = textOf(cell, content, meaning, tell);
  if (text === undefined || text === '') return undefined;
  const { words, people, units, kinds } = meaning;
  switch (content) {
    case 'id':
      return text.normalize('NFKC').trim();
    case 'text':
      return text;
    case 'date':
      return dateIn(text);
    case 'person':
      return idOf(text, people, tell);
    case 'unit':
      return idOf(text, units, tell);
    case 'kind':
      return kindOf(kinds, words, text);
    case 'people':
      return idsIn(text, people).map((typed) => idOf(typed, people, tell));
    case 'supervisors':
      return supervisorOf(supervisionsIn(text, people).map(({ person, ...rest }) => ({ person: idOf(person, people, tell), ...rest })));
    case 'roles':
      return readList(text).map((role) => roleOf(words, role.text));
    case 'accounts':
      return readList(text).map(({ text: account, note }) => (note === undefined ? account : `${account}（${note}）`));
    default:
      return content satisfies never;
  }
}

function textOf(
  cell: ReadValue,
  content: RosterColumn['content'],
  { ids, bare }: Meaning,
  tell: (trouble: CellTrouble) => void,
): string | undefined {
  switch (cell.kind) {
    case 'text':
      return unquotedCell(cell.text.trim());
    case 'number':
      if (content === 'id' && !ids.has(cell.shown) && bare.has(cell.shown)) tell({ code: 'lost-zeros', value: cell.shown });
      else if (Math.abs(cell.number) >= mostDigits) tell({ code: 'lost-digits' });
      return cell.shown;
    case 'date':
      if (content !== 'date') tell({ code: 'date', value: cell.date });
      return cell.date;
    case 'formula':
    case 'wrong':
    case 'boolean':
      tell({ code: cell.kind });
      return undefined;
    default:
      return cell satisfies never;
  }
}

function idOf(typed: string, labels: Labels, tell: (trouble: CellTrouble) => void): string {
  const several = labels.sharing(typed);
  if (several.length > 1) tell({ code: 'ambiguous', value: typed, options: several.slice(0, 5) });
  return labels.idOf(typed);
}

/** `2026/9/1`, `2026年9月1日` as files write it; anything else as it stands, for the check that follows. */
function dateIn(text: string): string {
  const narrow = text.normalize('NFKC').trim();
  const [, year, month = '', day = ''] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/u.exec(narrow) ?? [];
  return year === undefined ? narrow : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

interface Named {
  id: string;
  name: string;
}

function namedOf(entries: readonly PlainEntry[]): Named[] {
  return entries.map(({ id, name }) => ({ id, name: String(name) }));
}

/** As a sheet has them now; without one as they are. */
function namedIn(sheet: 'people' | 'units', before: Record<RosterSheet, readonly PlainEntry[]>, found: readonly FoundSheet[]): Named[] {
  const table = found.find((one) => one.sheet === sheet);
  if (table === undefined) return namedOf(before[sheet]);
  const columnOf = (key: string): number => [...table.columns].find(([, column]) => column.key === key)?.[0] ?? 0;
  const [id, name] = [columnOf('id'), columnOf('name')];
  const old = new Map(namedOf(before[sheet]).map((one) => [one.id, one.name]));
  return table.rows.flatMap(({ cells }) => {
    const known = shownIn(cells.get(id))?.normalize('NFKC').trim();
    return known === undefined ? [] : [{ id: known, name: (name === 0 ? old.get(known) : shownIn(cells.get(name))) ?? known }];
  });
}

function shownIn(cell: ReadValue | undefined): string | undefined {
  if (cell?.kind === 'text') return unquotedCell(cell.text.trim());
  return cell?.kind === 'number' ? cell.shown : undefined;
}
