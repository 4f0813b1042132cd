/** What a request is about: a unit's part in a cycle, a task, or a finding. All are looked up, held, dated and named in one way. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { isOwed as isFindingOwed, type Finding } from '../domain/finding.js';
import type { MatterNo, Request, Task } from '../domain/matter.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { fairTaskDeadline } from '../domain/task.js';
import type { Instant } from '../domain/time.js';
import { fairDeadlines } from './fair-deadline.js';
import { asFinding, fairDue, findingTitle, findingUnit } from './finding-book.js';
import { isUnanswered } from './open-prompts.js';
import { outagesFor, scheduleOf } from './task-book.js';
import { taskTitle } from './task-words.js';
import { titleOf, unitName } from './words.js';
import { workContext, type World } from './world.js';

export type Subject =
  | { kind: 'part'; cycle: Cycle; unit: UnitId; record: UnitRecord }
  | { kind: 'task'; unit: UnitId; task: Task }
  | { kind: 'finding'; unit: UnitId; finding: Finding };

/** undefined: it is not kept any more. */
export async function subjectOf(world: World, { about, unit }: Pick<Request, 'about' | 'unit'>): Promise<Subject | undefined> {
  const { cycles, matters } = world.stores;
  if ('task' in about) {
    const task = await matters.matter(about.task);
    return task?.kind === 'task' ? { kind: 'task', unit: task.unit, task } : undefined;
  }
  if ('finding' in about) {
    const finding = asFinding(await matters.matter(about.finding));
    return finding === undefined ? undefined : { kind: 'finding', unit: finding.unit, finding };
  }
  const cycle = await cycles.cycle(about.cycle);
  const record = (await cycles.records(about.cycle, [unit])).get(unit);
  return cycle === undefined || record === undefined ? undefined : { kind: 'part', cycle, unit, record };
}

export function aboutOf(subject: Subject): Request['about'] {
  switch (subject.kind) {
    case 'part':
      return { cycle: subject.cycle.id };
    case 'task':
      return { task: subject.task.no };
    case 'finding':
      return { finding: subject.finding.no };
    default:
      return subject satisfies never;
  }
}

/** Whether anything is still owed. What a closed cycle came to stays as it is. */
export function isOwed(subject: Subject): boolean {
  if (subject.kind === 'task') return subject.task.state === 'open';
  if (subject.kind === 'finding') return isFindingOwed(subject.finding);
  return isUnanswered(subject) && subject.cycle.closedAt === undefined;
}

/** The open request that holds it. */
export function heldBy(subject: Subject): MatterNo | undefined {
  if (subject.kind === 'finding') return subject.finding.heldBy;
  return subject.kind === 'part' ? subject.record.terms?.heldBy : subject.task.heldBy;
}

/** The deadline it is held to, as outages have moved it. */
export async function dueOf(world: World, subject: Subject, now: Instant): Promise<Instant> {
  if (subject.kind === 'part') {
    return (await fairDeadlines(world))(subject.cycle, subject.record);
  }
  if (subject.kind === 'finding') return fairDue(world, subject.finding, now);
  const { task } = subject;
  const schedule = scheduleOf(world, task);
  if (schedule === undefined) return task.until ?? task.dueAt;
  return fairTaskDeadline(schedule, task, await outagesFor(world, [{ task, schedule }], now), workContext(world));
}

/** A later deadline that was granted. */
export function grantedUntil(subject: Subject): Instant | undefined {
  if (subject.kind === 'finding') return subject.finding.until;
  return subject.kind === 'part' ? subject.record.terms?.until : subject.task.until;
}

/** As people call it: `8月自查`, `61《公务接待办法》`, `问题85号，会议记录补签`. */
export function subjectTitle(world: World, subject: Subject): string {
  if (subject.kind === 'finding') return findingTitle(world, subject.finding);
  return subject.kind === 'part' ? titleOf(world, subject.cycle) : taskTitle(world, subject.task);
}

/** Its unit, by the name it had when the cycle opened if it is not in the roster any more. */
export function subjectUnit(world: World, subject: Subject): string {
  if (subject.kind === 'finding') return findingUnit(world, subject.finding);
  return unitName(world, subject.unit, subject.kind === 'part' ? subject.cycle : undefined);
}

/** Who is asked for it now: who accepted it, or who was sent the prompt. */
export function askedFor(subject: Subject): PersonId | undefined {
  if (subject.kind === 'finding') return subject.finding.owner;
  return subject.kind === 'part' ? (subject.record.terms?.assignee ?? subject.record.askedTo) : undefined;
}

/** Whether what was asked about has become another unit's: whoever asked owes it no more. */
export function isElsewhere({ unit }: Pick<Request, 'unit'>, subject: Subject): boolean {
  return subject.kind === 'finding' && subject.unit !== unit;
}

/**
 * Whether a request is still to be decided: one question as long as the unit's answer to it is that it does not apply, a difficulty that was
 * told after the answer in any case, all else as long as it is owed.
 */
export async function isStillAsked(
  world: World,
  { unit, question, ask, at }: Pick<Request, 'unit' | 'question' | 'ask' | 'at'>,
  subject: Subject,
): Promise<boolean> {
  if (isElsewhere({ unit }, subject)) return false;
  if (ask === 'difficulty' && subject.kind === 'part' && at >= (subject.record.answeredAt ?? Number.POSITIVE_INFINITY)) return true;
  if (question === undefined || subject.kind !== 'part') return isOwed(subject);
  const reply = await world.stores.replies.latest(subject.cycle.id, subject.unit);
  return reply?.answers[question]?.type === 'not-applicable';
}
