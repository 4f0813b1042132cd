/**
 * The escalation ladder: asking is its first step, then reminders up to the deadline, then the rungs above it. Decides what the next step of
 * a unit does and when it is due; each step is taken once, in order, and never after an answer.
 */
import { tangle } from './broken-links.js';
import type { Cycle, UnitRecord } from './cycle.js';
import { dateOf, instantOf } from './date-text.js';
import { begunAnew, putBack, type Outage } from './outage.js';
import { hasAccount, holders, reachedBy, unitsOf } from './responsibility.js';
import type { PersonId, Roster, UnitId } from './roster.js';
import type { AskingSchedule, Role, Rung } from './schedule.js';
import { dayMs, hourMs, type DateText, type Duration, type Instant } from './time.js';
import { addWorkdays, resolveDeadline, resolveStep, type WorkContext } from './workdays.js';

export type Step =
  | { kind: 'ask' }
  /** Only for a unit whose own person could not be reached: from a workday later on its principal is asked if nobody holds the post. */
  | { kind: 'ask-principal' }
  | { kind: 'remind'; at: Duration }
  | { kind: 'rung'; rung: Rung };

/** The two steps of asking stand before all others. */
export const askPrincipalStep = 1;
export const firstLadderStep = 2;

/** All steps of a schedule in the order in which they are taken. */
export function ladderOf(schedule: Pick<AskingSchedule, 'remind' | 'escalate'>): Step[] {
  return [
    { kind: 'ask' },
    { kind: 'ask-principal' },
    ...schedule.remind.map(({ at }): Step => ({ kind: 'remind', at })),
    ...schedule.escalate.map((rung): Step => ({ kind: 'rung', rung })),
  ];
}

/**
 * A unit's own deadline: the one it was granted, or else the cycle's. A deadline under a day counts from its own prompt; a unit prompted on a later day than the cycle opened has as many
 * workdays as the others had: no delivery, no lateness.
 */
export function unitDeadline(
  cycle: Pick<Cycle, 'schedule' | 'openedAt' | 'deadline'>,
  { promptAt, terms }: Pick<UnitRecord, 'promptAt' | 'terms'>,
  context: WorkContext,
): Instant {
  if (terms?.until !== undefined) return terms.until;
  const { deadline } = cycle.schedule;
  if (promptAt === undefined) return cycle.deadline;
  const countsFromPrompt = deadline.kind === 'exact' && deadline.ms < dayMs;
  const promptedLater = dateOf(promptAt, context.timezone) > dateOf(cycle.openedAt, context.timezone);
  if (!countsFromPrompt && !promptedLater) return cycle.deadline;
  return Math.max(cycle.deadline, resolveDeadline(deadline, promptAt, context));
}

/** The deadline a unit is held to: its own, put back by the outages since its prompt, or since it was granted a later one. */
export function fairDeadline(
  cycle: Pick<Cycle, 'schedule' | 'openedAt' | 'deadline'>,
  record: Pick<UnitRecord, 'promptAt' | 'terms'>,
  outages: readonly Outage[],
  context: WorkContext,
): Instant {
  const deadline = unitDeadline(cycle, record, context);
  const since = heldSince(record);
  if (cycle.schedule.kind === 'spot-check' && since !== undefined) return begunAnew(deadline, outages, since, context);
  return since === undefined ? deadline : putBack(deadline, outages, since, context);
}

/** Since when outages count for a unit; undefined: nobody was asked yet. */
export function heldSince({ promptAt, terms }: Pick<UnitRecord, 'promptAt' | 'terms'>): Instant | undefined {
  return promptAt === undefined ? undefined : Math.max(promptAt, terms?.grantedAt ?? promptAt);
}

/**
 * When the step after `taken` is due: at its planned time, but never closer to the one before it than the schedule keeps them apart when that
 * one went out late. Infinity: there is none.
 */
export function nextStepDue(
  cycle: Cycle,
  taken: number,
  takenAt: Instant,
  record: Pick<UnitRecord, 'promptAt' | 'terms'>,
  context: WorkContext,
): Instant {
  const steps = ladderOf(cycle.schedule);
  const next = steps[taken + 1];
  if (next === undefined || next.kind === 'ask' || next.kind === 'ask-principal') return Number.POSITIVE_INFINITY;
  const deadline = unitDeadline(cycle, record, context);
  const planned = plannedAt(next, deadline, context);
  const before = steps[taken];
  if (next.kind !== 'rung' || before?.kind !== 'rung') return planned;
  return Math.max(planned, keepDistance(before.rung.at, next.rung.at, { takenAt, deadline, context }));
}

