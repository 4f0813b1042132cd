/**
 * Tasks: items of a task schedule, each with an owner unit and a due date. Decides which step of an item is next and what it does, who is
 * written to, and who may close it. Steps are the schedule's reminders and then its rungs, each taken once and in order.
 */
import { addDays, dateOf, instantOf } from './date-text.js';
import { keepDistance, reachable } from './ladder.js';
import type { Task } from './matter.js';
import { covers } from './permission.js';
import { putBack, type Outage } from './outage.js';
import { answersFor, holders, reachedBy } from './responsibility.js';
import type { PersonId, Roster } from './roster.js';
import type { Role, Rung, TaskSchedule } from './schedule.js';
import type { DateText, Duration, Instant } from './time.js';
import { addWorkdays, resolveDeadline, resolveStep, type WorkContext } from './workdays.js';

export type TaskStep = { kind: 'remind'; at: Duration } | { kind: 'rung'; rung: Rung };

type Steps = Pick<TaskSchedule, 'remind' | 'escalate'>;
type Dated = Pick<Task, 'at' | 'dueAt' | 'until'>;
/** What of a task its steps go by: another thing with a due date climbs in the same way. */
export type Climbing = Dated & Pick<Task, 'unit' | 'state' | 'step' | 'level' | 'heldBy' | 'settledAt'>;

/** All steps of an item in the order in which they are taken. */
export function taskSteps({ remind, escalate }: Steps): TaskStep[] {
  return [...remind.map(({ at }): TaskStep => ({ kind: 'remind', at })), ...escalate.map((rung): TaskStep => ({ kind: 'rung', rung }))];
}

/** The end of the work hours of a due date, whether it is worked or not: the date was written by a person. */
export function dueAtOf(due: DateText, { workHours, timezone }: WorkContext): Instant {
  const wraps = workHours.toMinute <= workHours.fromMinute;
  return instantOf(wraps ? addDays(due, 1) : due, workHours.toMinute, timezone);
}

/** What the owner is held to: the date that was granted, or else the one in the file. */
export function taskDeadline({ dueAt, until }: Pick<Task, 'dueAt' | 'until'>): Instant {
  return until ?? dueAt;
}

/** How long before the due date the owner is known to have it before them, when the schedule reminds of nothing. */
const minded: Duration = { kind: 'workdays', days: -5 };

/** From when outages count for a task: since its first reminder was due, or since it came up. What was out before that took nobody's time. */
export function mindedSince(schedule: Steps, task: Dated, context: WorkContext): Instant {
  return Math.max(task.at, resolveStep(schedule.remind[0]?.at ?? minded, taskDeadline(task), context));
}

/** The deadline as outages have moved it: nobody is late before it. */
export function fairTaskDeadline(schedule: Steps, task: Dated, outages: readonly Outage[], context: WorkContext): Instant {
  return putBack(taskDeadline(task), outages, mindedSince(schedule, task, context), context);
}

/**
 * What the steps count from: the fair deadline; for a task that came into the books after its date the workday after, for nobody was told in
 * time. Outages move that as well.
 */
export function stepsCountFrom(schedule: Steps, task: Dated, outages: readonly Outage[], context: WorkContext): Instant {
  if (task.at < taskDeadline(task)) return fairTaskDeadline(schedule, task, outages, context);
  return putBack(resolveDeadline({ kind: 'workdays', days: 1 }, task.at, context), outages, task.at, context);
}

export type TaskDecision =
  /** Nothing is due yet; Infinity: nothing more by itself. */
  | { kind: 'wait'; until: Instant }
  | { kind: 'remind'; step: number; to: PersonId[] }
  | { kind: 'rung'; step: number; rung: Rung; to: PersonId[] };

export interface TaskQuestion {
  schedule: Steps & Pick<TaskSchedule, 'ask'>;
  task: Climbing;
  /** The roster in force: who holds a post is looked up when sending. */
  roster: Roster;
  outages: readonly Outage[];
  /** The rung before certainly reached nobody: the next one does not wait for its time. */
  passedOn?: boolean;
  now: Instant;
  context: WorkContext;
}

/**
 * Decides what is to be done about a task now. Steps past their use are left out: a reminder after the due date, one overtaken by the next,
 * one that would reach nobody. A vacant rung passes on at once. What is held, reported or settled takes no step.
 */
export function decideTaskStep(question: TaskQuestion): TaskDecision {
  const { schedule, task, roster, now, context } = question;
  if (!climbs(task)) return { kind: 'wait', until: Number.POSITIVE_INFINITY };
  const deadline = stepsCountFrom(schedule, task, question.outages, context);
  let passes = question.passedOn ?? false;
  for (const [index, step] of remaining(schedule, task, deadline, now, context)) {
    const at = stepAt(step, deadline, context);
    if (at > now && !(passes && step.kind === 'rung')) return { kind: 'wait', until: at };
    if (step.kind === 'remind') {
      const to = askedOf(roster, schedule, task);
      if (to.length > 0) return { kind: 'remind', step: index, to };
    } else {
      const to = reachedBy(roster, task.unit, step.rung);
      if (to.length > 0) return { kind: 'rung', step: index, rung: step.rung, to };
      passes = true;
    }
  }
  return { kind: 'wait', until: Number.POSITIVE_INFINITY };
}

