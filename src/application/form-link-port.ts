/** Links to answer forms. Who has one may hand in one answer for one unit; who that is was decided when the link was made, and is asked again then. */
import type { CycleId } from '../domain/cycle.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';

export interface FormFor {
  person: PersonId;
  cycle: CycleId;
  unit: UnitId;
}

export interface FormLink extends FormFor {
  /** The message id of what is handed in with it: a link is good for one. */
  id: string;
  until: Instant;
}

/** Tokens are kept as keyed digests only, and are forgotten by themselves. */
export interface FormLinkStore {
  /** Makes a link in place of an earlier one of the same person, cycle and unit, with its audit entry, and returns its token. */
  issue(form: FormFor & { until: Instant }, now: Instant): Promise<string>;
  /** The link of a token, whether it is over or not; undefined: there is none, or a later one has taken its place. */
  link(token: string): Promise<FormLink | undefined>;
}
