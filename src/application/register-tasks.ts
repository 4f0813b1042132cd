/** Takes the items of task schedules into the books: new ones, changed ones, and those that are not in the file any more. */
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export async function registerTasks(_world: World, _now: Instant): Promise<void> {
  await Promise.resolve();
}
