/** Which day is meant by a spoken date, looking back (something was done) or ahead (something is planned). */
import dayjs from 'dayjs';
import { daysInMonth, writeDay } from '../civil-day.js';
import type { DateText } from '../time.js';
import type { DateWords } from './date-words.js';
import type { UnclearDetail, UnclearReason } from './reading.js';

export type PastDay = { kind: 'day'; date: DateText } | { kind: 'doubt'; why: UnclearReason; guess?: DateText; detail?: UnclearDetail };

const farDays = 180;

/** The day if the calendar has it. */
function dayAt(year: number, month: number, day: number): DateText | undefined {
  if (year < 1990 || year > 2200 || month < 1 || month > 12 || day < 1) return undefined;
  return day > daysInMonth(year, month) ? undefined : writeDay(year, month, day);
}

function shifted(date: DateText, days: number): DateText {
  return dayjs(date).add(days, 'day').format('YYYY-MM-DD');
}

/** 1 is Monday. */
export function weekdayOf(date: DateText): number {
  return dayjs(date).day() || 7;
}

function yearAndMonth(today: DateText, months: number): { year: number; month: number } {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const since = year * 12 + month - 1 + months;
  return { year: Math.floor(since / 12), month: (since % 12) + 1 };
}

function inMonth(today: DateText, months: number, day: number): DateText | undefined {
  const { year, month } = yearAndMonth(today, months);
  return dayAt(year, month, day);
}

function inWeek(today: DateText, weeks: number, weekday: number): DateText {
  return shifted(today, weeks * 7 + weekday - weekdayOf(today));
}

function daysBetween(from: DateText, to: DateText): number {
  return dayjs(to).diff(from, 'day');
}

/** A stated day: taken when it has come, doubted when it has not. */
function past(today: DateText, date: DateText | undefined, month: number, day: number): PastDay {
  if (date === undefined) {
    const senseless = month < 1 || month > 12 || day < 1 || day > 31;
    return senseless ? { kind: 'doubt', why: 'not-understood' } : { kind: 'doubt', why: 'no-such-day', detail: { month, day } };
  }
  return date <= today ? { kind: 'day', date } : { kind: 'doubt', why: 'not-yet', detail: { date } };
}

/** Without a year, the latest such day not after today; one that lies more than half a year back in the last year was meant ahead. */
function pastMonthDay(today: DateText, month: number, day: number): PastDay {
  const year = Number(today.slice(0, 4));
  const thisYear = dayAt(year, month, day);
  const lastYear = dayAt(year - 1, month, day);
  if (thisYear !== undefined && thisYear > today && lastYear !== undefined && daysBetween(lastYear, today) <= farDays) {
    return { kind: 'day', date: lastYear };
  }
  return past(today, thisYear, month, day);
}

/** Three digits are a month and a day in one or two ways; one way that has come is taken, otherwise the latest is proposed. */
function pastDigits(today: DateText, digits: string): PastDay {
  if (digits.length < 3) {
    const resolved = resolvePast({ kind: 'day', day: Number(digits) }, today);
    const guess = resolved.kind === 'day' ? resolved.date : resolved.guess;
    return { kind: 'doubt', why: 'bare-number', ...(guess === undefined ? {} : { guess }) };
  }
  const splits = [1, 2]
    .map((at) => [digits.slice(0, at), digits.slice(at)] as const)
    .filter(([month, day]) => !/^0$/.test(month) && !/^0$/.test(day));
  const days = splits
    .map(([month, day]) => pastMonthDay(today, Number(month), Number(day)))
    .flatMap((found) => (found.kind === 'day' ? [found.date] : []))
    .sort();
  const guess = days.at(-1);
  if (guess === undefined) return { kind: 'doubt', why: 'not-understood' };
  return days.length === 1 ? { kind: 'day', date: guess } : { kind: 'doubt', why: 'which-date', guess };
}

/** Decides the day something was done. Never gives a day after `today`. */
export function resolvePast(words: DateWords, today: DateText): PastDay {
  switch (words.kind) {
    case 'full': {
      const date = dayAt(words.year, words.month, words.day);
      const resolved = past(today, date, words.month, words.day);
      const far = resolved.kind === 'day' && words.year !== Number(today.slice(0, 4)) && daysBetween(resolved.date, today) > farDays;
      return far ? { kind: 'doubt', why: 'other-year', guess: resolved.date, detail: { date: resolved.date } } : resolved;
    }
    case 'month-day': {
      if (words.years === undefined) return pastMonthDay(today, words.month, words.day);
      return resolvePast({ kind: 'full', year: Number(today.slice(0, 4)) + words.years, month: words.month, day: words.day }, today);
    }
    case 'relative-month':
      return past(today, inMonth(today, words.months, words.day), yearAndMonth(today, words.months).month, words.day);
    case 'day': {
      const date = inMonth(today, 0, words.day);
      const before = inMonth(today, -1, words.day);
      if (date === undefined || date <= today) return past(today, date, yearAndMonth(today, 0).month, words.day);
      return before === undefined
        ? past(today, date, 0, 0)
        : { kind: 'doubt', why: 'other-month', guess: before, detail: { date: before } };
    }
    case 'weekday': {
      const date = inWeek(today, words.weeks ?? 0, words.weekday);
      if (date <= today || words.weeks !== undefined) return past(today, date, 0, 0);
      const before = shifted(date, -7);
      return { kind: 'doubt', why: 'other-week', guess: before, detail: { date: before } };
    }
    case 'offset':
      return past(today, shifted(today, Math.max(-400, Math.min(400, words.days))), 0, 0);
    case 'digits':
      return pastDigits(today, words.digits);
    case 'lunar':
      return { kind: 'doubt', why: 'lunar' };
    case 'vague':
      return { kind: 'doubt', why: 'vague' };
    default:
      return words satisfies never;
  }
}

/** Decides the day something is planned for: the next such day, today included. Undefined when none is named, or it lies behind. */
export function resolveAhead(words: DateWords, today: DateText): DateText | undefined {
  const ahead = (date: DateText | undefined): DateText | undefined => (date !== undefined && date >= today ? date : undefined);
  const year = Number(today.slice(0, 4));
  switch (words.kind) {
    case 'full':
      return ahead(dayAt(words.year, words.month, words.day));
    case 'month-day': {
      const thisYear = ahead(dayAt(year, words.month, words.day));
      const nextYear = words.years === undefined ? dayAt(year + 1, words.month, words.day) : undefined;
      const near = nextYear !== undefined && daysBetween(today, nextYear) <= farDays ? nextYear : undefined;
      return thisYear ?? near;
    }
    case 'relative-month':
      return ahead(inMonth(today, words.months, words.day));
    case 'day':
      return ahead(inMonth(today, 0, words.day)) ?? inMonth(today, 1, words.day);
    case 'weekday': {
      const date = inWeek(today, words.weeks ?? 0, words.weekday);
      return ahead(date) ?? (words.weeks === undefined ? shifted(date, 7) : undefined);
    }
    case 'offset':
      return ahead(shifted(today, Math.max(-400, Math.min(400, words.days))));
    case 'digits':
    case 'lunar':
    case 'vague':
      return undefined;
    default:
      return words satisfies never;
  }
}
