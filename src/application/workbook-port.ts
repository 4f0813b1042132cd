/** Workbooks as people keep them in Excel or WPS: plain tables that go out, and what stands in the cells of one that came in. */
import type { DateText } from '../domain/time.js';

/** A day, and the minute of the day where one belongs to it, in the committee's own time. */
export interface Moment {
  date: DateText;
  minute?: number;
}

export type CellValue = string | number | Moment | null;

export interface SheetColumn {
  heading: string;
  /** In characters of a Latin font; a Chinese one takes two. */
  width: number;
  kind: 'text' | 'number' | 'date' | 'time';
  /** What may be picked; anything else is warned of and can be kept. Absent or empty: whatever is typed. */
  choices?: readonly string[];
}

export interface Sheet {
  name: string;
  columns: readonly SheetColumn[];
  /** As many cells as there are columns. Read once, one after the other, so that any number of them takes the same memory. */
  rows: AsyncIterable<readonly CellValue[]> | Iterable<readonly CellValue[]>;
}

export interface Workbook {
  /** Printed above every page. */
  title: string;
  /** Printed below every page, before its number: whose it is and of which day. */
  footer: string;
  sheets: readonly Sheet[];
}

export interface WorkbookWriter {
  /**
   * Writes a new file and returns its rows, headings not counted. No text in it is ever taken for a formula. Throws what the rows throw, and a
   * PermanentError `out-unwritable`; the file is incomplete then.
   */
  write(path: string, workbook: Workbook): Promise<{ rows: number }>;
  /** The same, held in memory. Throws what the rows throw. */
  bytes(workbook: Workbook): Promise<{ bytes: Uint8Array; rows: number }>;
}

/** What a cell holds. `formula`: something that is worked out; what it came to is not trusted. `wrong`: an error such as #REF!. */
export type ReadValue =
  | { kind: 'text'; text: string }
  /** `shown`: with the zeros in front that its format shows. */
  | { kind: 'number'; number: number; shown: string }
  | { kind: 'date'; date: DateText }
  | { kind: 'formula' | 'wrong' | 'boolean' };

export interface ReadRow {
  /** From 1, as the program shows it. */
  no: number;
  /** By column, from 1; a blank cell is absent. */
  cells: ReadonlyMap<number, ReadValue>;
}

export interface ReadSheet {
  name: string;
  /** Those in which something stands. */
  rows: readonly ReadRow[];
  /** Stretches of cells that were made one: `A3:B4`. */
  merged: readonly string[];
}

/** Why a file is none that can be read. */
export const workbookTroubles = [
  'missing',
  'not-a-file',
  'too-big',
  'old-format',
  'encrypted',
  'not-a-workbook',
  'macros',
  'bomb',
  'damaged',
  'too-many-rows',
  'too-many-sheets',
] as const;
export type WorkbookTrouble = (typeof workbookTroubles)[number];

export type ReadWorkbook = { ok: true; sheets: readonly ReadSheet[] } | { ok: false; trouble: WorkbookTrouble };

export interface WorkbookReader {
  /** What stands in a file that anybody may have made, given by its path or as it is. Bounded in time and memory, whatever is in it; nothing in it is worked out or followed. */
  read(source: string | Uint8Array): Promise<ReadWorkbook>;
}
