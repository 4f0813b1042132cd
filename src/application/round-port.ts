/** The rounds of schedules that ask nothing: reminders, nudges, digests, and the rounds of tasks. */
import type { PersonId } from '../domain/roster.js';
import type { RoundSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import type { Notice } from './outbox-port.js';

export interface Round {
  schedule: string;
  kind: RoundSchedule['kind'];
  plannedAt: Instant;
  openedAt: Instant;
  /** How many were written to. */
  recipients: number;
}

export interface RoundStore {
  /** Opens a round once for its schedule and planned time, with all its notices; a half-done one is completed. False: it was open already. */
  open(round: Round, notices: Notice[], given: readonly { person: PersonId; text: string }[], actor: string): Promise<boolean>;
  /** Those opened since, oldest first. */
  since(at: Instant): Promise<Round[]>;
  /** The ids of the texts that each person was given since. */
  given(people: readonly PersonId[], since: Instant): Promise<Map<PersonId, string[]>>;
}
