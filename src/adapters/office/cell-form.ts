/** What a cell can hold: text that XML and the program take, and days as the numbers they are in a sheet. */
import type { Moment } from '../../application/workbook-port.js';
import { dayMs, minuteMs } from '../../domain/time.js';

/** A program refuses the file above 32,767. */
const longest = 32_000;

/** What no XML may hold, half characters among it, and the shapes by which the format itself writes such characters (`_x000D_`). */
const unspeakable = /[\p{Cs}\uFFFE\uFFFF]|[^\P{Cc}\t\n\r]/gu;
const escapes = /_(?=x[0-9A-Fa-f]{4}_)/gu;

export function cellText(text: string): string {
  const clean = text.replace(unspeakable, ' ').replace(/\r\n?/gu, '\n').replace(escapes, '_x005F_');
  return clean.length > longest ? `${clean.slice(0, longest).replace(/\p{Cs}$/u, '')}…` : clean;
}

/** The instant whose day and time of day in UTC are those of the moment: what exceljs makes a sheet's number of. */
export function dayNumber({ date, minute = 0 }: Moment): Date {
  return new Date(Date.parse(`${date}T00:00:00Z`) + minute * minuteMs);
}

/** The day that a sheet's number means; undefined: none that there is. `from1904`: as old workbooks of the Macintosh count. */
export function dayOfNumber(number: number, from1904: boolean): string | undefined {
  const days = Math.floor(number) + (from1904 ? 1_462 : 0);
  // Day 60 was the 29th of February 1900, which never was.
  const real = days < 60 ? days + 1 : days;
  const at = Date.UTC(1899, 11, 30) + real * dayMs;
  return days < 1 || days > 2_958_465 ? undefined : new Date(at).toISOString().slice(0, 10);
}
