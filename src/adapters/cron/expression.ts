/** Reads cron expressions as node-cron does, and keeps them ready for croner, which can look ahead and back. */
import { Cron } from 'croner';
import { parse, validate } from 'node-cron';
import { ValidationError } from '../../domain/errors.js';
import type { Instant } from '../../domain/time.js';

/** Why an expression cannot be used. `reason` is English and names the field. */
export interface CronFault {
  code: 'syntax' | 'never-fires';
  reason: string;
}

const horizonYears = 8;
/** Counted from the end, since the seconds may be left out. */
const dayOfMonthField = -3;
const monthField = -2;
const keptLimit = 1000;
const kept = new Map<string, Cron>();

/**
 * Says why an expression cannot be used: it is not node-cron's syntax in five or six fields, or it does not fire within eight years of `from`.
 * Eight years, since 29 February can be that far away. Undefined: it can be used. Never throws.
 */
export function check(expression: string, from: Instant = Date.now()): CronFault | undefined {
  try {
    const end = new Date(from);
    end.setUTCFullYear(end.getUTCFullYear() + horizonYears);
    const first = cronerOf(expression, 'UTC').nextRun(new Date(from));
    if (first !== null && first <= end) return undefined;
    return { code: 'never-fires', reason: `${expression} does not fire within ${horizonYears} years` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { code: isImpossibleDay(expression) ? 'never-fires' : 'syntax', reason };
  }
}

/** The expression ready for looking ahead, in node-cron's meaning. Throws ValidationError `bad-cron`, also for an unknown timezone. */
export function cronerOf(expression: string, timezone: string): Cron {
  const key = `${timezone} ${expression}`;
  const known = kept.get(key);
  if (known) return known;
  const cron = readByNodeCron(expression, timezone);
  if (kept.size >= keptLimit) kept.clear();
  kept.set(key, cron);
  return cron;
}

/** croner gets the fields as node-cron understood them: names, 7 for Sunday and ranges that wrap are gone by then. */
function readByNodeCron(expression: string, timezone: string): Cron {
  try {
    const { second, minute, hour, dayOfMonth, month, dayOfWeek } = parse(expression);
    const fields = [second, minute, hour, dayOfMonth, month, dayOfWeek].map((values) => values.join(','));
    return new Cron(fields.join(' '), { timezone, domAndDow: true, mode: '6-part', paused: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ValidationError('bad-cron', reason, error);
  }
}

/** Both day and month are right by themselves, and no year has that day. */
function isImpossibleDay(expression: string): boolean {
  const fields = expression.trim().split(/\s+/);
  if (fields.length < 5 || validate(expression)) return false;
  return [dayOfMonthField, monthField].every((field) => validate(fields.with(field, '*').join(' ')));
}
