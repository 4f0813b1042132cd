/** What a round consists of, and how long it is of use. */
import { instantOf } from '../domain/date-text.js';
import { holidaysOf } from '../domain/round-readers.js';
import type { PersonId } from '../domain/roster.js';
import type { RoundSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { resolveDeadline, type WorkContext } from '../domain/workdays.js';
import type { Notice } from './ports.js';

export interface RoundContent {
  notices: Notice[];
  /** Which text each person is given; only nudges give any. */
  given: { person: PersonId; text: string }[];
}

/** What a notice of a round keeps: its words are looked up when they are sent. */
export interface RoundFacts {
  plannedAt: Instant;
  /** Not said any more from then on. */
  until: Instant;
}

/** Until when a round that could not go out on time is still of use: before festivals until the last of them begins, else for one more workday. */
export function roundUsefulUntil({ trigger }: Pick<RoundSchedule, 'trigger'>, opening: Instant, context: WorkContext): Instant {
  const last = holidaysOf(trigger, opening, context).at(-1);
  return last === undefined ? resolveDeadline({ kind: 'workdays', days: 1 }, opening, context) : instantOf(last.from, 0, context.timezone);
}
