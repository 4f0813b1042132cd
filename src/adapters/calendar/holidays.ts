/** Finds the holidays of a year: which days off belong together, which festivals they are for, and which weekend days are worked for them. */
import { festivals, type Holiday } from '../../domain/calendar.js';
import { addDays } from '../../domain/date-text.js';
import { dayMs, type DateText } from '../../domain/time.js';
import { isWeekend } from './official-days.js';
import { festivalDays } from './statutory-days.js';

/** What is known of the days of any year. */
export interface KnownDays {
  isWorkday(date: DateText): boolean;
  covers(year: number): boolean;
  /** The weekend days of a year that are worked, ascending. */
  makeUpDays(year: number): readonly DateText[];
}

interface Draft extends Holiday {
  /** Days off that the law gives; a weekday off beyond them has to be made up for. */
  given: number;
}

/** No holiday is near as long; a file that declares whole months off does not make one of them all. */
const longestDays = 30;
/** A make-up day has never been farther from its holiday than two weeks. */
const farthestDays = 25;

/**
 * The holidays that begin in a year, ascending. A festival has the unbroken days off around its statutory days, weekends and the turn of the
 * year included; in a year that nothing official is known of, the statutory days alone. A festival none of whose days is off has no holiday.
 */
export function holidaysOf(year: number, days: KnownDays): Holiday[] {
  const around = [year - 1, year, year + 1];
  const drafts = merged([...around, year + 2].flatMap((each) => draftsOf(each, days)));
  for (const date of around.flatMap((each) => days.makeUpDays(each))) madeUpFor(date, drafts)?.makeUp.push(date);
  return drafts.filter(({ from }) => from.startsWith(`${year}-`)).map(({ given: _given, ...holiday }) => holiday);
}

function draftsOf(year: number, days: KnownDays): Draft[] {
  const statutory = festivalDays(year);
  const official = days.covers(year);
  return festivals.flatMap((festival) => {
    const off = statutory[festival].filter((date) => !days.isWorkday(date));
    const [first] = off;
    const last = off.at(-1);
    if (first === undefined || last === undefined) return [];
    const isOff = (date: DateText): boolean => (official ? !days.isWorkday(date) : off.includes(date));
    const span = { from: lastOff(first, -1, isOff), to: lastOff(last, 1, isOff) };
    return [{ festivals: [festival], ...span, makeUp: [], official, given: statutory[festival].length }];
  });
}

/** Holidays that share days or touch each other are one. */
function merged(drafts: readonly Draft[]): Draft[] {
  const found: Draft[] = [];
  for (const draft of drafts.toSorted((one, other) => one.from.localeCompare(other.from))) {
    const before = found.at(-1);
    if (!before || draft.from > addDays(before.to, 1)) {
      found.push(draft);
      continue;
    }
    const names = [...before.festivals, ...draft.festivals];
    before.festivals = festivals.filter((festival) => names.includes(festival));
    before.given += draft.given;
    if (draft.to > before.to) before.to = draft.to;
    if (!draft.official) before.official = false;
  }
  return found;
}

/** The nearest holiday that still has weekdays to be made up for, or else the nearest of all: so it was in every year from 2007 to 2026. */
function madeUpFor(date: DateText, drafts: readonly Draft[]): Draft | undefined {
  const near = drafts
    .filter((draft) => draft.official && distance(date, draft) <= farthestDays)
    .toSorted((one, other) => distance(date, one) - distance(date, other));
  return near.find(({ from, to, given, makeUp }) => weekdaysIn(from, to) - given > makeUp.length) ?? near[0];
}

function lastOff(from: DateText, direction: 1 | -1, isOff: (date: DateText) => boolean): DateText {
  let day = from;
  for (let days = 0; days < longestDays && isOff(addDays(day, direction)); days += 1) day = addDays(day, direction);
  return day;
}

function weekdaysIn(from: DateText, to: DateText): number {
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (!isWeekend(day)) count += 1;
  return count;
}

function distance(date: DateText, { from, to }: Draft): number {
  return Math.max(0, daysBetween(date, from), daysBetween(to, date));
}

function daysBetween(from: DateText, to: DateText): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs;
}
