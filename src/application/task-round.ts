/** The round of a task schedule: each owner is told of all their open items, in one message. */
import type { PersonId } from '../domain/roster.js';
import type { TaskSchedule } from '../domain/schedule.js';
import { askedOf } from '../domain/task.js';
import type { Instant } from '../domain/time.js';
import { noticesTo } from './notices.js';
import type { Notice } from './ports.js';
import { openTasks, type BookedTask } from './task-book.js';
import type { World } from './world.js';

/** A notice to each who has something open when the round opens; what it names is looked up when it is sent. */
export async function taskRoundNotices(world: World, schedule: TaskSchedule, plannedAt: Instant, now: Instant): Promise<Notice[]> {
  const owners = new Set((await openItems(world, schedule, now)).flatMap(({ task }) => askedOf(world.config().roster, schedule, task)));
  const stem = `round/${schedule.id}/${plannedAt}`;
  return noticesTo(world, stem, [...owners], { kind: 'task-round', schedule }, now);
}

/** What a person owns of a schedule and has not reported done, the nearest date first. */
export async function itemsOf(world: World, schedule: TaskSchedule, person: PersonId, now: Instant): Promise<BookedTask[]> {
  const { roster } = world.config();
  return (await openItems(world, schedule, now)).filter(({ task }) => askedOf(roster, schedule, task).includes(person));
}

async function openItems(world: World, { id }: TaskSchedule, now: Instant): Promise<BookedTask[]> {
  return (await openTasks(world, now)).filter(({ schedule, task }) => schedule.id === id && task.state === 'open');
}
