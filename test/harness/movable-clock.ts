import type { MovableClock } from '../../src/application/fast-forward.js';
import type { Instant } from '../../src/domain/time.js';

export function movableClock(at: Instant): MovableClock {
  let now = at;
  return {
    now: () => now,
    moveTo: (to) => {
      now = to;
    },
  };
}
