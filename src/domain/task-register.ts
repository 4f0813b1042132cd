/** Brings a task in line with its item in the file: decides what is new, changed, finished or gone. The file says what is to be done, the books how far it is. */
import { dateOf } from './date-text.js';
import type { MatterNo, Task } from './matter.js';
import type { TaskItem } from './schedule.js';
import { dueAtOf, movedTo } from './task.js';
import type { Instant } from './time.js';
import type { WorkContext } from './workdays.js';

/** What an item is known by in the books for good, whatever else of it changes. */
export function taskKey(schedule: string, item: string): string {
  return `task/${schedule}/${item}`;
}

export type Registration = { act: 'task-registered' | 'task-changed' | 'task-closed' | 'task-reopened' | 'task-withdrawn'; task: Task };

/** An item that the books do not have yet. undefined: it was finished before. */
export function registerItem(schedule: string, item: TaskItem, no: MatterNo, now: Instant, context: WorkContext): Registration | undefined {
  if (item.done !== undefined) return undefined;
  const task: Task = {
    kind: 'task',
    no,
    schedule,
    item: item.id,
    at: now,
    version: 0,
    ...wordsOf(item),
    dueAt: dueAtOf(item.due, context),
    state: 'open',
    step: 0,
    level: 'none',
    evidence: [],
    sentBack: [],
  };
  return { act: 'task-registered', task };
}

/**
 * An item that the books have. undefined: nothing has changed. What a person closed stays closed; what the file had closed or taken out
 * opens again when the file takes that back. Another date begins the steps again and ends what was granted on the old one.
 */
export function updateItem(task: Task, item: TaskItem, now: Instant, context: WorkContext): Registration | undefined {
  if (task.settledAt !== undefined) {
    if (item.done !== undefined || task.closedBy !== undefined) return undefined;
    return { act: 'task-reopened', task: reopened(task, item, now, context) };
  }
  if (item.done !== undefined) return { act: 'task-closed', task: { ...settled(task, now), state: 'closed' } };
  const { lead: _lead, ...kept } = task;
  const dueAt = dueAtOf(item.due, context);
  const moved = dateOf(task.dueAt, context.timezone) !== dateOf(dueAt, context.timezone);
  const same: Task = { ...kept, ...wordsOf(item) };
  const after = moved ? { ...movedTo(same, { dueAt }), ...heldAs(task) } : { ...same, dueAt };
  return isSame(task, after) ? undefined : { act: 'task-changed', task: after };
}

/** An open item that is not in the file any more, or whose owner is gone. */
export function withdrawItem(task: Task, now: Instant): Registration | undefined {
  if (task.settledAt !== undefined) return undefined;
  return { act: 'task-withdrawn', task: { ...settled(task, now), state: 'withdrawn' } };
}

function wordsOf({ text, unit, lead, support }: TaskItem): Pick<Task, 'text' | 'unit' | 'lead' | 'support'> {
  return { text, unit, ...(lead === undefined ? {} : { lead }), support };
}

function reopened({ settledAt: _settled, ...task }: Task, item: TaskItem, now: Instant, context: WorkContext): Task {
  const { lead: _lead, ...kept } = movedTo(task, { dueAt: dueAtOf(item.due, context) });
  return { ...kept, ...wordsOf(item), at: now, state: 'open' };
}

function settled({ heldBy: _request, ...task }: Task, now: Instant): Task {
  return { ...task, settledAt: now };
}

/** A request that is open goes on holding it. */
function heldAs({ heldBy }: Task): Pick<Task, 'heldBy'> {
  return heldBy === undefined ? {} : { heldBy };
}

function isSame(one: Task, other: Task): boolean {
  const { dueAt, text, unit, lead, support } = one;
  return (
    dueAt === other.dueAt &&
    text === other.text &&
    unit === other.unit &&
    lead === other.lead &&
    support.join(' ') === other.support.join(' ')
  );
}
