/** What keeps the bot itself in order. */
import type { PersonId } from '../domain/roster.js';
import type { Outage } from '../domain/outage.js';
import type { Instant } from '../domain/time.js';

export interface Household {
  /** Holds the lease on the chat account for `ttlMs` of the store's own time, renewing it in its last two thirds. False: another process has it. */
  holdCourier(courier: string, ttlMs: number): Promise<boolean>;
  yieldCourier(courier: string): Promise<void>;
  /** Who holds the account now; undefined: nobody. */
  courier(): Promise<string | undefined>;
  /**
   * Notes that the bot was awake at `now`, in the store to within 5 s; returns the gap since the last note when it was more than `boundMs`.
   * `online`: the chat account is logged in through this process; while no process has noted that for more than `boundMs`, it is an outage too.
   */
  beat(now: Instant, boundMs: number, online?: boolean): Promise<{ from: Instant; to: Instant } | undefined>;
  /** The last beat of any process, to within 5 s; undefined: there was none. */
  lastBeat(): Promise<Instant | undefined>;
  /** An operator's word that the clock, which shows `now`, is right. Once for each instant, with an audit entry. */
  acceptClock(now: Instant, actor: string): Promise<void>;
  /** When that was said last, by the clock it was said of. */
  clockAcceptedAt(): Promise<Instant | undefined>;
  /** The platform said that the account sends too fast: whoever holds it next keeps still until then as well. */
  rest(until: Instant): Promise<void>;
  restsUntil(): Promise<Instant | undefined>;
  /**
   * The clock was put back to `now`: what was stamped while it was ahead must not make anything wait until then. Sends count as made just now,
   * leases end as if given now, the account's rest is no longer than `restMs`, and what is queued may go out as soon as the hours allow.
   */
  putClockBack(now: Instant, restMs: number): Promise<void>;
  /** Notes an act of a person in office (a leader asked after a unit, decided, …), once for its id. */
  noteAct(id: string, person: PersonId, act: string, now: Instant): Promise<void>;
  /** How often a person did each since. */
  acts(person: PersonId, since: Instant): Promise<Record<string, number>>;
  /**
   * Intervals in which the bot was not awake or the chat account not online, overlapping [from, to]; those of the account do not overlap others.
   * One in which the account is still offline ends at `to`, the present, and is `ongoing`.
   */
  outages(from: Instant, to: Instant): Promise<Outage[]>;
  /** Notes which files are in force, by the digest of what is in them: an audit entry when they are others than before. */
  noteFiles(digest: string, now: Instant): Promise<void>;
  /** The broken links as they were when it was last looked for them, by their keys; undefined: never. */
  linksKnown(): Promise<{ at: Instant; links: string[] } | undefined>;
  noteLinks(at: Instant, links: readonly string[]): Promise<void>;
  /** Resolves when the store answers; rejects with a TemporaryError otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
