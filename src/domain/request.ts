/**
 * Requests: who decides on what a unit asks for, how far a deadline may move, and when its ladder goes on afterwards. A matter is never
 * decided by who asked, nor by who answers for the unit.
 */
import type { Cycle, Terms, UnitRecord } from './cycle.js';
import { dateOf, instantOf } from './date-text.js';
import { firstLadderStep, ladderOf, nextStepDue } from './ladder.js';
import type { Request } from './matter.js';
import { covers } from './permission.js';
import type { Wish } from './request-words.js';
import { ancestors, answersFor, concerns, hasAccount, holders } from './responsibility.js';
import type { PersonId, Roster, UnitId } from './roster.js';
import { dueAtOf } from './task.js';
import { dayMs, type Instant } from './time.js';
import { addWorkdays, endOfWorkday, resolveDeadline, resolveStep, type WorkContext } from './workdays.js';

/** No deadline moves further than this from the day it is asked for. */
export const furthestDays = 60;
/** What a unit is granted at once when nobody is above it. */
const grantedWorkdays = 3;
/** How long a leader who names no day keeps a matter. */
const keptWorkdays = { coordinated: 1, watched: 3 } as const;

/**
 * Who decides on what somebody asks for a unit: its first supervisor who can be reached, or else the nearest above. Undefined: nobody is
 * above; a matter of the secretary's own unit is decided by no subordinate.
 */
export function deciderOf(roster: Roster, unit: UnitId, by: PersonId): PersonId | undefined {
  if (isUnderSecretary(roster, unit)) return undefined;
  const above = ancestors(roster, unit).flatMap((id) => [...holders(roster, 'supervisor', id), ...holders(roster, 'principal', id)]);
  return [...holders(roster, 'supervisor', unit), ...above].find(
    (person) => person !== by && !answersFor(roster, unit, person) && hasAccount(roster, person),
  );
}

/** Whether a person may decide on a request now: whoever oversees the unit, and the secretary, but never on what is their own. */
export function mayDecide(roster: Roster, { unit, by }: Pick<Request, 'unit' | 'by'>, person: PersonId): boolean {
  return person !== by && mayKeep(roster, unit, person);
}

/** Whether a leader may take a unit's matter upon themselves without having been asked. */
export function mayKeep(roster: Roster, unit: UnitId, person: PersonId): boolean {
  return !answersFor(roster, unit, person) && !isUnderSecretary(roster, unit) && covers(roster, person, 'coordinate', unit);
}

/** Whether a secretary answers for the unit, also while a deputy stands in. */
export function isUnderSecretary(roster: Roster, unit: UnitId): boolean {
  return holders(roster, 'secretary', unit).some((person) => concerns(roster, unit, person));
}

/** Of whom a matter may be asked instead: the unit's people who can be reached, without the one who passes it on and who passed it on before. */
export function mayBeNamed(roster: Roster, unit: UnitId, by: PersonId, passedBy: readonly PersonId[]): PersonId[] {
  return peopleOf(roster, unit).filter((person) => person !== by && !passedBy.includes(person) && hasAccount(roster, person));
}

/** Principal, liaison and members of a unit. */
export function peopleOf(roster: Roster, unit: UnitId): PersonId[] {
  return [...new Set((['liaison', 'principal', 'members'] as const).flatMap((role) => holders(roster, role, unit)))];
}

export type NewDeadline =
  | { kind: 'until'; until: Instant }
  /** It lies behind, or beyond what is granted to anybody. */
  | { kind: 'past' | 'too-far' }
  /** It is no later than what holds already. */
  | { kind: 'no-later' };

/**
 * The deadline a wish comes to: the end of a workday. Days are counted as workdays, from the deadline, or from today when that has passed;
 * a named rest day becomes the next workday.
 */
export function newDeadline(wish: Wish, deadline: Instant, now: Instant, context: WorkContext): NewDeadline {
  if (wish.kind === 'past') return { kind: 'past' };
  if (wish.kind === 'days' && wish.days > furthestDays) return { kind: 'too-far' };
  const until = wish.kind === 'date' ? endOf(wish.date, context) : daysAfter(wish.days, Math.max(deadline, now), context);
  if (until <= now) return { kind: 'past' };
  if (until <= deadline) return { kind: 'no-later' };
  return until - now > furthestDays * dayMs ? { kind: 'too-far' } : { kind: 'until', until };
}

/** The latest deadline that is granted at once when nobody is above. */
export function grantedAtOnce(deadline: Instant, now: Instant, context: WorkContext): Instant {
  return daysAfter(grantedWorkdays, Math.max(deadline, now), context);
}

/** Until when a leader keeps a matter: the day they named, or else a little while. */
export function keptUntil(how: keyof typeof keptWorkdays, date: string | undefined, now: Instant, context: WorkContext): Instant {
  return date === undefined ? daysAfter(keptWorkdays[how], now, context) : endOf(date, context);
}

/** The end of the work hours of a day, or of the next workday when it is none. */
export function endOf(date: string, context: WorkContext): Instant {
  return endOfWorkday(dueAtOf(date, context), context);
}

function daysAfter(days: number, from: Instant, context: WorkContext): Instant {
  return resolveDeadline({ kind: 'workdays', days }, from, context);
}

/** When whoever is to decide is reminded: as work begins a workday later. */
export function reminderAt(at: Instant, context: WorkContext): Instant {
  return resolveStep({ kind: 'workdays', days: 1 }, at, context);
}

/** When the secretary sees what nobody has decided: another workday later, but never before the one who decides was reminded in time. */
export function shownAt(at: Instant, remindedAt: Instant, context: WorkContext): Instant {
  return Math.max(resolveStep({ kind: 'workdays', days: 2 }, at, context), reminderAt(remindedAt, context));
}

/** When an offer that nobody answered goes back: with the end of the next workday. */
export function offerEndsAt(at: Instant, context: WorkContext): Instant {
  return daysAfter(1, at, context);
}

/** A unit's terms while a request is open. */
export function held(terms: Terms | undefined, no: number): Terms {
  return { passedBy: [], ...terms, heldBy: no };
}

/** A unit's terms when a request is over, with what came of it; undefined: nothing is agreed any more. */
export function released(terms: Terms | undefined, outcome: Partial<Omit<Terms, 'heldBy'>> = {}): Terms | undefined {
  const { heldBy: _request, ...rest } = terms ?? { passedBy: [] };
  const after: Terms = { ...rest, ...outcome };
  return after.until === undefined && after.assignee === undefined && after.passedBy.length === 0 ? undefined : after;
}

/**
 * When the next step of a unit is due after a request about it was settled under these terms. Never a rung before the next workday's
 * morning, and no reminder that is past its time.
 */
export function resumesAt(
  cycle: Cycle,
  { step, promptAt }: Pick<UnitRecord, 'step' | 'promptAt'>,
  terms: Terms | undefined,
  now: Instant,
  context: WorkContext,
): Instant {
  if (step < firstLadderStep) return now;
  const next = ladderOf(cycle.schedule)[step];
  if (next === undefined) return Number.POSITIVE_INFINITY;
  const record = { ...(promptAt === undefined ? {} : { promptAt }), ...(terms === undefined ? {} : { terms }) };
  const planned = nextStepDue(cycle, step - 1, now, record, context);
  if (planned > now && next.kind === 'remind') return planned;
  const morning = addWorkdays(dateOf(now, context.timezone), 1, context.calendar);
  return Math.max(planned, instantOf(morning, context.workHours.fromMinute, context.timezone));
}
