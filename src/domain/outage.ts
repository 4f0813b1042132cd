/** Outages move what people are held to: a gap in which the bot was not awake is nobody's lateness. */
import type { Instant } from './time.js';
import { endOfWorkday, type WorkContext } from './workdays.js';

export interface Outage {
  from: Instant;
  to: Instant;
}

/**
 * An instant a unit is held to, put back by the outages after its prompt that begin before that instant, and rounded up to the end of a
 * workday; unchanged without any. An outage that the instant falls into counts whole: all of it was taken from whoever was to answer.
 */
export function putBack(at: Instant, outages: readonly Outage[], promptAt: Instant, context: WorkContext): Instant {
  let moved = at;
  for (const { from, to } of outages.toSorted((one, other) => one.from - other.from)) {
    if (from < moved) moved += Math.max(0, to - Math.max(from, promptAt));
  }
  return moved === at ? at : endOfWorkday(moved, context);
}
