/** What is put into words when something is due to somebody. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import type { UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Recipient, StoredNotice } from './ports.js';
import type { World } from './world.js';

/** A notice with what its words are about. */
export interface DueNotice {
  notice: StoredNotice;
  cycle?: Cycle;
  unit?: UnitId;
  record?: UnitRecord;
}

/** What a message needs to know of the person it is for. */
export interface Reader {
  to: Recipient;
  /** The name for the head of the message; null in a group. */
  name: string | null;
  /** Their prompts carry numbers, because several are open. */
  numbered: boolean;
}

/** Words for all notices of one kind that are due to one recipient: a section each, or one for all. None: nothing is left to say. */
export type Composer = (world: World, items: DueNotice[], reader: Reader, now: Instant) => Promise<string[]> | string[];
