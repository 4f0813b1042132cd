/** Looks tasks up: with the schedule they belong to, with the date their owner is held to, and how many of a schedule are done. */
import { fairTaskDeadline, mindedSince } from '../domain/task.js';
import { isTitle } from '../domain/document-words.js';
import { taskKey } from '../domain/task-register.js';
import type { Task } from '../domain/matter.js';
import type { Outage } from '../domain/outage.js';
import type { UnitId } from '../domain/roster.js';
import type { TaskSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { workContext, type World } from './world.js';

/** A task with its schedule, and when it is due as outages have moved it. */
export interface BookedTask {
  task: Task;
  schedule: TaskSchedule;
  due: Instant;
}

export function taskSchedules(world: Pick<World, 'config'>): TaskSchedule[] {
  return [...world.config().schedules.values()].filter((schedule) => schedule.kind === 'task');
}

/** undefined: it is not in the files any more. */
export function scheduleOf(world: Pick<World, 'config'>, { schedule }: Pick<Task, 'schedule'>): TaskSchedule | undefined {
  const found = world.config().schedules.get(schedule);
  return found?.kind === 'task' ? found : undefined;
}

/** Open tasks and those reported done, the nearest date first. */
export async function openTasks(world: World, now: Instant): Promise<BookedTask[]> {
  return booked(world, await world.stores.matters.open({ kind: 'task' }), now);
}

/** The tasks of these that have a schedule, the nearest date first. */
export async function booked(world: World, tasks: readonly Task[], now: Instant): Promise<BookedTask[]> {
  const context = workContext(world);
  const known = tasks.flatMap((task) => {
    const schedule = scheduleOf(world, task);
    return schedule === undefined ? [] : [{ task, schedule }];
  });
  const outages = await outagesFor(world, known, now);
  return known
    .map(({ task, schedule }) => ({ task, schedule, due: fairTaskDeadline(schedule, task, outages, context) }))
    .sort((one, other) => one.due - other.due || one.task.no - other.task.no);
}

/** The outages that may have moved any of them. */
export async function outagesFor(world: World, tasks: readonly { task: Task; schedule: TaskSchedule }[], now: Instant): Promise<Outage[]> {
  const context = workContext(world);
  const since = Math.min(...tasks.map(({ task, schedule }) => mindedSince(schedule, task, context)));
  return since < now ? world.stores.household.outages(since, now) : [];
}

export function isLate({ task, due }: BookedTask, now: Instant): boolean {
  return task.state === 'open' && now > due;
}

export interface TaskTotals {
  total: number;
  done: number;
}

/** How many items a schedule has, and how many of them are closed or were finished before; of all units or of one. */
export async function totalsOf(world: World, schedules: readonly TaskSchedule[], unit?: UnitId): Promise<TaskTotals> {
  const items = schedules.flatMap(({ id, items: all }) =>
    all.filter((item) => unit === undefined || item.unit === unit).map(({ id: item, done }) => ({ key: taskKey(id, item), done })),
  );
  const closed = new Set(
    await closedKeys(
      world,
      items.some(({ done }) => done === undefined),
    ),
  );
  return { total: items.length, done: items.filter(({ key, done }) => done !== undefined || closed.has(key)).length };
}

async function closedKeys(world: World, needed: boolean): Promise<string[]> {
  if (!needed) return [];
  const tasks = await world.stores.matters.since(0, 'task');
  return tasks.filter(({ state }) => state === 'closed').map(({ schedule, item }) => taskKey(schedule, item));
}

/** Whether a schedule is a register of rules: each of its items is the title of a document to be issued. */
export function isRegister({ items }: Pick<TaskSchedule, 'items'>): boolean {
  return items.length > 0 && items.every(({ text }) => isTitle(text));
}
