/** The matters: numbered things that wait for somebody. */
import type { CycleId, Terms } from '../domain/cycle.js';
import type { Matter, MatterKind, MatterNo, MatterOf } from '../domain/matter.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Dialog } from './conversation-port.js';
import type { Notice } from './outbox-port.js';
import type { Receipt, Recorded } from './reply-port.js';

/** What a change of a matter means for a unit's part in a cycle. */
export interface TermsChange {
  cycle: CycleId;
  unit: UnitId;
  /** As they were when this was decided; absent: none. If they have changed since, nothing is written. */
  before?: Terms;
  /** As they are afterwards; absent: none. */
  after?: Terms;
  /** When the unit is due next; absent: as it was. It changes nothing for a unit that owes nothing any more. */
  nextDue?: Instant;
  /** The unit owes nothing any more. */
  excuse?: { reason: string; scopes: string[] };
}

/** One change of one matter, as a whole. */
export interface MatterChange {
  /** As it is afterwards, but for its version. */
  matter: Matter;
  /** The version it follows; 0: it is new. */
  after: number;
  /** When it is looked at next; absent: not by itself. */
  due?: Instant;
  /** Who has to act on it now. */
  waitsFor: PersonId[];
  terms?: TermsChange[];
  actor: string;
  /** For the audit trail: a word like `request-opened`. */
  act: string;
  /** Stands in the audit trail behind the matter: what is made public there. */
  published?: string;
  /** Told in the same script. */
  notices: Notice[];
  /** What was said: absent for what the bot does by itself. */
  said?: { messageId: string; receipt: Receipt; dialog?: Dialog | null };
}

/** A matter, and whom it is found by as waiting for them. */
export interface WaitingMatter {
  matter: Matter;
  waitsFor: PersonId[];
}

export interface MatterStore {
  /** The number that belongs to a key, allotted when first asked for. */
  number(key: string): Promise<MatterNo>;
  matter(no: MatterNo): Promise<Matter | undefined>;
  /** Open ones, the lowest number first; conditions narrow each other. */
  open<Kind extends MatterKind = MatterKind>(which?: { kind?: Kind; unit?: UnitId; waitsFor?: PersonId }): Promise<MatterOf<Kind>[]>;
  /** Open, or settled since; the lowest number first. */
  since<Kind extends MatterKind = MatterKind>(since: Instant, kind?: Kind): Promise<MatterOf<Kind>[]>;
  /** Open ones of some units, and those among the last `limit` settled of all, the newest first. Others are not opened. */
  ofUnits(units: readonly UnitId[], limit: number): Promise<Matter[]>;
  /** Up to `limit` whose time has come, for `leaseMs`: not taken again meanwhile. */
  takeDue(now: Instant, limit: number, leaseMs: number): Promise<Matter[]>;
  nextDue(): Promise<Instant | undefined>;
  /**
   * What waits for the word of somebody who is not its owner, whoever that is and even if it is nobody: up to `limit` behind a place, in an order
   * of its own. `next`: where to go on; absent: that was all.
   */
  waiting(after: string, limit: number): Promise<{ found: WaitingMatter[]; next?: string }>;
  /** Changes whom a matter is found by as waiting for them, and nothing else of it. One that has another version by now is left alone. */
  readdress(matter: Matter, waitsFor: PersonId[]): Promise<void>;
  /** Puts a matter's next look off without a change. */
  postpone(no: MatterNo, version: number, until: Instant): Promise<void>;
  /**
   * Writes a change once, with all that belongs to it or nothing. `conflict`: another version came first, or a unit's terms are not what they
   * were, or it is a new inspection of a unit where another by the same checklist goes on. A change by the bot itself that was written already is a `duplicate`; when one without words is written, the receipt's text is empty.
   */
  write(change: MatterChange, now: Instant): Promise<Recorded>;
}
