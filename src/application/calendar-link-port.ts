/** The addresses under which people's phones ask for their calendars. Whoever has one sees its person's deadlines, and nothing else. */
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';

/** `kept`: there is one since then, which nobody can be told again. */
export type CalendarLinkGiven = { kind: 'made'; token: string } | { kind: 'kept'; since: Instant };

/** A person has one address at most. Tokens are kept as keyed digests only; what changes anything does so in one script, with its audit entry. */
export interface CalendarLinkStore {
  /**
   * Makes an address where there is none or, with `renew`, in place of the one there is, which is void at once. The same operation again gives the
   * same token and changes nothing.
   */
  issue(link: { person: PersonId; renew: boolean; operationId: string }, now: Instant): Promise<CalendarLinkGiven>;
  /** Whose calendar it is; undefined: nobody's. */
  holder(token: string): Promise<PersonId | undefined>;
  /** Since when a person has an address. */
  since(person: PersonId): Promise<Instant | undefined>;
  /** Ends a person's address; nothing when there is none. `by`: why, for the trail. */
  end(person: PersonId, by: string, now: Instant): Promise<void>;
  /** Who has an address. */
  holders(): Promise<PersonId[]>;
}
