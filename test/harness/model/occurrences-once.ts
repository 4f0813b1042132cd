/** When cron expressions fire, looked up once for all the time that the model moves in: the looking-up would take a tenth of its run. */
import { occurrences } from '../../../src/adapters/cron/occurrences.js';
import type { Instant } from '../../../src/domain/time.js';

const [first, last] = [Date.UTC(2026, 5, 1), Date.UTC(2028, 5, 1)] as const;
const known = new Map<string, readonly Instant[]>();

/** As the port wants them. */
export function occurrencesOnce(expression: string, timezone: string, from: Instant, to: Instant): Instant[] {
  if (from < first || to > last) return occurrences(expression, timezone, from, to);
  const name = `${expression}|${timezone}`;
  const all = known.get(name) ?? occurrences(expression, timezone, first, last);
  known.set(name, all);
  return all.filter((at) => at > from && at <= to);
}
