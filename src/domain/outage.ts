/** Outages move what people are held to: a gap in which the bot was not awake is nobody's lateness. */
import type { Instant } from './time.js';
import { endOfWorkday, type WorkContext } from './workdays.js';

export interface Outage {
  from: Instant;
  to: Instant;
}

/**
 * An instant a unit is held to, put back by the outages between its prompt and that instant, and rounded up to the end of a workday;
 * unchanged without any.
 */
export function putBack(at: Instant, outages: readonly Outage[], promptAt: Instant, context: WorkContext): Instant {
  const lostMs = outages.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, at) - Math.max(from, promptAt)), 0);
  return lostMs === 0 ? at : endOfWorkday(at + lostMs, context);
}
