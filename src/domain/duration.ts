/** Reads durations as people write them in files. */
import { dayMs, hourMs, minuteMs, secondMs, type Duration } from './time.js';

const written = /^([+-]?)(\d{1,4})(s|m|h|d|wd)$/;

/** The longest duration that can be written, 366 days, holds a yearly schedule. */
const longestMs = 366 * dayMs;

/** `30s 10m 2h 3d` or `5wd`, with an optional sign; undefined: not a duration, or longer than 366 days (workdays count as days). */
export function parseDuration(text: string): Duration | undefined {
  const match = written.exec(text);
  if (!match) return undefined;
  const [, sign, digits, unit] = match;
  const size = Number(digits);
  // Adding zero turns -0 into 0.
  const count = (sign === '-' ? -size : size) + 0;
  const duration: Duration = unit === 'wd' ? { kind: 'workdays', days: count } : { kind: 'exact', ms: count * unitMs(unit) + 0 };
  return Math.abs(leastMs(duration)) <= longestMs ? duration : undefined;
}

/** The length in milliseconds if every day were a workday: exact for exact durations, the least possible for workdays. For comparing only. */
export function leastMs(duration: Duration): number {
  switch (duration.kind) {
    case 'exact':
      return duration.ms;
    case 'workdays':
      return duration.days * dayMs;
    default:
      return duration satisfies never;
  }
}

function unitMs(unit: string | undefined): number {
  const sizes: Record<string, number> = { s: secondMs, m: minuteMs, h: hourMs, d: dayMs };
  return sizes[unit ?? ''] ?? 0;
}