/** When the step after the one just taken is due; a rung keeps its distance from one that went out late. Infinity: there is none. */
export function afterTaskStep(question: Omit<TaskQuestion, 'roster' | 'passedOn'>, taken: number): Instant {
  const { schedule, task, outages, now, context } = question;
  const deadline = stepsCountFrom(schedule, task, outages, context);
  const steps = taskSteps(schedule);
  const next = steps[taken + 1];
  if (next === undefined) return Number.POSITIVE_INFINITY;
  const planned = stepAt(next, deadline, context);
  const before = steps[taken];
  if (next.kind !== 'rung' || before?.kind !== 'rung') return planned;
  return Math.max(planned, keepDistance(before.rung.at, next.rung.at, { takenAt: now, deadline, context }));
}

/**
 * When a task is looked at again after somebody changed it: was sent back, let go by a decision, or has another date. A rung whose time has
 * passed meanwhile waits for the next workday's morning.
 */
export function taskResumesAt({ schedule, task, outages, now, context }: Omit<TaskQuestion, 'roster' | 'passedOn'>): Instant {
  if (!climbs(task)) return Number.POSITIVE_INFINITY;
  const deadline = stepsCountFrom(schedule, task, outages, context);
  const [next] = remaining(schedule, task, deadline, now, context);
  if (next === undefined) return Number.POSITIVE_INFINITY;
  const [, step] = next;
  const at = stepAt(step, deadline, context);
  if (at > now || step.kind === 'remind') return Math.max(at, now);
  const morning = addWorkdays(dateOf(now, context.timezone), 1, context.calendar);
  return instantOf(morning, context.workHours.fromMinute, context.timezone);
}

/** The next step with reminders left out whose time has come already: it was spoken of otherwise. */
export function stepBehindReminders(schedule: Steps, task: Climbing, now: Instant, context: WorkContext): number {
  const deadline = stepsCountFrom(schedule, task, [], context);
  const rest = taskSteps(schedule).slice(task.step);
  const next = rest.findIndex((step) => step.kind === 'rung' || stepAt(step, deadline, context) > now);
  return task.step + (next < 0 ? rest.length : next);
}

/** The task with another date to be held to: its steps begin again. An open request does not hold it any more. */
export function movedTo(task: Task, date: { dueAt: Instant } | { until: Instant }): Task {
  const { until: _before, heldBy: _request, ...rest } = task;
  return { ...rest, ...date, step: 0, level: 'none' };
}

/** Whom of the owner unit a task is put to: holders of the asked post, or else its principal. Empty: nobody can be reached. */
export function askedOf(roster: Roster, { ask }: Pick<TaskSchedule, 'ask'>, { unit }: Pick<Task, 'unit'>): PersonId[] {
  const asked = reachable(roster, holders(roster, ask, unit));
  return asked.length > 0 ? asked : reachable(roster, holders(roster, 'principal', unit));
}

/** Whether a task is this person's own: they answer for its owner or its lead unit, or said that it was done. Nobody closes their own. */
export function isOwn(roster: Roster, { unit, lead, evidence }: Pick<Task, 'unit' | 'lead' | 'evidence'>, person: PersonId): boolean {
  const answering = [unit, ...(lead === undefined ? [] : [lead])];
  return answering.some((one) => answersFor(roster, one, person)) || evidence.some(({ by }) => by === person);
}

/** If everybody who is to close items is an owner of this one, somebody of these does. */
const closersInstead: readonly Role[][] = [['discipline', 'discipline-secretary'], ['secretary']];

/** Who may close a task or send it back, whether they can be reached or not. Empty: nobody. */
export function closersOf(roster: Roster, { close }: Pick<TaskSchedule, 'close'>, task: Task): PersonId[] {
  const inTurn: readonly Role[][] = [[close], ...closersInstead];
  for (const roles of inTurn) {
    const found = new Set(
      roles
        .flatMap((role) => holders(roster, role, task.unit))
        .filter((person) => covers(roster, person, 'close', task.unit) && !isOwn(roster, task, person)),
    );
    if (found.size > 0) return [...found];
  }
  return [];
}

/** Whether its steps are taken: not while a request holds it, nor once it is reported. */
export function climbs({ state, heldBy, settledAt }: Pick<Task, 'state' | 'heldBy' | 'settledAt'>): boolean {
  return state === 'open' && heldBy === undefined && settledAt === undefined;
}

/** The steps still to be taken, with their places, without reminders that are past their use. */
function remaining(schedule: Steps, task: Climbing, deadline: Instant, now: Instant, context: WorkContext): [number, TaskStep][] {
  const steps = taskSteps(schedule);
  return [...steps.entries()].slice(task.step).filter(([index, step]) => {
    if (step.kind === 'rung') return true;
    const next = steps[index + 1];
    const isOvertaken = next?.kind === 'remind' && stepAt(next, deadline, context) <= now;
    return now < deadline && !isOvertaken;
  });
}

function stepAt(step: TaskStep, deadline: Instant, context: WorkContext): Instant {
  return resolveStep(step.kind === 'rung' ? step.rung.at : step.at, deadline, context);
}
