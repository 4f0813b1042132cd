/** A pause that has run out. */
import type { Pause } from '../domain/matter.js';
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export async function followPause(world: World, pause: Pause, _now: Instant): Promise<void> {
  await world.stores.matters.postpone(pause.no, pause.version, Number.POSITIVE_INFINITY);
}
