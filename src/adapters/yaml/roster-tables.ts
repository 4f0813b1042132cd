/** Checks tables of a roster by the checks of roster.yaml: each is written as YAML with one entry a line, so that a fault's line is the row it stands in. */
import type { SheetTable, TableFault } from '../../application/roster-desk-port.js';
import type { Roster } from '../../domain/roster.js';
import type { RosterSheet } from '../../domain/roster-sheet.js';
import { FaultList, type Fault } from './fault.js';
import type { FaultTexts } from './fault-texts.js';
import { namesOf, type Names } from './names.js';
import type { Place } from './place.js';
import { readYaml } from './read-yaml.js';
import { checkRoster } from './roster-checks.js';
import { rosterOf, rosterSchema } from './roster-file.js';
import { checkShape } from './shape-faults.js';

interface WrittenTable {
  sheet: RosterSheet;
  text: string;
  /** By row: where in its line each part begins. */
  parts: ReadonlyMap<number, readonly { key: string; column: number }[]>;
}

/** `root`: roster.yaml as it is, which gives whatever has no table. */
export function checkTables(
  root: Place,
  tables: readonly SheetTable[],
  texts: FaultTexts,
): { ok: true; roster: Roster } | { ok: false; faults: TableFault[] } {
  const faults = new FaultList(texts);
  const written = new Map(tables.map((table) => [fileOf(table.sheet), writtenTable(table)]));
  const whole = tables.reduce((before, { sheet }) => withTable(before, sheet, written.get(fileOf(sheet)), faults), root);
  const names = namesOf(whole);
  const [{ labels } = { labels: { people: [], units: [] } }] = tables;
  const labelled = { ...names, people: withLabels(names.people, labels.people), units: withLabels(names.units, labels.units) };
  checkRoster(whole, labelled, faults);
  const data = checkShape(whole, rosterSchema, faults, texts);
  if (data && faults.isEmpty()) return { ok: true, roster: rosterOf(data) };
  return { ok: false, faults: faults.sorted().map((fault) => tableFault(fault, written)) };
}

/** No file of a home is called so. */
function fileOf(sheet: RosterSheet): string {
  return `sheet:${sheet}`;
}

function withTable(root: Place, sheet: RosterSheet, table: WrittenTable | undefined, faults: FaultList): Place {
  const list = table && readYaml({ name: fileOf(sheet), text: table.text }, faults);
  return list ? root.with(sheet, list) : root;
}

function withLabels(names: Names, labels: readonly string[]): Names {
  return new Map([...labels.map((label): [string, string] => [label, label]), ...names]);
}

function writtenTable({ sheet, entries }: SheetTable): WrittenTable {
  const lines: string[] = [];
  const parts = new Map<number, { key: string; column: number }[]>();
  for (const { row, entry } of entries) {
    const written = writtenEntry(entry);
    // What is wrong with the list as a whole is told where its headings stand.
    while (lines.length < row - 1) lines.push('');
    lines[row - 1] = written.line;
    parts.set(row, written.parts);
  }
  return { sheet, text: entries.length === 0 ? '[]' : lines.join('\n'), parts };
}

function writtenEntry(entry: Readonly<Record<string, unknown>>): { line: string; parts: { key: string; column: number }[] } {
  const parts: { key: string; column: number }[] = [];
  let line = '- {';
  const write = (fields: Readonly<Record<string, unknown>>, above: string): void => {
    Object.entries(fields).forEach(([key, value], index) => {
      line += index === 0 ? ' ' : ', ';
      parts.push({ key: `${above}${key}`, column: line.length + 1 });
      line += `${JSON.stringify(key)}: `;
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
        line += '{';
        write(value as Readonly<Record<string, unknown>>, `${above}${key}.`);
        line += ' }';
      } else line += JSON.stringify(value);
    });
  };
  write(entry, '');
  return { line: `${line} }`, parts };
}

function tableFault({ file, line, column, code, what, hint }: Fault, written: ReadonlyMap<string, WrittenTable>): TableFault {
  const table = written.get(file);
  const told = { what, ...(hint === undefined ? {} : { hint }) };
  if (table === undefined) return { ...told, file: `${file}:${line}:${column}` };
  // What is not there stands nowhere: it is told by its name.
  const [, missing] = code === 'missing-key' ? (/“(.+?)”/u.exec(what) ?? []) : [];
  const key = missing ?? table.parts.get(line)?.findLast((one) => one.column <= column)?.key;
  return { ...told, sheet: table.sheet, row: line, ...(key === undefined ? {} : { key }) };
}
