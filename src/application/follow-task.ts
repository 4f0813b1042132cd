/** The next step of a task: a reminder, or a rung. */
import type { Task } from '../domain/matter.js';
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export async function followTask(world: World, task: Task, _now: Instant): Promise<void> {
  await world.stores.matters.postpone(task.no, task.version, Number.POSITIVE_INFINITY);
}
