/** The next step of a task: a reminder, or a rung; and a reported one that nobody has looked at is brought up again. */
import type { Level } from '../domain/cycle.js';
import type { Task } from '../domain/matter.js';
import type { PersonId } from '../domain/roster.js';
import type { Rung, TaskSchedule } from '../domain/schedule.js';
import { afterTaskStep, closersOf, decideTaskStep, type TaskDecision } from '../domain/task.js';
import { reachable } from '../domain/ladder.js';
import type { Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import type { Notice } from './ports.js';
import { outagesFor, scheduleOf } from './task-book.js';
import { nextLook, rungFailed, taskNotices } from './task-notices.js';
import { workContext, type World } from './world.js';

export async function followTask(world: World, task: Task, now: Instant): Promise<void> {
  const { matters } = world.stores;
  const schedule = scheduleOf(world, task);
  // What is not in the files any more is withdrawn by whoever registers them.
  if (schedule === undefined) return matters.postpone(task.no, task.version, Number.POSITIVE_INFINITY);
  if (task.state === 'reported') return remindClosers(world, schedule, task, now);
  const outages = await outagesFor(world, [{ task, schedule }], now);
  const question = { schedule, task, outages, now, context: workContext(world) };
  const passedOn = await rungFailed(world, schedule, task);
  const decision = decideTaskStep({ ...question, roster: world.config().roster, passedOn });
  if (decision.kind === 'wait') return matters.postpone(task.no, task.version, decision.until);
  const due = afterTaskStep(question, decision.step);
  const change = {
    matter: { ...task, step: decision.step + 1, level: levelOf(decision) },
    after: task.version,
    ...(Number.isFinite(due) ? { due } : {}),
    waitsFor: [],
    actor: 'bot',
    act: `task-${levelOf(decision)}`,
    notices: noticesOf(world, schedule, task, decision, due, now),
  };
  // After a conflict somebody has changed it: it is looked at again when its lease is over.
  await matters.write(change, now);
}

function noticesOf(
  world: World,
  schedule: TaskSchedule,
  task: Task,
  decision: Exclude<TaskDecision, { kind: 'wait' }>,
  due: Instant,
  now: Instant,
): Notice[] {
  const { to } = decision;
  switch (decision.kind) {
    case 'remind':
      return taskNotices(world, schedule, task, { kind: 'task-remind', to }, now);
    case 'rung':
      return taskNotices(world, schedule, task, { kind: noticeOfRung(decision.rung), to, facts: { nextDue: finite(due) } }, now);
    default:
      return decision satisfies never;
  }
}

function levelOf(decision: Exclude<TaskDecision, { kind: 'wait' }>): Level {
  return decision.kind === 'remind' ? 'remind' : decision.rung.level;
}

function noticeOfRung({ level }: Rung): 'task-press' | 'task-supervise' {
  return level === 'press' ? 'task-press' : 'task-supervise';
}

function finite(at: Instant): Instant | null {
  return Number.isFinite(at) ? at : null;
}

/** Once: after that it stays visible among what waits for them. Each morning it is seen whether somebody else closes it now. */
async function remindClosers(world: World, schedule: TaskSchedule, task: Task, now: Instant): Promise<void> {
  const { roster } = world.config();
  const to = reachable(roster, closersOf(roster, schedule, task));
  const fresh = await unaware(world, task, to);
  if (fresh.length > 0) return passToClosers(world, schedule, task, fresh, now);
  await world.stores.outbox.enqueue(
    taskNotices(world, schedule, task, { kind: 'task-reported', to, mark: 'again', facts: { again: true } }, now),
    now,
  );
  await world.stores.matters.postpone(task.no, task.version, resolveStep({ kind: 'workdays', days: 1 }, now, workContext(world)));
}

/** Those of the closers for whom it does not wait yet: they came to it later. */
async function unaware(world: World, { no }: Task, closers: readonly PersonId[]): Promise<PersonId[]> {
  const lists = await Promise.all(closers.map((waitsFor) => world.stores.matters.open({ kind: 'task', waitsFor })));
  return closers.filter((_, index) => !lists[index]?.some((task) => task.no === no));
}

async function passToClosers(world: World, schedule: TaskSchedule, task: Task, fresh: readonly PersonId[], now: Instant): Promise<void> {
  await world.stores.matters.write(
    {
      matter: task,
      after: task.version,
      due: nextLook(world, schedule, task, now),
      waitsFor: closersOf(world.config().roster, schedule, task),
      actor: 'bot',
      act: 'task-passed-on',
      notices: taskNotices(world, schedule, task, { kind: 'task-reported', to: fresh }, now),
    },
    now,
  );
}
