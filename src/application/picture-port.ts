/**
 * Pictures as the application needs them: plain data in, a file out. All words come with the data, made from the templates, and name only what the
 * reader may know.
 */

export interface Pictures {
  /**
   * Draws one picture, at most 1,080 px wide. Any name is taken as it is: what no font has and what could not be read is replaced, what is too long is
   * cut. undefined: nothing can be drawn on this machine, which the log says once. Rejects with a TemporaryError `picture-busy`, `picture-slow` or
   * `picture-failed`; never holds up the event loop.
   */
  draw(picture: Picture): Promise<DrawnPicture | undefined>;
}

export interface DrawnPicture {
  bytes: Uint8Array;
  /** The file name under which people see it. */
  name: string;
}

export type Picture = BoardPicture | ChainPicture | MonthPicture | AgesPicture;

interface Sheet {
  /** Without its ending. */
  name: string;
  title: string;
  /** Of when it is, and for whom. */
  subtitle: string;
  /** Says what stands in the place of a character that no font has; shown when there is one. */
  missing: string;
}

/** How a unit stands in a cycle. `overdue`: past its date, with nothing asked for; `held`: it has asked for something that is not decided. */
export type UnitMark = 'answered' | 'late' | 'pending' | 'overdue' | 'held' | 'extended' | 'excused' | 'unreached';

/** Told by its shape and colour, by a letter in it, and in the legend by a word. */
export interface MarkWords {
  mark: UnitMark;
  letter: string;
  word: string;
}

export interface MarkCount {
  mark: UnitMark;
  count: number;
}

/** Cycles that are open, each as a bar, in groups where there are several, and unit by unit as long as they are few. */
export interface BoardPicture extends Sheet {
  kind: 'board';
  cycles: BoardCycle[];
  marks: MarkWords[];
  /** What the letters of rungs mean; null: none is shown. */
  rungs: string | null;
  /** Of cycles that are left out; null: none is. */
  more: string | null;
}

export interface BoardCycle {
  title: string;
  due: string;
  counts: MarkCount[];
  groups: BoardGroup[];
  /** What is left out, and where it can be had; null: nothing. */
  more: string | null;
}

export interface BoardGroup {
  /** null: the only one. */
  name: string | null;
  counts: MarkCount[];
  /** Beside the bar: `12/15`. */
  score: string;
  /** Empty: told by its bar only. */
  units: BoardUnit[];
}

export interface BoardUnit {
  name: string;
  mark: UnitMark;
  /** The letter of the rung it has come to; null: none worth a word. */
  rung: string | null;
}

/** The responsibility tree, row by row from the top, with what does not connect. */
export interface ChainPicture extends Sheet {
  kind: 'chain';
  rows: ChainRow[];
  more: string | null;
}

export interface ChainRow {
  depth: number;
  name: string;
  /** Who holds it, what is broken, or how many are gathered in this row. */
  note: string;
  /** `gathered`: several that connect, in one row. */
  state: 'whole' | 'broken' | 'gathered';
}

/** What opened, fell due and was answered on each workday; and how the findings stand. */
export interface MonthPicture extends Sheet {
  kind: 'month';
  days: MonthDay[];
  words: { answered: string; opened: string; due: string };
  events: { of: 'opened' | 'due'; day: string; text: string }[];
  more: string | null;
  figures: { word: string; count: number }[];
}

export interface MonthDay {
  /** Of the month. */
  day: number;
  /** The month's name where it begins or is first shown, else null. */
  month: string | null;
  opened: number;
  due: number;
  answered: number;
}

/** What is not settled, by field, and how long past its date. */
export interface AgesPicture extends Sheet {
  kind: 'ages';
  /** From what waits for a look to what is longest overdue. */
  ages: { word: string; count: number }[];
  rows: { name: string; counts: number[] }[];
}
