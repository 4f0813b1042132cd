/** Takes up changed files and bindings while running; a change that is wrong is refused and told to the clerk. */
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export async function refreshHome(world: World, now: Instant): Promise<void> {
  await world.refresh(now);
}
