/** Who is signed in to the console: codes that prove who sits there, and the sessions that they open. */
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';

export interface Session {
  person: PersonId;
  since: Instant;
  until: Instant;
}

/** `stopped`: too many wrong tries within the hour, whoever made them; no code is looked at until `until`. */
export type SignedIn = { kind: 'in'; person: PersonId; token: string } | { kind: 'wrong' } | { kind: 'stopped'; until: Instant };

/** Codes and tokens are kept as keyed digests only. What changes anything does so in one script, with its audit entry. */
export interface SignInStore {
  /** Makes a person's code, in place of an earlier one, and returns it. `by`: who asked. */
  issue(code: { person: PersonId; until: Instant; by: string }, now: Instant): Promise<string>;
  /** Takes a code once, in return for the token of a session that lasts until `until`. */
  redeem(code: string, until: Instant, now: Instant): Promise<SignedIn>;
  /** The session of a token; undefined: there is none, or it is over. */
  session(token: string, now: Instant): Promise<Session | undefined>;
  /** Ends a session; one that has ended stays so. */
  end(token: string, now: Instant): Promise<void>;
  /** Ends all sessions of a person, and makes their open code void; nothing when there are none. `by`: why, for the trail. */
  endAll(person: PersonId, by: string, now: Instant): Promise<void>;
  /** The open sessions of a person, the earliest first. */
  sessionsOf(person: PersonId, now: Instant): Promise<Session[]>;
  /** Who has a session or a code, whether it is over or not. */
  holders(): Promise<PersonId[]>;
}
