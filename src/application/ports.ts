/** What the use cases need of the world besides the chat (chat-port.ts). Times are arguments; every write is idempotent under its operation id. */
import type { Cycle, CycleId, Level, Reply, ReplyBody, ReplyDraft, UnitRecord, UnitState } from '../domain/cycle.js';
import type { Answers, QuestionId } from '../domain/question.js';
import type { GroupId, PersonId, Roster, UnitId } from '../domain/roster.js';
import type { Schedule } from '../domain/schedule.js';
import type { Session } from '../domain/session.js';
import type { Settings } from '../domain/settings.js';
import type { DateText, Instant } from '../domain/time.js';
import type { WorkCalendar } from '../domain/calendar.js';

export interface Clock {
  now(): Instant;
}

export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** The files in force. */
export interface Config {
  roster: Roster;
  settings: Settings;
  schedules: ReadonlyMap<string, Schedule>;
  calendar: WorkCalendar;
}

export interface Cron {
  /** The times an expression fires in (from, to], ascending. */
  occurrences(expression: string, timezone: string, from: Instant, to: Instant): Instant[];
}

/** Renders a message by the name of its template. The facts' shapes are in messages.ts. */
export interface Texts {
  render(name: string, facts: object): string;
}

/** Keeps attachments under generated names. */
export interface Files {
  /** Returns the generated name. The same operation id gives the same name and is written once. */
  save(operationId: string, bytes: Uint8Array, extension: string): Promise<string>;
}

// ---------------------------------------------------------------------------------------------------------------- outbox

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
  /** Not sent before. */
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

export interface Outbox {
  /** Queues notices; those whose id is known are left alone. Returns how many were new. */
  enqueue(notices: Notice[], now: Instant): Promise<number>;
  /** Recipients with something due at `now`, longest due first, of one lane. */
  due(lane: 'normal' | 'urgent', now: Instant, limit: number): Promise<Recipient[]>;
  /** The earliest instant at which something queued falls due; undefined: the queue of that lane is empty. */
  nextDue(lane: 'normal' | 'urgent'): Promise<Instant | undefined>;
  /**
   * Marks all that is due to one recipient in a lane `sending` until `leaseUntil` and returns it, oldest first, at most 20.
   * Empty when nothing is due or `courier` does not hold the account.
   */
  claim(courier: string, lane: 'normal' | 'urgent', to: Recipient, now: Instant, leaseUntil: Instant): Promise<StoredNotice[]>;
  /** Puts claimed notices back: certainly not sent. */
  release(ids: string[], notBefore: Instant): Promise<void>;
  /** Notes an outcome once; a notice no longer `sending` is left alone, and so is the unit it was about. Effects are applied in the same script. */
  settle(
    ids: string[],
    outcome: 'sent' | 'failed' | 'unknown' | 'dropped',
    now: Instant,
    reason: string | undefined,
    effects: UnitEffect[],
  ): Promise<void>;
  /** `sending` beyond its lease: receipts go back to the queue (they may be repeated), all else becomes unknown and is returned. */
  expire(now: Instant): Promise<StoredNotice[]>;
  /** The newest of those whose outcome is unknown or failed and nobody has dealt with, newest last. */
  open(outcome: 'unknown' | 'failed', limit: number): Promise<StoredNotice[]>;
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
  /** Marks that something was sent to a recipient: for pacing (every send), and for the budget (what the bot starts). */
  noteSend(now: Instant, startedFor?: PersonId): Promise<void>;
  /** The same for so many replies at once. */
  noteReplies(now: Instant, count: number): Promise<void>;
  /** Instants of sends since, ascending: for pacing; with a person: what the bot started to them. */
  sends(since: Instant, person?: PersonId): Promise<Instant[]>;
}

// ---------------------------------------------------------------------------------------------------------------- cycles

export interface StepTaken {
  cycle: CycleId;
  unit: UnitId;
  /** The step being taken: nothing happens unless the record still stands there and is unanswered. */
  step: number;
  next: number;
  /** When the next step is due; `Infinity`: nothing more by itself. */
  nextDue: Instant;
  level?: Level;
  state?: 'pending' | 'unreached' | 'excused';
  reason?: string;
  /** Joins the units waiting for the cycle's next circular draft. */
  circulate?: boolean;
  notices: Notice[];
  scopes: string[];
}

