/** What chinese-days knows of a year: the days that the State Council moved. */
import { createRequire } from 'node:module';
import { z } from 'zod';
import { weekdayOf } from '../../domain/date-text.js';
import type { SpecialDays } from '../../domain/special-days.js';
import type { DateText } from '../../domain/time.js';

const firstDayOfWeekend = 6;

/** By date; a holiday may fall on a weekend. */
const dataSchema = z.object({ holidays: z.record(z.string(), z.string()), workdays: z.record(z.string(), z.string()) });

let data: z.infer<typeof dataSchema> | undefined;

export function isWeekend(date: DateText): boolean {
  return weekdayOf(date) >= firstDayOfWeekend;
}

/**
 * The moved days of a year; undefined: the package has no data of it. A year counts as known when its National Day is listed, since only a
 * whole year's arrangement lists it.
 */
export function officialDays(year: number): SpecialDays | undefined {
  data ??= readData();
  if (!(`${year}-10-01` in data.holidays)) return undefined;
  const inYear = (date: DateText): boolean => date.startsWith(`${year}-`);
  return { off: new Set(Object.keys(data.holidays).filter(inYear)), work: new Set(Object.keys(data.workdays).filter(inYear)) };
}

/** Its data file, not its functions: those read a date as UTC and answer in the machine's timezone, a day off west of Greenwich. */
function readData(): z.infer<typeof dataSchema> {
  const require = createRequire(import.meta.url);
  return dataSchema.parse(require('chinese-days/dist/chinese-days.json'));
}
