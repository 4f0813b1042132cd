/** The replies of units, their drafts and explanations; and how a change that somebody said is recorded. */
import type { CycleId, Reply, ReplyBody, ReplyDraft } from '../domain/cycle.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Dialog } from './conversation-port.js';
import type { Notice } from './outbox-port.js';

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
