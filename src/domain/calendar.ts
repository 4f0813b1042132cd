/** The official calendar as the domain needs it: which days are worked, including make-up workdays before and after a holiday. */
import type { DateText } from './time.js';

/** The seven statutory festivals by the names that files use. */
export const festivals = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节'] as const;
export type Festival = (typeof festivals)[number];

/** The days off for one festival, or for two that fall into one holiday. */
export interface Holiday {
  festivals: Festival[];
  /** First and last day off, both included. */
  from: DateText;
  to: DateText;
  /** The weekend days worked to make up for it, ascending. */
  makeUp: DateText[];
  /** False: only the statutory days by themselves are known, nothing official of what is moved. */
  official: boolean;
}

export interface WorkCalendar {
  isWorkday(date: DateText): boolean;
  /** False: nothing official is known of that year; statutory days off and weekends are used and a warning is owed. */
  covers(year: number): boolean;
  /** The name to put behind a date on screen when it differs from its weekday: a make-up workday. */
  isMakeUpWorkday(date: DateText): boolean;
  /** The holidays that begin in a year, ascending. */
  holidays(year: number): readonly Holiday[];
}
