/** Decides when something the bot starts may go out: not in quiet hours, not on rest days, and not faster than the account's pace. */
import type { WorkCalendar } from './calendar.js';
import { addDays, dateOf, instantOf, minuteOfDay } from './date-text.js';
import { PermanentError } from './errors.js';
import type { Settings, TimeSpan } from './settings.js';
import { dayMs, hourMs, minuteMs, type Instant } from './time.js';
import { nearestWorkday } from './workdays.js';

/** What holding back needs to know of a committee, and whether the schedule is urgent. */
export interface SendingContext {
  timezone: string;
  quietHours: readonly TimeSpan[];
  restDays: Settings['restDays'];
  calendar: WorkCalendar;
  /** Overrides quiet hours and rest days. */
  urgent: boolean;
}

/** More moves than these mean that the quiet hours leave no minute of the day. */
const moveLimit = 200;

/**
 * The earliest instant at or after `at` at which something the bot starts may be sent; `at` itself if it may go out then.
 * Quiet hours are half-open: at their last minute's end it may go out. A span that ends where it begins is empty. Throws PermanentError
 * `always-quiet` when the quiet hours together leave no time of day.
 */
export function mayGoOutAt(at: Instant, context: SendingContext): Instant {
  if (context.urgent) return at;
  let allowed = at;
  for (let moves = 0; moves < moveLimit; moves += 1) {
    const later = endOfQuiet(endOfRest(allowed, context), context);
    if (later === allowed) return allowed;
    allowed = later;
  }
  throw new PermanentError('always-quiet', 'the quiet hours leave no time of day for sending');
}

/**
 * Milliseconds to wait before the next message of an account, 0 if it may go out now. `sent` is what went out before, ascending; that of the
 * last day is enough. Afterwards no sliding hour holds more than `perHour` and no sliding day more than `perDay`, both ends included, and
 * the last message is `gapMs` away. Infinity when a limit is below one.
 */
export function pacingWait(sent: readonly Instant[], now: Instant, pacing: Settings['pacing'], gapMs: number): number {
  if (pacing === false) return 0;
  const last = sent.at(-1);
  const free = Math.max(
    now,
    last === undefined ? now : last + gapMs,
    windowFreeAt(sent, pacing.perHour, hourMs),
    windowFreeAt(sent, pacing.perDay, dayMs),
  );
  return free - now;
}

/** When the window has room for one more: once its limit-th last message has left it. */
function windowFreeAt(sent: readonly Instant[], limit: number, windowMs: number): Instant {
  if (limit < 1) return Infinity;
  const oldest = sent.at(-limit);
  return oldest === undefined ? -Infinity : oldest + windowMs + 1;
}

function endOfRest(at: Instant, { restDays, timezone, calendar }: SendingContext): Instant {
  if (restDays === 'send') return at;
  const date = dateOf(at, timezone);
  const workday = nearestWorkday(date, 1, calendar);
  return workday === date ? at : instantOf(workday, 0, timezone);
}

function endOfQuiet(at: Instant, { quietHours, timezone }: SendingContext): Instant {
  const minute = minuteOfDay(at, timezone);
  const span = quietHours.find((quiet) => isWithin(minute, quiet));
  if (!span) return at;
  const date = dateOf(at, timezone);
  const end = instantOf(span.toMinute > minute ? date : addDays(date, 1), span.toMinute, timezone);
  // In an hour that a clock change repeats, the end as first shown may lie behind us.
  return end > at ? end : at - (at % minuteMs) + (span.toMinute - minute) * minuteMs;
}

function isWithin(minute: number, { fromMinute, toMinute }: TimeSpan): boolean {
  if (fromMinute <= toMinute) return minute >= fromMinute && minute < toMinute;
  return minute >= fromMinute || minute < toMinute;
}
