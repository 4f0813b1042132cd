/** The clocks a bot may run by. Moving one ahead moves its second reading along: that is no jump of the clock. */
import { uptime } from 'node:os';
import type { MovableClock } from '../application/fast-forward.js';
import type { Clock } from '../application/ports.js';
import { secondMs, type Instant } from '../domain/time.js';

/** The machine's uptime counts its sleep, which performance.now() leaves out. */
export const systemClock: Clock = { now: () => Date.now(), elapsedMs: () => uptime() * secondMs };

/** Stands still until it is moved. */
export function standingClock(at: Instant): MovableClock {
  let now = at;
  let elapsedMs = 0;
  return {
    now: () => now,
    elapsedMs: () => elapsedMs,
    moveTo: (to) => {
      elapsedMs += Math.max(0, to - now);
      now = to;
    },
  };
}

/** Runs like the system's, from another instant, and can be moved ahead. */
export function shiftedClock(at: Instant): MovableClock {
  let shift = at - Date.now();
  let skippedMs = 0;
  return {
    now: () => Date.now() + shift,
    elapsedMs: () => systemClock.elapsedMs() + skippedMs,
    moveTo: (to) => {
      const before = shift;
      shift = to - Date.now();
      skippedMs += Math.max(0, shift - before);
    },
  };
}
