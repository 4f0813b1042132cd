/** A pause that has run out. Nothing is said: what opens from now on is asked of the unit again. */
import type { Pause } from '../domain/matter.js';
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export async function followPause(world: World, pause: Pause, now: Instant): Promise<void> {
  const { matters } = world.stores;
  if (pause.settledAt !== undefined) return matters.postpone(pause.no, pause.version, Number.POSITIVE_INFINITY);
  if (now < pause.until) return matters.postpone(pause.no, pause.version, pause.until);
  await matters.write(
    {
      matter: { ...pause, state: 'over', settledAt: now },
      after: pause.version,
      waitsFor: [],
      actor: 'bot',
      act: 'pause-over',
      notices: [],
    },
    now,
  );
}
