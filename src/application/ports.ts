/** What the use cases need of the world besides the chat (chat-port.ts). Times are arguments; every write is idempotent under its operation id. */
import type { Checklist } from '../domain/checklist.js';
import type { CycleId } from '../domain/cycle.js';
import type { DutyList } from '../domain/duty.js';
import type { Roster, Unit, UnitId } from '../domain/roster.js';
import type { Schedule } from '../domain/schedule.js';
import type { Settings } from '../domain/settings.js';
import type { Instant } from '../domain/time.js';
import type { WorkCalendar } from '../domain/calendar.js';
import type { AuditTrail } from './audit-port.js';
import type { BindingStore } from './binding-port.js';
import type { CalendarLinkStore } from './calendar-link-port.js';
import type { CircularStore } from './circular-port.js';
import type { ConversationStore } from './conversation-port.js';
import type { CycleStore } from './cycle-port.js';
import type { Household } from './household-port.js';
import type { JobStore } from './job-port.js';
import type { LedgerStore } from './ledger-port.js';
import type { MatterStore } from './matter-port.js';
import type { Outbox } from './outbox-port.js';
import type { PostingStore } from './posting-port.js';
import type { ReadLog } from './reads-port.js';
import type { ReplyStore } from './reply-port.js';
import type { RetentionStore } from './retention-port.js';
import type { RoundStore } from './round-port.js';
import type { FormLinkStore } from './form-link-port.js';
import type { SignInStore } from './sign-in-port.js';
import type { WebhookStore } from './webhook-port.js';

export * from './audit-port.js';
export * from './binding-port.js';
export * from './calendar-link-port.js';
export * from './circular-port.js';
export * from './conversation-port.js';
export * from './cycle-port.js';
export * from './form-link-port.js';
export * from './household-port.js';
export * from './job-port.js';
export * from './ledger-port.js';
export * from './matter-port.js';
export * from './outbox-port.js';
export * from './posting-port.js';
export * from './reads-port.js';
export * from './reply-port.js';
export * from './retention-port.js';
export * from './round-port.js';
export * from './sign-in-port.js';
export * from './webhook-port.js';

export interface Clock {
  now(): Instant;
  /** Milliseconds since some instant of its own: goes on through the machine's sleep and is set by nobody. Two readings tell how long something took. */
  elapsedMs(): number;
}

export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** The files in force. */
export interface Config {
  /** As it counts now: bound accounts in place of the file's, deputies in the posts of whoever is on leave. */
  roster: Roster;
  /** The units without deputies in their posts, for what outlasts a leave; absent: nobody stands in for anybody. */
  posts?: ReadonlyMap<UnitId, Unit>;
  /** The roster as it is written, before anything that was said in chat; absent: it is the one in force. */
  written?: Roster;
  settings: Settings;
  schedules: ReadonlyMap<string, Schedule>;
  /** Of on-site inspections, by id. */
  checklists: ReadonlyMap<string, Checklist>;
  /** The responsibility lists; absent: there are none. */
  duties?: readonly DutyList[];
  calendar: WorkCalendar;
}

export interface Cron {
  /** An expression as people say it. */
  words(expression: string): string;
  /** The times an expression fires in (from, to], ascending. */
  occurrences(expression: string, timezone: string, from: Instant, to: Instant): Instant[];
}

/** Renders a message by the name of its template. The facts' shapes are in messages.ts. */
export interface Texts {
  render(name: string, facts: object): string;
}

/** Keeps attachments under generated names, sealed with the data key of the cycle they belong to; without one, with the committee's own. */
export interface Files {
  /** The generated name that `save` gives. */
  nameOf(operationId: string, extension: string): string;
  /** Returns the generated name. The same operation id gives the same name and is written once. */
  save(operationId: string, bytes: Uint8Array, extension: string, about?: { cycle?: CycleId | undefined }): Promise<string>;
  /** As it was handed in; undefined: there is no such file. Throws a PermanentError `data-key-gone` or `sealed-broken`. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Those that are gone already count as removed. */
  remove(names: readonly string[]): Promise<void>;
}

export interface Stores {
  outbox: Outbox;
  cycles: CycleStore;
  replies: ReplyStore;
  conversation: ConversationStore;
  circulars: CircularStore;
  matters: MatterStore;
  ledger: LedgerStore;
  rounds: RoundStore;
  bindings: BindingStore;
  postings: PostingStore;
  household: Household;
  signIns: SignInStore;
  formLinks: FormLinkStore;
  calendarLinks: CalendarLinkStore;
  webhooks: WebhookStore;
  audit: AuditTrail;
  reads: ReadLog;
  retention: RetentionStore;
  jobs: JobStore;
}
