/** What keeps the bot itself in order. */
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';

export interface Household {
  /** Holds the lease on the chat account for `ttlMs` of the store's own time, renewing it in its last two thirds. False: another process has it. */
  holdCourier(courier: string, ttlMs: number): Promise<boolean>;
  yieldCourier(courier: string): Promise<void>;
  /** Notes that the bot was awake at `now`, in the store to within 5 s; returns the gap since the last note when it was more than `boundMs`. */
  beat(now: Instant, boundMs: number): Promise<{ from: Instant; to: Instant } | undefined>;
  /** Notes an act of a person in office (a leader asked after a unit, decided, …), once for its id. */
  noteAct(id: string, person: PersonId, act: string, now: Instant): Promise<void>;
  /** How often a person did each since. */
  acts(person: PersonId, since: Instant): Promise<Record<string, number>>;
  /** Intervals in which the bot was not awake, overlapping [from, to]. */
  outages(from: Instant, to: Instant): Promise<{ from: Instant; to: Instant }[]>;
  /** The broken links as they were when it was last looked for them, by their keys; undefined: never. */
  linksKnown(): Promise<{ at: Instant; links: string[] } | undefined>;
  noteLinks(at: Instant, links: readonly string[]): Promise<void>;
  /** Resolves when the store answers; rejects with a TemporaryError otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
