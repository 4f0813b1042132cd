/**
 * Days of the calendar by arithmetic, for the years 0 to 9999. Years are counted from March, so that the day that is left out now and then is the
 * last one, and in eras of 400, after which the calendar repeats itself.
 */
import type { DateText } from './time.js';

const daysPerEra = 146_097;
/** From 1 March of the year 0 to 1 January 1970. */
const epoch = 719_468;

/** Days from 1 January 1970 to the day written `YYYY-MM-DD`; undefined: the text is none, or there is no such day. */
export function daysOf(text: string): number | undefined {
  if (text.length !== 10 || text.charAt(4) !== '-' || text.charAt(7) !== '-') return undefined;
  const [year, month, day] = [digitsOf(text, 0, 4), digitsOf(text, 5, 7), digitsOf(text, 8, 10)];
  return year >= 0 && day >= 1 && month >= 1 && month <= 12 && day <= daysInMonth(year, month)
    ? daysSinceEpoch(year, month, day)
    : undefined;
}

/** The number that the digits from one place to another say; -1: there is something else among them. */
function digitsOf(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

export function daysInMonth(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

function daysSinceEpoch(year: number, month: number, day: number): number {
  const since = month > 2 ? year : year - 1;
  const era = Math.floor(since / 400);
  const yearOfEra = since - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return era * daysPerEra + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - epoch;
}

/** The day that many days after 1 January 1970. */
export function dayText(daysSince: number): DateText {
  const days = daysSince + epoch;
  const era = Math.floor(days / daysPerEra);
  const dayOfEra = days - era * daysPerEra;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month > 2 ? 0 : 1);
  return writeDay(year, month, dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1);
}

export function writeDay(year: number, month: number, day: number): DateText {
  return `${String(year).padStart(4, '0')}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
