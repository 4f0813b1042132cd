/** Changes roster.yaml by tables: the checks of the file itself, and a new text in which whatever did not change stands as it stood. */
import type { PlainEntry } from '../domain/roster-changes.js';
import type { Roster } from '../domain/roster.js';
import type { RosterSheet } from '../domain/roster-sheet.js';

/** One list of the roster as a sheet has it. */
export interface SheetTable {
  sheet: RosterSheet;
  /** As people call the sheet. */
  name: string;
  entries: readonly { row: number; entry: Readonly<Record<string, unknown>> }[];
  /** What else than ids is as good as one, for suggesting it: names. */
  labels: { people: readonly string[]; units: readonly string[] };
}

/** `key`: which part of the entry, as `away.until`; absent: the row as a whole. A fault of roster.yaml or another file stands in `file` alone. */
export interface TableFault {
  sheet?: RosterSheet;
  row?: number;
  key?: string;
  /** Where else: `schedules/monthly.yaml:3:5`. */
  file?: string;
  what: string;
  hint?: string;
}

export interface RosterDesk {
  /** As roster.yaml has it now. */
  roster: Roster;
  /** The roster that the tables make, lists without a table being as they are; or all that is wrong with it, by the very checks of the file. */
  check(tables: readonly SheetTable[]): { ok: true; roster: Roster } | { ok: false; faults: TableFault[] };
  /** The file's text with these lists. Throws a PermanentError `roster-not-editable` when it would not mean the same. */
  rewrite(lists: Partial<Record<RosterSheet, readonly PlainEntry[]>>): string;
  /** What would be wrong in any file of the home with this text as roster.yaml, and what people would be warned of that they are not now. */
  checkHome(text: string): Promise<{ faults: TableFault[]; warnings: string[] }>;
}
