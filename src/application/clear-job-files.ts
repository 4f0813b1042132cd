/** Removes what long work has made or was given once its time is over. What a crash leaves is removed by the next look. */
import { minuteMs, type Instant } from '../domain/time.js';
import type { World } from './world.js';

const atOnce = 100;

/** The step of the tick; looks once a minute. */
export function createJobFileClearing(world: World): (now: Instant) => Promise<void> {
  let next = Number.NEGATIVE_INFINITY;
  const { files, stores } = world;
  return async (now) => {
    // A clock that was put back does not keep it from looking.
    if (now < next && next <= now + minuteMs) return;
    const over = await stores.jobs.filesBefore(now, atOnce);
    if (over.length > 0) {
      await files.remove(over);
      await stores.jobs.forgetFiles(over);
    }
    next = over.length === atOnce ? now : now + minuteMs;
  };
}
