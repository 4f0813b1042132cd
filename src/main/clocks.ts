/** The clocks a bot may run by. */
import type { MovableClock } from '../application/fast-forward.js';
import type { Clock } from '../application/ports.js';
import type { Instant } from '../domain/time.js';

export const systemClock: Clock = { now: () => Date.now() };

/** Stands still until it is moved. */
export function standingClock(at: Instant): MovableClock {
  let now = at;
  return {
    now: () => now,
    moveTo: (to) => {
      now = to;
    },
  };
}

/** Runs like the system's, from another instant, and can be moved ahead. */
export function shiftedClock(at: Instant): MovableClock {
  let shift = at - Date.now();
  return {
    now: () => Date.now() + shift,
    moveTo: (to) => {
      shift = to - Date.now();
    },
  };
}
