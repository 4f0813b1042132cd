/**
 * Moves a movable clock on, from one instant at which something falls due to the next, so that everything happens at its time. The stretches
 * in between count as watched: they are no outage.
 */
import { outageBoundMs } from '../domain/outage.js';
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
    // Not while the clock is doubted: what was missed meanwhile is not known yet.
    if (engine.believesClock()) await watchUntil(world, now, next);
    clock.moveTo(next);
    await engine.tick(next);
    await settled();
  }
}

/** An outage that ends now is one; what is skipped is none. */
async function watchUntil({ chat, stores: { household } }: World, now: Instant, next: Instant): Promise<void> {
  const online = chat.online() !== undefined;
  await household.beat(now, outageBoundMs, online);
  await household.beat(next, Number.POSITIVE_INFINITY, online);
}
