/** The days of one year on which work differs from the weekday: days off from Monday to Friday, and weekend days that are worked. */
import type { DateText } from './time.js';

export interface SpecialDays {
  off: ReadonlySet<DateText>;
  work: ReadonlySet<DateText>;
}

/** By year, as the committee wrote them down itself; a year in it counts as covered. */
export type SpecialDaysByYear = ReadonlyMap<number, SpecialDays>;
