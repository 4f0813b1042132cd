/** What a request is about: a unit's part in a cycle, or a task. Both are looked up, held, dated and named in one way. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import type { MatterNo, Request, Task } from '../domain/matter.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { fairTaskDeadline } from '../domain/task.js';
import type { Instant } from '../domain/time.js';
import { fairDeadlines } from './fair-deadline.js';
import { isUnanswered } from './open-prompts.js';
import { outagesFor, scheduleOf } from './task-book.js';
import { taskTitle } from './task-words.js';
import { titleOf, unitName } from './words.js';
import { workContext, type World } from './world.js';

export type Subject = { kind: 'part'; cycle: Cycle; unit: UnitId; record: UnitRecord } | { kind: 'task'; unit: UnitId; task: Task };

/** undefined: it is not kept any more. */
export async function subjectOf(world: World, { about, unit }: Pick<Request, 'about' | 'unit'>): Promise<Subject | undefined> {
  const { cycles, matters } = world.stores;
  if ('task' in about) {
    const task = await matters.matter(about.task);
    return task?.kind === 'task' ? { kind: 'task', unit: task.unit, task } : undefined;
  }
  const cycle = await cycles.cycle(about.cycle);
  const record = (await cycles.records(about.cycle, [unit])).get(unit);
  return cycle === undefined || record === undefined ? undefined : { kind: 'part', cycle, unit, record };
}

export function aboutOf(subject: Subject): Request['about'] {
  return subject.kind === 'part' ? { cycle: subject.cycle.id } : { task: subject.task.no };
}

/** Whether anything is still owed. What a closed cycle came to stays as it is. */
export function isOwed(subject: Subject): boolean {
  if (subject.kind === 'task') return subject.task.state === 'open';
  return isUnanswered(subject) && subject.cycle.closedAt === undefined;
}

/** The open request that holds it. */
export function heldBy(subject: Subject): MatterNo | undefined {
  return subject.kind === 'part' ? subject.record.terms?.heldBy : subject.task.heldBy;
}

/** The deadline it is held to, as outages have moved it. */
export async function dueOf(world: World, subject: Subject, now: Instant): Promise<Instant> {
  if (subject.kind === 'part') {
    return (await fairDeadlines(world))(subject.cycle, subject.record);
  }
  const { task } = subject;
  const schedule = scheduleOf(world, task);
  if (schedule === undefined) return task.until ?? task.dueAt;
  return fairTaskDeadline(schedule, task, await outagesFor(world, [{ task, schedule }], now), workContext(world));
}

/** As people call it: `8月自查`, `61《公务接待办法》`. */
export function subjectTitle(world: World, subject: Subject): string {
  return subject.kind === 'part' ? titleOf(world, subject.cycle) : taskTitle(world, subject.task);
}

/** Its unit, by the name it had when the cycle opened if it is not in the roster any more. */
export function subjectUnit(world: World, subject: Subject): string {
  return unitName(world, subject.unit, subject.kind === 'part' ? subject.cycle : undefined);
}

/** Who is asked for it now: who accepted it, or who was sent the prompt. */
export function askedFor(subject: Subject): PersonId | undefined {
  return subject.kind === 'part' ? (subject.record.terms?.assignee ?? subject.record.askedTo) : undefined;
}

/**
 * Whether a request is still to be decided: one question as long as the unit's answer to it is that it does not apply, a difficulty that was
 * told after the answer in any case, all else as long as it is owed.
 */
export async function isStillAsked(
  world: World,
  { question, ask, at }: Pick<Request, 'question' | 'ask' | 'at'>,
  subject: Subject,
): Promise<boolean> {
  if (ask === 'difficulty' && subject.kind === 'part' && at >= (subject.record.answeredAt ?? Number.POSITIVE_INFINITY)) return true;
  if (question === undefined || subject.kind !== 'part') return isOwed(subject);
  const reply = await world.stores.replies.latest(subject.cycle.id, subject.unit);
  return reply?.answers[question]?.type === 'not-applicable';
}