export interface Standing {
  cycle: Cycle;
  unit: UnitId;
  record: UnitRecord;
  /** The prompt was sent to this person. */
  asked: boolean;
  /** False: the person has no answer to it under way. */
  mayHaveDraft: boolean;
}

export interface CycleStore {
  /** The watermark of a schedule: starts at `now` when first seen, moves to `now` when the fingerprint of its trigger changed. */
  watermark(schedule: string, fingerprint: string, now: Instant): Promise<Instant>;
  /** Never goes back. */
  moveWatermark(schedule: string, to: Instant): Promise<void>;
  /** Records once that an occurrence did not open. */
  recordMissed(schedule: string, plannedAt: Instant, reason: string, now: Instant): Promise<boolean>;
  missed(since: Instant): Promise<{ schedule: string; plannedAt: Instant; reason: string }[]>;
  /**
   * Opens a cycle once; a half-done opening is completed. Allots `firstNo`. `announce` is queued when all units are in.
   * `false`: it was open already.
   */
  open(
    cycle: Omit<Cycle, 'firstNo'>,
    firstDue: Instant,
    announce: Notice[],
    actor: string,
    scopesOf: (unit: UnitId) => string[],
  ): Promise<boolean>;
  cycle(id: CycleId): Promise<Cycle | undefined>;
  openCycles(): Promise<Cycle[]>;
  /** Open, or closed since. Newest first. */
  cyclesSince(since: Instant): Promise<Cycle[]>;
  close(id: CycleId, now: Instant): Promise<void>;
  /** Up to `limit` units whose time has come, for `leaseMs`: not taken again meanwhile. */
  takeDue(cycle: CycleId, now: Instant, limit: number, leaseMs: number): Promise<UnitId[]>;
  nextDue(cycle: CycleId): Promise<Instant | undefined>;
  records(cycle: CycleId, units: readonly UnitId[]): Promise<Map<UnitId, UnitRecord>>;
  /** Units still open (pending or unreached), the longest due first. */
  openUnits(cycle: CycleId, offset: number, limit: number): Promise<UnitId[]>;
  /** By scope: a unit's id counts it and all below it; `@person` counts a supervisor's units; `*` all. */
  counts(cycle: CycleId, scope: string): Promise<Record<UnitState, number>>;
  /** Takes a step, each exactly once; all its notices or none. */
  takeStep(step: StepTaken, actor: string, now: Instant): Promise<boolean>;
  /** Puts a unit's next due time off without a step. */
  postpone(cycle: CycleId, unit: UnitId, step: number, until: Instant): Promise<void>;
  /**
   * How units stand in every open cycle they are in, the newest cycle first: those given, and those whose prompt was sent to the person,
   * whatever post they hold now.
   */
  standing(person: PersonId, units: readonly UnitId[]): Promise<Standing[]>;
}

// ---------------------------------------------------------------------------------------------------------------- replies

/** Words that go out as the reply to a message and carry the number under which the change was recorded, in place of `receiptMark`. */
export interface Receipt {
  to: PersonId;
  text: string;
}

/** Stands for the receipt's number until the recording script has allotted it. */
export const receiptMark = '\uFFFC';

export type Recorded =
  /** `text`: the receipt with its number; `notice` the outbox record to settle after sending. */
  | { kind: 'recorded'; no: number; version: number; text: string; notice: string }
  | { kind: 'duplicate' }
  /** Somebody else's version, or decision, came first. The message is not claimed. */
  | { kind: 'conflict'; version: number };

export interface ReplyToRecord {
  messageId: string;
  cycle: CycleId;
  unit: UnitId;
  by: PersonId;
  at: Instant;
  late: boolean;
  body: ReplyBody;
  /** The version this one follows. */
  after: number;
  scopes: string[];
  receipt: Receipt;
  /** The person's dialog after this, absent: none; the draft is dropped. */
  dialog?: Dialog;
  /** Told in the same script to those who are released from a matter by this answer. */
  notices: Notice[];
}

export interface ReplyStore {
  record(reply: ReplyToRecord, now: Instant): Promise<Recorded>;
  latest(cycle: CycleId, unit: UnitId): Promise<Reply | undefined>;
  all(cycle: CycleId): Promise<Reply[]>;
  versions(cycle: CycleId, unit: UnitId): Promise<Reply[]>;
  draft(cycle: CycleId, unit: UnitId, person: PersonId): Promise<ReplyDraft | undefined>;
  /** The unit's own words about why it is open (说明), verbatim. */
  explain(
    explanation: { messageId: string; cycle: CycleId; unit: UnitId; by: PersonId; at: Instant; text: string; receipt: Receipt },
    now: Instant,
  ): Promise<Recorded>;
  explanation(cycle: CycleId, unit: UnitId): Promise<{ by: PersonId; at: Instant; text: string } | undefined>;
}