/**
 * When a unit that was asked, and then left alone for a while, goes on with the step it stood at: at its planned time, not before work begins on
 * the next workday, and as far from the step before it as the schedule keeps them apart. Infinity: it had taken all.
 */
export function resumedAt(cycle: Cycle, record: UnitRecord, now: Instant, context: WorkContext): Instant {
  const due = nextStepDue(cycle, record.step - 1, now, record, context);
  return Math.max(due, lookAgain(now, context));
}

/**
 * When a step that has come due is really due: reminders and rungs count from the deadline as outages since the prompt have moved it. Other
 * steps, and those of a unit that no outage concerns, are due as planned: -Infinity.
 */
export function dueAfterOutages(cycle: Cycle, record: UnitRecord, outages: readonly Outage[], context: WorkContext): Instant {
  const step = ladderOf(cycle.schedule)[record.step];
  if (step?.kind !== 'rung' && step?.kind !== 'remind') return Number.NEGATIVE_INFINITY;
  const fair = fairDeadline(cycle, record, outages, context);
  return fair === unitDeadline(cycle, record, context) ? Number.NEGATIVE_INFINITY : plannedAt(step, fair, context);
}

function plannedAt(step: Exclude<Step, { kind: 'ask' } | { kind: 'ask-principal' }>, deadline: Instant, context: WorkContext): Instant {
  return resolveStep(step.kind === 'rung' ? step.rung.at : step.at, deadline, context);
}

/** When the next rung may be due at the earliest: as long after the one before as the schedule has it, workdays counted as workdays. */
export function keepDistance(
  before: Duration,
  after: Duration,
  { takenAt, deadline, context }: { takenAt: Instant; deadline: Instant; context: WorkContext },
): Instant {
  const from = resolveStep(before, deadline, context);
  const to = resolveStep(after, deadline, context);
  if (after.kind === 'exact') return takenAt + Math.max(0, to - from);
  const days = workdaysBetween(dateOf(from, context.timezone), dateOf(to, context.timezone), context);
  return days === 0 ? takenAt : startOfWork(addWorkdays(dateOf(takenAt, context.timezone), days, context.calendar), context);
}

function workdaysBetween(from: DateText, to: DateText, { calendar }: WorkContext): number {
  let days = 0;
  for (let day = from; day < to; day = addWorkdays(day, 1, calendar)) days += 1;
  return days;
}

function startOfWork(day: DateText, { workHours, timezone }: WorkContext): Instant {
  return instantOf(day, workHours.fromMinute, timezone);
}

export type StepDecision =
  /** Nothing is owed any more. */
  | { kind: 'excuse'; reason: 'removed' | 'paused' }
  | { kind: 'ask'; to: PersonId[] }
  /** Nobody can be asked: not late. Looked at again at `nextDue`: the principal is asked instead of a vacant or unbound post, otherwise nobody. */
  | { kind: 'unreached'; nextDue: Instant }
  /** The prompt is not known to be out: nothing climbs. */
  | { kind: 'hold'; until: Instant }
  /** Nothing is said: a reminder that is past the deadline, overtaken by the next, or would reach nobody. */
  | { kind: 'skip'; nextDue: Instant }
  | { kind: 'remind'; to: PersonId[]; nextDue: Instant }
  /** `to` empty: the rung is vacant and passes on at once. */
  | { kind: 'rung'; rung: Rung; to: PersonId[]; nextDue: Instant };

export interface StepQuestion {
  cycle: Cycle;
  unit: UnitId;
  record: UnitRecord;
  /** The roster in force: who holds a post is looked up when sending. */
  roster: Roster;
  /** Whom the prompt certainly could not be sent to: they are not tried again by themselves. */
  refused?: readonly PersonId[];
  /** The unit is left alone for now: it is not asked, and nothing is owed for this cycle. */
  paused?: boolean;
  /** Those since the prompt. */
  outages?: readonly Outage[];
  now: Instant;
  context: WorkContext;
}

/** How long a step waits before it looks again whether the prompt went out. */
const holdMs = hourMs;

