/** By when a unit is to answer as people are told it: its deadline, put back by what outages took from it. Every place that names one asks here. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { fairDeadline } from '../domain/ladder.js';
import type { Outage } from '../domain/outage.js';
import { dayMs, type Instant } from '../domain/time.js';
import { workContext, type World } from './world.js';

/** No cycle is open longer. */
const longestCycleMs = 200 * dayMs;

/** One unit's deadline in one cycle. */
export type DeadlineOf = (cycle: Cycle, record: Pick<UnitRecord, 'promptAt' | 'terms'>) => Instant;

/** Looks the outages up once, for any number of units and cycles. */
export async function fairDeadlines(world: World): Promise<DeadlineOf> {
  const outages = await recentOutages(world);
  const context = workContext(world);
  return (cycle, record) => fairDeadline(cycle, record, outages, context);
}

/** The deadline of a whole cycle: that of a unit which was asked when it opened. */
export function cycleDeadline(deadlineOf: DeadlineOf, cycle: Cycle): Instant {
  return deadlineOf(cycle, { promptAt: cycle.openedAt });
}

export function recentOutages(world: World): Promise<Outage[]> {
  const now = world.clock.now();
  return world.stores.household.outages(now - longestCycleMs, now);
}
