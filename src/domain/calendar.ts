/** The official calendar as the domain needs it: which days are worked, including make-up workdays before and after a holiday. */
import type { DateText } from './time.js';

export interface WorkCalendar {
  isWorkday(date: DateText): boolean;
  /** False: nothing official is known of that year; statutory days off and weekends are used and a warning is owed. */
  covers(year: number): boolean;
  /** The name to put behind a date on screen when it differs from its weekday: a make-up workday. */
  isMakeUpWorkday(date: DateText): boolean;
}
