/** Why a word about a task changes nothing, told plainly. Whoever may not see a task does not learn that it exists. */
import type { Task } from '../domain/matter.js';
import { visible } from '../domain/permission.js';
import type { Person } from '../domain/roster.js';
import { closersOf } from '../domain/task.js';
import { reachable } from '../domain/ladder.js';
import { saying, type Response } from './said.js';
import { isRegister, scheduleOf } from './task-book.js';
import { dayWords, personName } from './words.js';
import { say, type World } from './world.js';

type Why =
  | 'own'
  | 'closed'
  | 'withdrawn'
  | 'not-reported'
  | 'reported'
  | 'not-closer'
  | 'reason'
  | 'none-open'
  | 'none-reported'
  | 'unknown';

export function trouble(world: World, why: Why, about?: { no: number; task?: Task }): Response {
  const { no = null, task } = about ?? {};
  const schedule = task === undefined ? undefined : scheduleOf(world, task);
  const closed = task?.closedBy === undefined ? null : personName(world, task.closedBy);
  return saying(
    say(world, 'task-trouble', {
      why,
      number: no,
      who: why === 'closed' ? closed : task === undefined ? null : closerName(world, task),
      at: task?.settledAt === undefined ? null : dayWords(world, task.settledAt),
      rules: schedule !== undefined && isRegister(schedule),
    }),
  );
}

/** What to say about a number that is no open task; undefined for one. */
export function notOpen(world: World, person: Person, no: number, task: Task | undefined): Response | undefined {
  const { roster } = world.config();
  const units = task === undefined ? [] : [task.unit, ...(task.lead === undefined ? [] : [task.lead])];
  if (task === undefined || visible(roster, person.id, units).length === 0) return trouble(world, 'unknown', { no });
  if (task.state === 'closed') return trouble(world, 'closed', { no, task });
  if (task.state === 'withdrawn' || scheduleOf(world, task) === undefined) return trouble(world, 'withdrawn', { no, task });
  return undefined;
}

/** Who will look at it; null: nobody is known. */
export function closerName(world: World, task: Task): string | null {
  const { roster } = world.config();
  const schedule = scheduleOf(world, task);
  const closers = schedule === undefined ? [] : closersOf(roster, schedule, task);
  const [closer] = [...reachable(roster, closers), ...closers];
  return closer === undefined ? null : personName(world, closer);
}
