/** What has passed its time, and how it is deleted: each deletion in one script with its audit entry, which stays. */
import type { CycleId } from '../domain/cycle.js';
import type { MatterKind, MatterNo } from '../domain/matter.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { DateText, Instant } from '../domain/time.js';

/** What is deleted of a cycle before its answers are. */
export type CyclePartKind = 'drafts' | 'files';

export interface ClosedCycle {
  id: CycleId;
  closedAt: Instant;
  /** What of it is deleted already. */
  gone: ReadonlySet<CyclePartKind>;
}

/** A matter as far as it can be told without opening it. */
export interface SettledMatter {
  no: MatterNo;
  kind: MatterKind;
  unit: UnitId;
  settledAt: Instant;
  /** The cycle it is about, whose key sealed it. */
  cycle?: CycleId;
}

/** Deleting what is gone already changes nothing. */
export interface RetentionStore {
  /** The day on which all that had passed was deleted last; undefined: never. */
  lastRun(): Promise<DateText | undefined>;
  noteRun(day: DateText): Promise<void>;
  /** Cycles closed before `at` whose answers are still kept, the oldest first. */
  closedBefore(at: Instant): Promise<ClosedCycle[]>;
  /** The names of the attachments in all versions of a cycle's answers, or in its drafts, in batches. */
  attachments(cycle: CycleId, of: 'answers' | 'drafts'): AsyncIterable<string[]>;
  /** Deletes all that was said in a closed cycle, and its data key: no copy of it can be read any more. States and counters stay. */
  expireCycle(cycle: CycleId, now: Instant): Promise<void>;
  /** Deletes the drafts of a closed cycle, or notes that its files are gone. `deleted: false`: there were no files to delete. */
  expirePart(cycle: CycleId, part: CyclePartKind, now: Instant, deleted?: boolean): Promise<void>;
  /** Settled before `at`, the longest settled first. */
  settledBefore(at: Instant, offset: number, limit: number): Promise<SettledMatter[]>;
  /** Open requests and readings about a cycle: nobody can read them without its key. */
  openAbout(cycle: CycleId): Promise<MatterNo[]>;
  /** `key`: what its number was allotted for, where that is known. */
  expireMatter(no: MatterNo, key: string | undefined, now: Instant): Promise<void>;
  /** Drafted before `at`, the lowest number first. */
  circularsBefore(at: Instant, limit: number): Promise<{ no: number; cycle: CycleId }[]>;
  expireCircular(circular: { no: number; cycle: CycleId }, now: Instant): Promise<void>;
  /** Failed or unknown since before `at`, and nobody has dealt with them. */
  unsettledBefore(at: Instant, limit: number): Promise<{ id: string; no: number }[]>;
  expireNotice(notice: { id: string; no: number }, now: Instant): Promise<void>;
  /** Deletes the rounds opened, and the openings missed, before `at`; how many. */
  expireRounds(at: Instant, limit: number, now: Instant): Promise<number>;
  /** Forgets whom no message has come to anything for since `at`; how many. */
  expireReached(at: Instant, limit: number, now: Instant): Promise<number>;
  /** Those whose acts are kept. */
  actors(): Promise<PersonId[]>;
  expireActs(person: PersonId, at: Instant, now: Instant): Promise<void>;
  /**
   * Has the store begin to write its files anew when something was deleted since it last did: only then is it gone from them too. `busy`: it
   * writes them already, perhaps as they were before; ask again. Throws a PermanentError where the server does not allow it.
   */
  compact(): Promise<'begun' | 'busy' | 'nothing'>;
}
