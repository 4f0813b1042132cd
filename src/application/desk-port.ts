/** The files of a home as they are changed from the console: read, tried and put in place one at a time. */
import type { HomeFile, FileFolder } from '../domain/home-file.js';
import type { ScheduleKind } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import type { Config, Texts } from './ports.js';

export interface FileState {
  text: string;
  /** SHA-256 of the home's own file; null: it has none, and the text is the shipped one. */
  digest: string | null;
  /** What is shipped under this name; null: nothing is. */
  shipped: string | null;
}

/** As at a start. `here`: in the file that was tried, not in another that does not go with it. */
export interface FileFault {
  file: string;
  line: number;
  column: number;
  what: string;
  hint: string | null;
  here: boolean;
}

export type Draft = { ok: true; schedules: Config['schedules']; texts: Texts; warnings: string[] } | { ok: false; faults: FileFault[] };

/** What a message tells, fact by fact, and whether a text makes use of it. */
export interface FactUse {
  name: string;
  used: boolean;
}

/** A text with which a new schedule of a kind begins. */
export interface StartingText {
  kind: ScheduleKind;
  text: string;
}

export interface FileDesk {
  /** One for each kind, right as they are unless nobody holds a post that they name. */
  startingTexts(now: Instant): Promise<StartingText[]>;
  /** By name; `own`: the home has one of its own. Files that cannot be changed from here (links, odd names) are left out. */
  list(folder: FileFolder): Promise<{ name: string; own: boolean }[]>;
  /** undefined: there is none, or it cannot be reached from here. */
  read(file: HomeFile): Promise<FileState | undefined>;
  /** Whether nothing stands under this name: no file, no link, nothing shipped that the home goes by. */
  isFree(file: HomeFile): Promise<boolean>;
  /** The whole home as it would be with this text in the place of the file (null: without an own one), by the check of the start. Changes nothing. */
  draft(file: HomeFile, text: string | null, now: Instant): Promise<Draft>;
  /**
   * Puts the text in place, whole or not at all; the one before is kept beside it as `.bak-<time>`. `changed`: the file is not the one that `was`
   * names any more, and nothing was done. Throws a TemporaryError `file-not-written`.
   */
  place(file: HomeFile, text: string | null, was: string | null, now: Instant): Promise<'placed' | 'changed'>;
  /** Whether the files as they are now are in force. */
  inForce(): Promise<boolean>;
  /** The message as it would sound with its sample facts; undefined: it is no message of its own. */
  preview(name: string, texts: Texts): string | undefined;
  /** Empty when it is no message of its own, or cannot be read. */
  facts(name: string, text: string): FactUse[];
}
