/** Looks up when a cron expression fires. Times are whole seconds; the meaning is node-cron's, so day of month and day of week must both match. */
import { PermanentError, ValidationError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time.js';
import { cronerOf } from './expression.js';

/** More than these in one look-up mean that somebody asked for too long a stretch. */
export const occurrenceLimit = 10_000;

/**
 * The times an expression fires in (from, to], ascending. A single time of day that a clock change leaves out fires right after the change.
 * Throws ValidationError `bad-cron`, and PermanentError `too-many-occurrences` beyond 10,000: ask for a shorter stretch.
 */
export function occurrences(expression: string, timezone: string, from: Instant, to: Instant): Instant[] {
  const times: Instant[] = [];
  for (let at = next(expression, timezone, from); at !== undefined && at <= to; at = next(expression, timezone, at)) {
    if (times.length >= occurrenceLimit) {
      throw new PermanentError('too-many-occurrences', `${expression} fires more than ${occurrenceLimit} times in the stretch asked for`);
    }
    times.push(at);
  }
  return times;
}

/** The first time an expression fires after an instant; undefined: never again. Throws ValidationError `bad-cron`. */
export function next(expression: string, timezone: string, after: Instant): Instant | undefined {
  const cron = cronerOf(expression, timezone);
  try {
    return cron.nextRun(new Date(after))?.getTime();
  } catch (error) {
    throw new ValidationError('bad-cron', `cannot look up ${expression} in ${timezone}`, error);
  }
}
