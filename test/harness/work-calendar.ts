import type { Holiday, WorkCalendar } from '../../src/domain/calendar.js';
import { weekdayOf } from '../../src/domain/date-text.js';
import type { DateText } from '../../src/domain/time.js';

/** A calendar of weekends and the named exceptions. */
export function calendarOf(exceptions: { off?: DateText[]; work?: DateText[]; holidays?: Holiday[] } = {}): WorkCalendar {
  const off = new Set(exceptions.off);
  const work = new Set(exceptions.work);
  return {
    isWorkday: (date) => work.has(date) || (!off.has(date) && weekdayOf(date) <= 5),
    covers: () => true,
    isMakeUpWorkday: (date) => work.has(date),
    holidays: (year) => (exceptions.holidays ?? []).filter(({ from }) => from.startsWith(`${year}-`)),
  };
}

/** Autumn 2026 as officially announced: Mid-Autumn 25–27 September, National Day 1–7 October, make-up days 20 September and 10 October. */
export const autumn2026 = calendarOf({
  off: ['2026-09-25', ...['01', '02', '03', '04', '05', '06', '07'].map((day) => `2026-10-${day}`)],
  work: ['2026-09-20', '2026-10-10'],
  holidays: [
    { festivals: ['中秋节'], from: '2026-09-25', to: '2026-09-27', makeUp: [], official: true },
    { festivals: ['国庆节'], from: '2026-10-01', to: '2026-10-07', makeUp: ['2026-09-20', '2026-10-10'], official: true },
  ],
});
