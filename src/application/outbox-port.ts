/** The outbox: what is to be said to whom, and what became of it. */
import type { CycleId } from '../domain/cycle.js';
import type { GroupId, PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';

export type Recipient = { kind: 'person'; person: PersonId } | { kind: 'group'; group: GroupId };

/** Something to be said to one recipient. Its words are made when it is sent, together with all else due to the same recipient. */
export interface Notice {
  /** Operation id: a second notice of the same id changes nothing. */
  id: string;
  to: Recipient;
  /** prompt, remind, press, …: the keys of messages.ts. */
  kind: string;
  cycle?: CycleId;
  unit?: UnitId;
  schedule?: string;
  /** Goes out in quiet hours and on rest days too, and over budget. */
  urgent: boolean;
  /** Not sent before. Infinity: it starts no message of its own, and goes along with the next one to the same recipient. */
  notBefore: Instant;
  /** What the words need beyond what is looked up when sending. Kept sealed. JSON. */
  facts: object;
}

export type NoticeState = 'queued' | 'sending' | 'sent' | 'failed' | 'unknown' | 'dropped';

/** Once it is sent or dropped, its facts are not kept any more: they are empty. */
export interface StoredNotice extends Notice {
  /** The number a clerk uses for it (再发 77); 0 as long as it has neither failed nor become unknown. */
  no: number;
  state: NoticeState;
  /** When it was queued; when the outcome was known. */
  at: Instant;
  settledAt?: Instant;
  /** Why it failed, is unknown or was dropped. */
  reason?: string;
}

/**
 * What a delivery means for the unit it was about. The unit stands at `step` afterwards, due at `nextDue`; but a prompted unit never goes
 * back, nor becomes unreached, and one that owes nothing any more keeps its place.
 */
export type UnitEffect =
  | { kind: 'prompted'; cycle: CycleId; unit: UnitId; by: PersonId; at: Instant; step: number; nextDue: Instant; scopes: string[] }
  | { kind: 'unreached'; cycle: CycleId; unit: UnitId; step: number; nextDue: Instant; scopes: string[] };

/** Somebody to whom messages do not get through. */
export interface UnreachedPerson {
  person: PersonId;
  /** How many failed, of which one may have held several notices, and when the first did. */
  messages: number;
  since: Instant;
  /** When one arrived before; absent: none ever did. */
  reachedAt?: Instant;
}

export interface Load {
  messages: number;
  people: number;
  /** Messages to each of them. */
  byPerson: Record<PersonId, number>;
  /** Messages to each of them for each cause; one message may have several. */
  causesOf: Record<PersonId, Record<string, number>>;
  causes: Record<string, number>;
}

/** A leader asks after a unit (催办). */
export interface Urge {
  id: string;
  by: PersonId;
  cycle: CycleId;
  unit: UnitId;
}

export interface Outbox {
  /** Queues notices; those whose id is known are left alone. Returns how many were new. */
  enqueue(notices: Notice[], now: Instant): Promise<number>;
  /** Queues what asking after a unit brings about, at most a few notices, with its audit entry when any of them is new, and notes the act. Returns how many were new. */
  urge(urge: Urge, notices: Notice[], now: Instant): Promise<number>;
  /** Recipients with something due at `now`, longest due first, of one lane. */
  due(lane: 'normal' | 'urgent', now: Instant, limit: number): Promise<Recipient[]>;
  /** The earliest instant at which something queued falls due; undefined: the queue of that lane is empty. */
  nextDue(lane: 'normal' | 'urgent'): Promise<Instant | undefined>;
  /**
   * Marks all that is due to one recipient in a lane `sending` until `leaseUntil` and returns it, oldest first, at most 20; what only goes along
   * (notBefore Infinity) comes last, as far as there is room.
   * Empty when nothing is due or `courier` does not hold the account.
   */
  claim(courier: string, lane: 'normal' | 'urgent', to: Recipient, now: Instant, leaseUntil: Instant): Promise<StoredNotice[]>;
  /** Puts claimed notices back: certainly not sent. What only goes along waits for the next message again. */
  release(ids: string[], notBefore: Instant): Promise<void>;
  /** Whether all of these are still being sent under the claim this process made: one that was stopped for long has lost them. */
  stillClaimed(ids: readonly string[]): Promise<boolean>;
  /**
   * Notes an outcome once; a notice no longer `sending` is left alone, and so is the unit it was about. Effects are applied, and what is to be
   * said of it is queued, in the same script. `isTold: false`: nothing was sent, so it says nothing of whether its recipient can be reached.
   */
  settle(
    ids: string[],
    outcome: 'sent' | 'failed' | 'unknown' | 'dropped',
    now: Instant,
    reason: string | undefined,
    effects: UnitEffect[],
    notices?: readonly Notice[],
    isTold?: boolean,
  ): Promise<void>;
  /** Those to whom every message has failed since one arrived. */
  unreached(): Promise<UnreachedPerson[]>;
  /** `sending` beyond its lease: receipts go back to the queue (they may be repeated), all else becomes unknown and is returned. */
  expire(now: Instant): Promise<StoredNotice[]>;
  /** The newest of those whose outcome is unknown or failed and nobody has dealt with, newest last. */
  open(outcome: 'unknown' | 'failed', limit: number): Promise<StoredNotice[]>;
  /** How many have that outcome and nobody has dealt with, and since when the oldest has it; undefined: none. */
  unsettled(outcome: 'unknown' | 'failed'): Promise<{ count: number; oldest: Instant } | undefined>;
  /** How many recipients have something queued. */
  waiting(lane: 'normal' | 'urgent'): Promise<number>;
  /** 再发 / 已到, once: `resend` queues it again at `now`, `arrived` settles it as sent with the effects. False: not unknown or failed. The same operation again: true. */
  resolve(
    no: number,
    decision: 'resend' | 'arrived',
    by: PersonId,
    now: Instant,
    effects: UnitEffect[],
    operationId: string,
  ): Promise<boolean>;
  byNumber(no: number): Promise<StoredNotice | undefined>;
  /** Those of the ids that are known, in no order. Their facts are not opened: `facts` is empty. */
  byIds(ids: readonly string[]): Promise<StoredNotice[]>;
  /** How many notices of a cycle were sent, are failed, are unknown. */
  tally(cycle: CycleId): Promise<{ sent: number; failed: number; unknown: number }>;
  /**
   * Marks that something was sent to a recipient: for pacing (every send), for the budget (what the bot starts to a person), and for the load
   * (what it starts: a person or causes are given).
   */
  noteSend(now: Instant, startedFor?: PersonId, causes?: readonly string[]): Promise<void>;
  /**
   * What the bot started from the hour of `from` until the hour that begins at `to`: how many messages, to how many people, and how many of
   * them for each cause (schedule or kind). Kept for 100 days.
   */
  load(from: Instant, to: Instant): Promise<Load>;
  /** The same for so many replies at once. */
  noteReplies(now: Instant, count: number): Promise<void>;
  /** Instants of sends since, ascending: for pacing; with a person: what the bot started to them. */
  sends(since: Instant, person?: PersonId): Promise<Instant[]>;
  /** The latest end of a lease on what is being sent, by this process or one that has died over it; undefined: nothing is. */
  latestLease(): Promise<Instant | undefined>;
}
