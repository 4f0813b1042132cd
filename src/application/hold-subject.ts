/** Stops the steps of what a request is about, and lets it go again, where that is a matter of its own: a task or a finding. */
import { waitsForOf, type Finding } from '../domain/finding.js';
import type { MatterNo, Task } from '../domain/matter.js';
import type { PersonId } from '../domain/roster.js';
import { movedTo, stepBehindReminders } from '../domain/task.js';
import type { Instant } from '../domain/time.js';
import { findingLook, spokenOf } from './finding-book.js';
import { heldBy, isOwed, type Subject } from './request-subject.js';
import { scheduleOf } from './task-book.js';
import { nextLook } from './task-notices.js';
import { workContext, type World } from './world.js';

/** What was agreed: a later date, or who mends it from now on. */
interface Agreed {
  until?: Instant;
  assignee?: PersonId;
}

/** Stops its steps while the request `no` about it is open, unless another one holds it or nothing is owed. False: it has changed in between. */
export async function holdSubject(world: World, no: MatterNo, subject: Subject, actor: string, now: Instant): Promise<boolean> {
  if (subject.kind === 'part' || heldBy(subject) !== undefined || !isOwed(subject)) return true;
  if (subject.kind === 'task') return writeTask(world, subject.task, { ...subject.task, heldBy: no }, { actor, act: 'task-held' }, now);
  return writeFinding(world, { ...subject.finding, heldBy: no }, { actor, act: 'finding-held' }, now);
}

/** Its steps go on, by what was agreed; one that another request holds is left alone. False: it has changed in between. */
export async function releaseSubject(
  world: World,
  no: MatterNo,
  subject: Subject,
  agreed: Agreed,
  actor: string,
  now: Instant,
): Promise<boolean> {
  switch (subject.kind) {
    case 'part':
      return true;
    case 'task':
      return releaseTask(world, no, subject.task, agreed, actor, now);
    case 'finding':
      return releaseFinding(world, no, subject.finding, agreed, actor, now);
    default:
      return subject satisfies never;
  }
}

async function releaseTask(world: World, no: MatterNo, task: Task, { until }: Agreed, actor: string, now: Instant): Promise<boolean> {
  const granted = task.heldBy === undefined && until !== undefined && until !== task.until;
  if (task.heldBy !== no && !granted) return true;
  const { heldBy: _over, ...free } = task;
  return writeTask(world, task, until === undefined ? free : movedTo(task, { until }), { actor, act: 'task-released' }, now);
}

async function releaseFinding(
  world: World,
  no: MatterNo,
  finding: Finding,
  { until, assignee }: Agreed,
  actor: string,
  now: Instant,
): Promise<boolean> {
  const owed = isOwed({ kind: 'finding', unit: finding.unit, finding });
  const granted = owed && until !== undefined && until !== finding.until;
  const handed = owed && assignee !== undefined && assignee !== finding.owner;
  if (finding.heldBy !== no && (finding.heldBy !== undefined || !(granted || handed))) return true;
  const { heldBy: _over, ...free } = finding;
  const dated: Finding = granted ? { ...free, until, step: 0, level: 'none' } : free;
  return writeFinding(world, handed ? { ...dated, owner: assignee } : dated, { actor, act: 'finding-released' }, now);
}

async function writeTask(world: World, before: Task, task: Task, by: { actor: string; act: string }, now: Instant): Promise<boolean> {
  const schedule = scheduleOf(world, task);
  // Whoever hears the decision need not be reminded of what came due before it.
  const after = schedule === undefined ? task : { ...task, step: stepBehindReminders(schedule, task, now, workContext(world)) };
  const due = schedule === undefined ? Number.POSITIVE_INFINITY : nextLook(world, schedule, after, now);
  const change = { matter: after, after: before.version, ...(Number.isFinite(due) ? { due } : {}), waitsFor: [], ...by, notices: [] };
  return (await world.stores.matters.write(change, now)).kind !== 'conflict';
}

async function writeFinding(world: World, finding: Finding, by: { actor: string; act: string }, now: Instant): Promise<boolean> {
  const after = isOwed({ kind: 'finding', unit: finding.unit, finding }) ? spokenOf(world, finding, now) : finding;
  const due = findingLook(world, after, now);
  const waitsFor = waitsForOf(world.config().roster, after);
  const change = { matter: after, after: finding.version, ...(Number.isFinite(due) ? { due } : {}), waitsFor, ...by, notices: [] };
  return (await world.stores.matters.write(change, now)).kind !== 'conflict';
}
