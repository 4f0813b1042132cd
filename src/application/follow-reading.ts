/** A report that nobody has read yet: its reader is reminded. */
import type { Reading } from '../domain/matter.js';
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export async function followReading(world: World, reading: Reading, _now: Instant): Promise<void> {
  await world.stores.matters.postpone(reading.no, reading.version, Number.POSITIVE_INFINITY);
}
