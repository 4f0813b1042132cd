/** When broken links are looked for by themselves: the afternoon before anything is asked, and every evening. */
import { addDays, dateOf, instantOf } from './date-text.js';
import type { Instant } from './time.js';
import { addWorkdays, type WorkContext } from './workdays.js';

/** Early enough to mend the roster the same day. */
const beforeOpeningMinute = 15 * 60;
const eveningMinute = 20 * 60;

/** When an opening's links are looked at: in the afternoon of the last workday before its day. */
export function checkBefore(opening: Instant, { timezone, calendar }: WorkContext): Instant {
  return instantOf(addWorkdays(dateOf(opening, timezone), -1, calendar), beforeOpeningMinute, timezone);
}

/** The first evening look after an instant. */
export function eveningAfter(at: Instant, { timezone }: WorkContext): Instant {
  const today = dateOf(at, timezone);
  const evening = instantOf(today, eveningMinute, timezone);
  return evening > at ? evening : instantOf(addDays(today, 1), eveningMinute, timezone);
}
