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

/** `stopped`: this account has to wait. `suspended`: too many wrong tries anywhere, all open codes are void; `now`: with this very try. */
export type Redeemed =
  | { kind: 'bound'; person: PersonId }
  | { kind: 'wrong'; left: number }
  | { kind: 'stopped'; until: Instant; now: boolean }
  | { kind: 'suspended'; now: boolean }
  | { kind: 'duplicate' };

export interface BindingStore {
  version(): Promise<number>;
  all(): Promise<Bindings>;
  /** A person's code, in place of an earlier one. Only its keyed digest is kept. */
  issue(code: { code: string; person: PersonId; until: Instant; by: string }, now: Instant): Promise<void>;
  /** Who an open code is for; undefined: it is none. Does not count as a try. */
  ownerOf(code: string, now: Instant): Promise<PersonId | undefined>;
  /** Voids a code that others have seen. Returns whose it was. */
  void(code: string, now: Instant): Promise<PersonId | undefined>;
  /** Tries a code once for a message. */
  redeem(attempt: { code: string; account: string; messageId: string }, now: Instant): Promise<Redeemed>;
  /** Takes accounts from whoever they belonged to. Returns those that were not suspended before. */
  suspend(accounts: readonly string[], reason: string, by: string, now: Instant): Promise<string[]>;
  /** The bot's own account id at the last login it was noted. */
  ownAccount(): Promise<string | undefined>;
  noteOwnAccount(account: string): Promise<void>;
}
