/** The calendar the whole bot lives by: the official one, with what the committee wrote in holidays/ laid over it. */
import type { Holiday, WorkCalendar } from '../../domain/calendar.js';
import type { SpecialDays, SpecialDaysByYear } from '../../domain/special-days.js';
import type { DateText } from '../../domain/time.js';
import { holidaysOf } from './holidays.js';
import { isWeekend, officialDays } from './official-days.js';
import { statutoryDays } from './statutory-days.js';

export interface CalendarOptions {
  /** The committee's own days win over all others, day by day. */
  own?: SpecialDaysByYear;
}

interface Year {
  base: SpecialDays;
  official: boolean;
}

/**
 * Builds the calendar. A year is covered when chinese-days knows it or the committee wrote it down; any other has weekends and the statutory
 * days off and no make-up workdays, which is wrong around holidays: ask `covers` and warn. Years are worked out when first asked for.
 */
export function loadCalendar({ own = new Map() }: CalendarOptions = {}): WorkCalendar {
  const known = new Map<number, Year>();
  const holidays = new Map<number, readonly Holiday[]>();

  function yearOf(year: number): Year {
    const kept = known.get(year);
    if (kept) return kept;
    const official = officialDays(year);
    const found = { base: official ?? statutoryDays(year), official: official !== undefined };
    known.set(year, found);
    return found;
  }

  function isWorkday(date: DateText): boolean {
    const year = Number(date.slice(0, 4));
    for (const days of [own.get(year), yearOf(year).base]) {
      if (days?.off.has(date)) return false;
      if (days?.work.has(date)) return true;
    }
    return !isWeekend(date);
  }

  const isMakeUpWorkday = (date: DateText): boolean => isWeekend(date) && isWorkday(date);
  const covers = (year: number): boolean => own.has(year) || yearOf(year).official;

  function makeUpDays(year: number): DateText[] {
    const worked = [...yearOf(year).base.work, ...(own.get(year)?.work ?? [])];
    return [...new Set(worked)].filter(isMakeUpWorkday).sort();
  }

  return {
    isWorkday,
    covers,
    isMakeUpWorkday,
    holidays: (year) => {
      const found = holidays.get(year) ?? holidaysOf(year, { isWorkday, covers, makeUpDays });
      holidays.set(year, found);
      return found;
    },
  };
}
