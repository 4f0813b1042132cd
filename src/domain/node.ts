/** Decides when the reminders before festivals go out, and which holidays one of them is about. */
import type { Holiday } from './calendar.js';
import type { NodeTrigger } from './schedule.js';
import type { Instant } from './time.js';
import type { WorkContext } from './workdays.js';

export interface NodeOpening {
  at: Instant;
  /** One, or several that are so near to each other that one reminder does for all. */
  holidays: Holiday[];
}

/** The openings in (from, to], ascending. */
export function nodeOpenings(_trigger: NodeTrigger, _from: Instant, _to: Instant, _context: WorkContext): NodeOpening[] {
  return [];
}