/** Decides what taking the unit's due step means now. The caller has seen that the unit has not answered. */
export function decideStep(question: StepQuestion): StepDecision {
  const { cycle, unit, record, roster, now } = question;
  if (!roster.units.has(unit)) return { kind: 'excuse', reason: 'removed' };
  const step = ladderOf(cycle.schedule)[record.step];
  if (step === undefined) return { kind: 'skip', nextDue: Number.POSITIVE_INFINITY };
  if (question.paused === true && record.promptAt === undefined) return { kind: 'excuse', reason: 'paused' };
  // Whoever decides on the request sets it going again.
  if (record.terms?.heldBy !== undefined) return { kind: 'hold', until: Number.POSITIVE_INFINITY };
  switch (step.kind) {
    case 'ask':
      return decideAsking(question, reachable(roster, holders(roster, cycle.schedule.ask, unit)));
    case 'ask-principal':
      // What was asked about a moment that is over is not asked of somebody else the next day: a person telephones.
      if (cycle.schedule.kind === 'spot-check') return { kind: 'skip', nextDue: Number.POSITIVE_INFINITY };
      return decideAsking(question, nextToAsk(question));
    case 'remind': {
      if (record.promptAt === undefined) return { kind: 'hold', until: now + holdMs };
      const nextDue = nextStepDue(cycle, record.step, now, record, question.context);
      const to = askedPeople(question);
      const isPast = now >= fairDeadline(cycle, record, question.outages ?? [], question.context);
      // After an outage several reminders may be due together: only the last of them is of use.
      const isOvertaken = ladderOf(cycle.schedule)[record.step + 1]?.kind === 'remind' && nextDue <= now;
      return isPast || isOvertaken || to.length === 0 ? { kind: 'skip', nextDue } : { kind: 'remind', to, nextDue };
    }
    case 'rung': {
      if (record.promptAt === undefined) return { kind: 'hold', until: now + holdMs };
      const to = reachedBy(roster, unit, step.rung);
      const nextDue = nextStepDue(cycle, record.step, now, record, question.context);
      return { kind: 'rung', rung: step.rung, to, nextDue: to.length === 0 && Number.isFinite(nextDue) ? now : nextDue };
    }
    default:
      return step satisfies never;
  }
}

/** An answer that would go nowhere is not asked for: a unit that oversees itself, or has nobody above, waits until that is mended. */
function decideAsking({ roster, unit, now, context }: StepQuestion, to: PersonId[]): StepDecision {
  return to.length > 0 && tangle(roster, unit) === undefined
    ? { kind: 'ask', to }
    : { kind: 'unreached', nextDue: lookAgain(now, context) };
}

/** Who holds the asked post and was not tried; else the principal, unless the holder is only on leave and comes back. */
function nextToAsk({ cycle, unit, roster, refused = [] }: StepQuestion): PersonId[] {
  const untried = (role: Role): PersonId[] => reachable(roster, holders(roster, role, unit)).filter((person) => !refused.includes(person));
  const asked = untried(cycle.schedule.ask);
  const away = holders(roster, cycle.schedule.ask, unit).some((person) => roster.people.get(person)?.away !== undefined);
  return asked.length > 0 || away ? asked : untried('principal');
}

/** As work begins on the next workday: then the principal is asked instead, or the post may have been filled. */
export function lookAgain(now: Instant, context: WorkContext): Instant {
  return startOfWork(addWorkdays(dateOf(now, context.timezone), 1, context.calendar), context);
}

/**
 * Who has taken it over; else whoever holds the asked post now; or who was asked, while nobody else does. Nobody who has left the unit: they
 * could not answer any more.
 */
export function askedPeople({ cycle, unit, record, roster }: Pick<StepQuestion, 'cycle' | 'unit' | 'record' | 'roster'>): PersonId[] {
  const stillThere = (person: PersonId | undefined): PersonId[] =>
    person !== undefined && unitsOf(roster, person).includes(unit) ? reachable(roster, [person]) : [];
  const taken = stillThere(record.terms?.assignee);
  if (taken.length > 0) return taken;
  const byPost = reachable(roster, holders(roster, cycle.schedule.ask, unit));
  return byPost.length > 0 ? byPost : stillThere(record.askedTo);
}

/** Those who have an account and are not away. */
export function reachable(roster: Roster, people: readonly PersonId[]): PersonId[] {
  return people.filter((person) => hasAccount(roster, person));
}
