/**
 * Moves a movable clock on, from one instant at which something falls due to the next, so that everything happens at its time. The stretches
 * in between count as watched: they are no outage.
 */
import { secondMs, type Instant } from '../domain/time.js';
import type { Engine } from './engine.js';
import type { Clock } from './ports.js';
import type { World } from './world.js';

export interface MovableClock extends Clock {
  moveTo(at: Instant): void;
}

/** Steps until `to`. What somebody says meanwhile is waited for by `settled`. */
export async function fastForward(
  world: World,
  engine: Engine,
  clock: MovableClock,
  to: Instant,
  settled: () => Promise<void>,
): Promise<void> {
  while (clock.now() < to) {
    const now = clock.now();
    const due = await engine.nextDue(now);
    const next = due === undefined ? to : Math.min(Math.max(due, now + secondMs), to);
    await world.stores.household.beat(next, Number.POSITIVE_INFINITY);
    clock.moveTo(next);
    await engine.tick(next);
    await settled();
  }
}
