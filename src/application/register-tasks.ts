/** Takes the items of task schedules into the books: new ones, changed ones, and those that are not in the file any more. */
import type { Task } from '../domain/matter.js';
import type { TaskItem, TaskSchedule } from '../domain/schedule.js';
import { closersOf } from '../domain/task.js';
import { registerItem, taskKey, updateItem, withdrawItem, type Registration } from '../domain/task-register.js';
import type { Instant } from '../domain/time.js';
import type { Config, MatterChange, Stores } from './ports.js';
import { taskSchedules } from './task-book.js';
import { nextLook } from './task-notices.js';
import { workContext, type World } from './world.js';

/** The files that each store's books are in line with. */
const taken = new WeakMap<Stores, Config>();

/**
 * Costs nothing as long as the files are the same objects. Several processes may do it at once: each change follows a version, and whoever
 * comes second finds nothing left to do at its next look.
 */
export async function registerTasks(world: World, now: Instant): Promise<void> {
  const config = world.config();
  if (taken.get(world.stores) === config) return;
  const booked = new Map((await world.stores.matters.since(0, 'task')).map((task) => [taskKey(task.schedule, task.item), task]));
  let complete = true;
  const write = async (schedule: TaskSchedule | undefined, registration: Registration | undefined): Promise<void> => {
    if (registration === undefined) return;
    const change = changeOf(world, schedule, registration, now);
    if ((await world.stores.matters.write(change, now)).kind === 'conflict') complete = false;
  };
  for (const schedule of taskSchedules(world)) {
    for (const item of schedule.items) {
      // The check of the files refuses an unknown owner; a task must not outlive one all the same.
      if (!config.roster.units.has(item.unit)) continue;
      const key = taskKey(schedule.id, item.id);
      await write(schedule, await registrationOf(world, schedule, item, booked.get(key), now));
      booked.delete(key);
    }
  }
  for (const gone of booked.values()) await write(undefined, withdrawItem(gone, now));
  if (complete) taken.set(world.stores, config);
}

async function registrationOf(
  world: World,
  schedule: TaskSchedule,
  item: TaskItem,
  task: Task | undefined,
  now: Instant,
): Promise<Registration | undefined> {
  const context = workContext(world);
  if (task !== undefined) return updateItem(task, item, now, context);
  if (item.done !== undefined) return undefined;
  return registerItem(schedule.id, item, await world.stores.matters.number(taskKey(schedule.id, item.id)), now, context);
}

function changeOf(world: World, schedule: TaskSchedule | undefined, { act, task }: Registration, now: Instant): MatterChange {
  const due = schedule === undefined ? Number.POSITIVE_INFINITY : nextLook(world, schedule, task, now);
  const waitsFor = schedule !== undefined && task.state === 'reported' ? closersOf(world.config().roster, schedule, task) : [];
  return {
    matter: task,
    after: task.version,
    ...(Number.isFinite(due) ? { due } : {}),
    waitsFor,
    actor: 'files',
    act,
    notices: [],
  };
}
