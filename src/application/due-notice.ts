/** What is put into words when something is due to somebody. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Recipient, StoredNotice } from './ports.js';
import type { World } from './world.js';

/** A notice with what its words are about. */
export interface DueNotice {
  notice: StoredNotice;
  cycle?: Cycle;
  unit?: UnitId;
  record?: UnitRecord;
  /** By when the unit is to answer, outages counted; with a record. */
  deadline?: Instant;
}

/** A notice about a unit's part in a cycle, as it is now. */
export interface UnitMatter {
  cycle: Cycle;
  unit: UnitId;
  record: UnitRecord;
  /** By when the unit is to answer, outages counted. */
  deadline: Instant;
  notice: StoredNotice;
}

export function unitMatters(items: readonly DueNotice[]): UnitMatter[] {
  return items.flatMap(({ notice, cycle, unit, record, deadline }) =>
    cycle === undefined || unit === undefined || record === undefined || deadline === undefined
      ? []
      : [{ notice, cycle, unit, record, deadline }],
  );
}

/** What a message needs to know of the person it is for. */
export interface Reader {
  to: Recipient;
  /** The name for the head of the message; null in a group. */
  name: string | null;
  /** Their prompts carry numbers, because several are open. */
  numbered: boolean;
}

export function isTo({ to }: Reader, people: readonly PersonId[]): boolean {
  return to.kind === 'person' && people.includes(to.person);
}

/** Words for all notices of one kind that are due to one recipient: a section each, or one for all. None: nothing is left to say. */
export type Composer = (world: World, items: DueNotice[], reader: Reader, now: Instant) => Promise<string[]> | string[];
