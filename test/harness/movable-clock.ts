import type { MovableClock } from '../../src/application/fast-forward.js';
import type { Instant } from '../../src/domain/time.js';

/** Stands still until it is moved. `jumpTo` is what happens to a machine's clock that is set: no time passes by the other clock. */
export function movableClock(at: Instant): MovableClock & { jumpTo(to: Instant): void } {
  let now = at;
  let elapsedMs = 0;
  return {
    now: () => now,
    elapsedMs: () => elapsedMs,
    moveTo: (to) => {
      elapsedMs += Math.max(0, to - now);
      now = to;
    },
    jumpTo: (to) => {
      now = to;
    },
  };
}
