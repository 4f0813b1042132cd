/** Which chat accounts belong to whom beyond what the roster says, and the codes that prove it. */
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';

export interface Binding {
  person: PersonId;
  account: string;
  at: Instant;
}

export interface Bindings {
  /** Rises with every change. */
  version: number;
  /** One account a person: it stands in for those of the roster. */
  bound: readonly Binding[];
  /** Accounts that count for nobody until somebody is bound to them anew. */
  suspended: readonly string[];
}

/** One try of a code by an account. `holder`: whose account it is already. */
export interface CodeAttempt {
  code: string;
  account: string;
  holder?: PersonId;
  messageId: string;
}

/**
 * `wrong`: `left` more before the account has to wait. `stopped`: it has to. `suspended`: too many wrong tries anywhere, all open codes are void
 * until a new one is made. `now`: with this very try. `expired`: it was right once. `not-yours`: the account is somebody else's, and the code is void.
 */
export type Redeemed =
  | { kind: 'bound'; person: PersonId; event: string }
  | { kind: 'wrong'; left: number }
  | { kind: 'stopped'; until: Instant; now: boolean }
  | { kind: 'suspended'; now: boolean }
  | { kind: 'expired' }
  | { kind: 'not-yours' }
  | { kind: 'duplicate' };

/** Something the clerk has to hear of; it is kept until it is known to be told. */
export type BindingEvent = { id: string; at: Instant } & BindingMatter;

export type BindingMatter =
  | { kind: 'bound'; person: PersonId }
  | { kind: 'not-me'; person: PersonId }
  /** `person`: whose account it was that tried; absent: a stranger's. */
  | { kind: 'binding-stopped'; person?: PersonId }
  | { kind: 'codes-suspended' }
  /** `person`: whose code it was. `by`: who showed it in a group or tried it for themselves; absent: a stranger. */
  | { kind: 'code-void'; person: PersonId; by?: PersonId; where: 'group' | 'private' }
  | { kind: 'accounts-suspended'; people: PersonId[] };

/** All that changes anything does so in one script, with the audit entry and the event that the clerk will hear of. */
export interface BindingStore {
  version(): Promise<number>;
  all(): Promise<Bindings>;
  /** Makes a person's code, in place of an earlier one, and returns it. Only its keyed digest is kept. */
  issue(code: { person: PersonId; until: Instant; by: string }, now: Instant): Promise<string>;
  /** Voids a code that others have seen in a group; `by`: who showed it. Returns whose it was; undefined: it is no open code. */
  void(code: string, shown: { messageId: string; by?: PersonId }, now: Instant): Promise<PersonId | undefined>;
  /** Tries a code once for a message. */
  redeem(attempt: CodeAttempt, now: Instant): Promise<Redeemed>;
  /**
   * Takes accounts from whoever they belong to, once for the operation; `reason` is that of the audit trail. Returns those that were not
   * suspended before.
   */
  suspend(
    taken: readonly { account: string; person: PersonId }[],
    why: { reason: 'not-me' | 'new-login'; by: string; operationId: string },
    now: Instant,
  ): Promise<string[]>;
  /** What happened up to `until` and nobody is known to have been told of, oldest first. */
  untold(until: Instant): Promise<BindingEvent[]>;
  told(ids: readonly string[]): Promise<void>;
  /** The bot's own account id at the last login it was noted. */
  ownAccount(): Promise<string | undefined>;
  noteOwnAccount(account: string): Promise<void>;
}
