/** Tells the cycles of spot checks from others. */
import type { Cycle } from '../domain/cycle.js';
import { isSpotCheck, type SpotCheckSchedule } from '../domain/schedule.js';

export type SpotCheckCycle = Cycle & { schedule: SpotCheckSchedule };

export function isSpot(cycle: Cycle): cycle is SpotCheckCycle {
  return isSpotCheck(cycle.schedule);
}
