/** What is remembered of a conversation: which messages were dealt with, and what the bot last asked. */
import type { CycleId, ReplyDraft } from '../domain/cycle.js';
import type { MatterNo } from '../domain/matter.js';
import type { Answers, QuestionId } from '../domain/question.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Session } from '../domain/session.js';
import type { Move } from '../domain/transfer-rules.js';
import type { DateText, Instant } from '../domain/time.js';

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
  | { kind: 'which-prompt'; text: string; messageAt: Instant }
  /** Words for a report came without the number of their part: it waits for that number. */
  | { kind: 'which-part'; cycle: CycleId; unit: UnitId; text: string }
  /** Something a command needs was not said: the next words go between `head` and `tail`, and the whole is read as if typed. */
  | { kind: 'complete'; head: string; tail: string }
  /** It was said that a finding is mended: photos that follow belong to it. */
  | { kind: 'evidence'; finding: MatterNo }
  /**
   * On an inspection: what is said next belongs to it. `again`: what was said last was not understood. `wants`: the place of a problem of which
   * nothing has been said yet.
   */
  | { kind: 'walk'; inspection: MatterNo; again?: true; wants?: number }
  /** What was said may belong to an inspection, or to the self-check that is open; `running`: the answer to it that was under way. */
  | { kind: 'which-walk'; inspection: MatterNo; text: string; messageAt: Instant; running?: Extract<Dialog, { kind: 'session' }> }
  /** Notes a transfer on 确认. */
  | { kind: 'confirm-transfer'; move: Move }
  /** Withdraws a cycle on 是. */
  | { kind: 'confirm-withdrawal'; withdraws: CycleId };

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
