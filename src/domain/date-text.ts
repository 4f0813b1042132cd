/**
 * Turns instants into days of a timezone and back, for any IANA zone and through its clock changes.
 *
 * A local time that a clock change leaves out is read as late as the change moves the clock; one that happens twice is its first.
 */
import { dayText, daysOf } from './civil-day.js';
import { ValidationError } from './errors.js';
import { dayMs, minuteMs, secondMs, type DateText, type Instant } from './time.js';

const minutesPerDay = dayMs / minuteMs;
/** The same few instants are asked for again and again: a deadline, a prompt, the present second. Clocks change at whole seconds. */
const offsets = new Map<string, Map<number, number>>();
const mostOffsets = 1_000;
const mostZones = 100;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Whether the text is a day that exists, written `YYYY-MM-DD`. */
export function isDateText(text: string): boolean {
  return daysOf(text) !== undefined;
}

/** The day on which an instant falls in the timezone. */
export function dateOf(at: Instant, timezone: string): DateText {
  return textOf(at + offsetAt(at, timezone));
}

/** Minutes since local midnight, 0 to 1439, as a clock on the wall shows them. */
export function minuteOfDay(at: Instant, timezone: string): number {
  const local = at + offsetAt(at, timezone);
  return Math.floor(local / minuteMs) - Math.floor(local / dayMs) * minutesPerDay;
}

/** The instant at which the clock of the timezone shows that day and minute; 1440 is the end of the day. Throws ValidationError `bad-date`. */
export function instantOf(date: DateText, minute: number, timezone: string): Instant {
  const local = midnightOf(date) + minute * minuteMs;
  const before = offsetAt(local - dayMs, timezone);
  const after = offsetAt(local + dayMs, timezone);
  if (before === after) return local - before;
  const readBack = [local - before, local - after].filter((at) => at + offsetAt(at, timezone) === local);
  return readBack.length > 0 ? Math.min(...readBack) : local - before;
}

/** The day `days` later, or earlier if negative. Throws ValidationError `bad-date`. */
export function addDays(date: DateText, days: number): DateText {
  return dayText(dayOf(date) + days);
}

/** The calendar year of the timezone in which an instant falls, half-open. */
export function yearOf(at: Instant, timezone: string): { from: Instant; to: Instant } {
  const year = Number(dateOf(at, timezone).slice(0, 4));
  return { from: instantOf(`${year}-01-01`, 0, timezone), to: instantOf(`${year + 1}-01-01`, 0, timezone) };
}

/** How many days `to` is after `from`; negative: before it. Throws ValidationError `bad-date`. */
export function daysBetween(from: DateText, to: DateText): number {
  return dayOf(to) - dayOf(from);
}

/** 1 is Monday, 7 is Sunday. Throws ValidationError `bad-date`. */
export function weekdayOf(date: DateText): number {
  // 1 January 1970 was a Thursday.
  const days = dayOf(date) + 3;
  return days - Math.floor(days / 7) * 7 + 1;
}

/** What to add to an instant to read its local time as if it were UTC, in milliseconds. */
function offsetAt(at: Instant, timezone: string): number {
  const second = Math.floor(at / secondMs);
  const known = offsetsIn(timezone);
  const found = known.get(second);
  if (found !== undefined) return found;
  const offset = lookUpOffset(second * secondMs, timezone);
  if (known.size >= mostOffsets) known.clear();
  known.set(second, offset);
  return offset;
}

function offsetsIn(timezone: string): Map<number, number> {
  const known = offsets.get(timezone);
  if (known) return known;
  const made = new Map<number, number>();
  if (offsets.size >= mostZones) offsets.clear();
  offsets.set(timezone, made);
  return made;
}

function lookUpOffset(at: Instant, timezone: string): number {
  const [month, day, year, hour, minute, second] = formatterOf(timezone).format(at).split(/\D+/).map(Number);
  const local = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return local - at;
}

/** Building a formatter costs a thousand times as much as using one. */
function formatterOf(timezone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timezone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(timezone, formatter);
  }
  return formatter;
}

function dayOf(date: DateText): number {
  const days = daysOf(date);
  if (days === undefined) throw new ValidationError('bad-date', `not a date: ${date.slice(0, 40)}`);
  return days;
}

/** Midnight of that day in UTC. */
function midnightOf(date: DateText): Instant {
  return dayOf(date) * dayMs;
}

/** The day of an instant in UTC. */
function textOf(at: Instant): DateText {
  return dayText(Math.floor(at / dayMs));
}