// ---------------------------------------------------------------------------------------------------------------- conversation

/** What the bot last asked a person, so that a short reply can be understood. At most one at a time. */
export type Dialog =
  /** An answer under way; what was understood so far is in the draft. `day`: of the last message. */
  | ({ kind: 'session'; cycle: CycleId; unit: UnitId; day: DateText } & Session)
  /** Waits for a word on a `no`: when it will be done. `after`: go on with the session, or it was handed in. */
  | { kind: 'follow-up'; cycle: CycleId; unit: UnitId; question: QuestionId; after: Session | 'handed-in' }
  /** Acts only on 是. `command` is the text to be read as if typed. */
  | { kind: 'confirm-command'; command: string }
  | { kind: 'confirm-change'; cycle: CycleId; unit: UnitId; answers: Answers }
  /** The prompt's own sample came back: recorded on 属实. */
  | { kind: 'attest'; cycle: CycleId; unit: UnitId; answers: Answers }
  /** Several prompts are open and the text named none: it waits for a number. */
  | { kind: 'which-prompt'; text: string; messageAt: Instant };

export interface ConversationStore {
  /** Whether a message id has made a change or been answered before. */
  seen(messageId: string): Promise<boolean>;
  dialog(person: PersonId): Promise<Dialog | undefined>;
  /**
   * Claims a message that changes at most the person's dialog and draft. False: it was claimed before, nothing changed.
   * `dialog: null` ends the dialog; absent leaves it.
   */
  claim(
    message: { id: string; person?: PersonId; dialog?: Dialog | null; draft?: { cycle: CycleId; unit: UnitId; body: ReplyDraft | null } },
    now: Instant,
  ): Promise<boolean>;
  /** True once a day for an account: a stranger is answered once a day. */
  greetStranger(account: string, day: string): Promise<boolean>;
}

// ---------------------------------------------------------------------------------------------------------------- circulars

/** A draft of a 通报: people decide whether it goes out. */
export interface Circular {
  no: number;
  cycle: CycleId;
  units: UnitId[];
  at: Instant;
  state: 'open' | 'released' | 'withheld';
  decidedBy?: PersonId;
}

export interface CircularStore {
  /** Units of a cycle that have reached the rung and are in no draft yet. */
  waiting(cycle: CycleId): Promise<UnitId[]>;
  /** Makes one draft of all that wait, with its notices, in one script; undefined: not all of the units wait (any more). `noticesOf` gets the allotted number. */
  draft(cycle: CycleId, units: UnitId[], noticesOf: (no: number) => Notice[], now: Instant): Promise<Circular | undefined>;
  circular(no: number): Promise<Circular | undefined>;
  openCirculars(): Promise<Circular[]>;
  /** Decides once: releases with the group's notices, or withholds with a reason. */
  decide(
    decision: {
      no: number;
      messageId: string;
      state: 'released' | 'withheld';
      by: PersonId;
      reason?: string;
      notices: Notice[];
      receipt: Receipt;
    },
    now: Instant,
  ): Promise<Recorded>;
}

// ---------------------------------------------------------------------------------------------------------------- the bot itself

export interface Household {
  /** Holds the lease on the chat account for `ttlMs` of the store's own time, renewing it in its last two thirds. False: another process has it. */
  holdCourier(courier: string, ttlMs: number): Promise<boolean>;
  yieldCourier(courier: string): Promise<void>;
  /** Notes that the bot was awake at `now`, in the store to within 5 s; returns the gap since the last note when it was more than `boundMs`. */
  beat(now: Instant, boundMs: number): Promise<{ from: Instant; to: Instant } | undefined>;
  /** Intervals in which the bot was not awake, overlapping [from, to]. */
  outages(from: Instant, to: Instant): Promise<{ from: Instant; to: Instant }[]>;
  /** Resolves when the store answers; rejects with a TemporaryError otherwise. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface Stores {
  outbox: Outbox;
  cycles: CycleStore;
  replies: ReplyStore;
  conversation: ConversationStore;
  circulars: CircularStore;
  household: Household;
}
