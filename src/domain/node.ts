/** Decides when the reminders before festivals go out, and which holidays one of them is about. */
import type { Holiday } from './calendar.js';
import { addDays, dateOf, instantOf } from './date-text.js';
import type { NodeTrigger } from './schedule.js';
import type { DateText, Instant } from './time.js';
import { addWorkdays, type WorkContext } from './workdays.js';

export interface NodeOpening {
  at: Instant;
  /** One, or several that are so near to each other that one reminder does for all. Ascending. */
  holidays: Holiday[];
}

/** The most workdays that a reminder may come before its festival; with rest days in between it is within `reachDays` of it. */
export const mostDaysBefore = 20;
const reachDays = 60;

/** A holiday that begins at most so many days after the one before has ended needs no reminder of its own. */
const nearDays = 10;

/**
 * The openings in (from, to], ascending: at the trigger's time of day on the nth workday before the first day off. Holidays of the trigger's
 * festivals of which each begins within 10 days after the end of the one before have one opening, that of the first. A year that nothing
 * official is known of opens by its statutory days.
 */
export function nodeOpenings(trigger: NodeTrigger, from: Instant, to: Instant, context: WorkContext): NodeOpening[] {
  if (to <= from) return [];
  const first = dateOf(from, context.timezone);
  const last = addDays(dateOf(to, context.timezone), reachDays);
  return groupsAround(trigger, addDays(first, -reachDays), last, context)
    .filter(([holiday]) => holiday.from > first && holiday.from <= last)
    .map((holidays) => ({ at: openingOf(holidays[0], trigger, context), holidays }))
    .filter(({ at }) => at > from && at <= to);
}

function openingOf({ from }: Holiday, { beforeDays, atMinute }: NodeTrigger, { calendar, timezone }: WorkContext): Instant {
  return instantOf(addWorkdays(from, -beforeDays, calendar), atMinute, timezone);
}

type Group = [Holiday, ...Holiday[]];

/** The holidays that begin in the years from one day to another, those near to each other together. */
function groupsAround({ festivals }: NodeTrigger, first: DateText, last: DateText, { calendar }: WorkContext): Group[] {
  const groups: Group[] = [];
  for (let year = yearOf(first); year <= yearOf(last); year += 1) {
    for (const holiday of calendar.holidays(year)) {
      if (!holiday.festivals.some((festival) => festivals.includes(festival))) continue;
      const group = groups.at(-1);
      const before = group?.at(-1);
      if (group && before && holiday.from <= addDays(before.to, nearDays)) group.push(holiday);
      else groups.push([holiday]);
    }
  }
  return groups;
}

function yearOf(date: DateText): number {
  return Number(date.slice(0, 4));
}
