/**
 * Counts workdays of the official calendar, make-up workdays included: when a deadline falls and when a step of the ladder is due.
 *
 * A calendar without a workday in a whole year is refused with a PermanentError `no-workday` instead of being searched for ever.
 */
import type { WorkCalendar } from './calendar.js';
import { addDays, dateOf, instantOf } from './date-text.js';
import { PermanentError } from './errors.js';
import type { TimeSpan } from './settings.js';
import type { DateText, Duration, Instant } from './time.js';

/** What counting workdays needs to know of a committee; a part of its settings, and the calendar. */
export interface WorkContext {
  timezone: string;
  workHours: TimeSpan;
  calendar: WorkCalendar;
}

const searchLimitDays = 366;

/** The day itself if it is worked, else the nearest workday after it or before it. */
export function nearestWorkday(date: DateText, direction: 1 | -1, calendar: WorkCalendar): DateText {
  let day = date;
  for (let searched = 0; searched <= searchLimitDays; searched += 1) {
    if (calendar.isWorkday(day)) return day;
    day = addDays(day, direction);
  }
  throw new PermanentError('no-workday', `the calendar has no workday within a year of ${date}`);
}

/** The nth workday after a day, or before it if negative; the day itself never counts. Zero is the day itself, or else the next workday. */
export function addWorkdays(date: DateText, days: number, calendar: WorkCalendar): DateText {
  if (days === 0) return nearestWorkday(date, 1, calendar);
  const direction = days > 0 ? 1 : -1;
  let day = date;
  for (let counted = 0; counted < Math.abs(days); counted += 1) {
    day = nearestWorkday(addDays(day, direction), direction, calendar);
  }
  return day;
}

/** The first end of work hours at or after an instant, on a workday. */
export function endOfWorkday(at: Instant, context: WorkContext): Instant {
  // Work hours that wrap over midnight may still be those of the day before.
  let day = nearestWorkday(addDays(dateOf(at, context.timezone), -1), 1, context.calendar);
  while (workEnd(day, context) < at) day = addWorkdays(day, 1, context.calendar);
  return workEnd(day, context);
}

/** The instant itself when it lies in work hours, else when they begin next. With `neededMs`: at which so much is left of them, if a day has so much. */
export function nextWork(at: Instant, context: WorkContext, neededMs = 0): Instant {
  // Work hours that wrap over midnight may still be those of the day before.
  let day = nearestWorkday(addDays(dateOf(at, context.timezone), -1), 1, context.calendar);
  for (;;) {
    const { from, to } = workHoursOn(day, context);
    const begin = Math.max(at, from);
    if (begin < to && (begin + neededMs <= to || (begin === from && neededMs > to - from))) return begin;
    day = addWorkdays(day, 1, context.calendar);
  }
}

/** The last end of work hours before an instant, on a workday. */
export function endOfWorkBefore(at: Instant, context: WorkContext): Instant {
  let day = nearestWorkday(dateOf(at, context.timezone), -1, context.calendar);
  while (workEnd(day, context) >= at) day = addWorkdays(day, -1, context.calendar);
  return workEnd(day, context);
}

/**
 * When a duration that starts at `from` runs out. Exact durations are added; `Nwd` ends with the work hours of the Nth workday after the
 * day of `from`, and `0wd` with the first work hours that end at or after it.
 */
export function resolveDeadline(duration: Duration, from: Instant, context: WorkContext): Instant {
  switch (duration.kind) {
    case 'exact':
      return from + duration.ms;
    case 'workdays':
      if (duration.days === 0) return endOfWorkday(from, context);
      return workEnd(addWorkdays(dateOf(from, context.timezone), duration.days, context.calendar), context);
    default:
      return unknownDuration(duration);
  }
}

/**
 * When a reminder or a rung counted from a deadline is due. Exact durations are added; workday steps go out when the work hours begin,
 * `-2wd` on the second workday before the day of the deadline. `0wd` is the deadline itself.
 */
export function resolveStep(duration: Duration, deadline: Instant, context: WorkContext): Instant {
  switch (duration.kind) {
    case 'exact':
      return deadline + duration.ms;
    case 'workdays': {
      if (duration.days === 0) return deadline;
      const day = addWorkdays(dateOf(deadline, context.timezone), duration.days, context.calendar);
      return instantOf(day, context.workHours.fromMinute, context.timezone);
    }
    default:
      return unknownDuration(duration);
  }
}

/** The work hours of a day, whether it is worked or not. */
export function workHoursOn(day: DateText, context: WorkContext): { from: Instant; to: Instant } {
  return { from: instantOf(day, context.workHours.fromMinute, context.timezone), to: workEnd(day, context) };
}

function workEnd(day: DateText, { workHours, timezone }: WorkContext): Instant {
  const wraps = workHours.toMinute <= workHours.fromMinute;
  return instantOf(wraps ? addDays(day, 1) : day, workHours.toMinute, timezone);
}

function unknownDuration(duration: never): never {
  throw new PermanentError('unknown-duration', `unknown duration ${JSON.stringify(duration)}`);
}
