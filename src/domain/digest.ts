/** What a digest makes of what happened: the span it tells of, what units asked and who answered, what many of them have in common, the load. */
import { addDays, dateOf, instantOf } from './date-text.js';
import type { Request, RequestAbout, RequestAsk, Task } from './matter.js';
import type { QuestionId } from './question.js';
import type { UnitId } from './roster.js';
import { dayMs, type DateText, type Instant } from './time.js';
import type { WorkContext } from './workdays.js';

/** From this many units on, the cause is looked for in what they were asked and no longer in each of them. */
const manyUnits = 3;
const weekDays = 7;

export interface DigestSpan {
  from: Instant;
  to: Instant;
  /** When its own day begins. */
  today: Instant;
  /** The first and the last workday in it; without any, its first and last day. */
  firstDay: DateText;
  lastDay: DateText;
  /** At most seven days. */
  weekly: boolean;
}

/** From the digest before up to this one; the first tells of a week. */
export function digestSpan(plannedAt: Instant, before: Instant | undefined, { timezone, calendar }: WorkContext): DigestSpan {
  const from = before ?? plannedAt - weekDays * dayMs;
  const begin = dateOf(from, timezone);
  const today = dateOf(plannedAt, timezone);
  const end = addDays(today, -1);
  const days: DateText[] = [];
  for (let day = begin; day <= end; day = addDays(day, 1)) days.push(day);
  const worked = days.filter((day) => calendar.isWorkday(day));
  const shown = worked.length > 0 ? worked : days;
  return {
    from,
    to: plannedAt,
    today: instantOf(today, 0, timezone),
    firstDay: shown[0] ?? begin,
    lastDay: shown.at(-1) ?? begin,
    weekly: days.length <= weekDays,
  };
}

/** `tasks`: those open, or settled in the span: how many of them came up in it, and how many were closed. */
export function countTasks(tasks: readonly Task[], from: Instant): { fresh: number; closed: number } {
  return {
    fresh: tasks.filter(({ at, state }) => at >= from && state !== 'withdrawn').length,
    closed: tasks.filter(({ state, settledAt }) => state === 'closed' && settledAt !== undefined && settledAt >= from).length,
  };
}

/** Difficulties that count: open, or raised or answered in the span; not those taken back or overtaken. */
export function countDifficulties(requests: readonly Request[]): { asked: number; answered: number; unanswered: number } {
  const raised = requests.filter((request) => request.ask === 'difficulty' && stands(request));
  const unanswered = raised.filter(({ state }) => state === 'open').length;
  return { asked: raised.length, answered: raised.length - unanswered, unanswered };
}

export interface SharedCause {
  ask: Exclude<RequestAsk, 'reassign'>;
  about: RequestAbout;
  question?: QuestionId;
  units: UnitId[];
}

/** Where at least three units asked for the same about the same thing: nothing is read into their words. Most units first. */
export function sharedCauses(requests: readonly Request[]): SharedCause[] {
  const causes = new Map<string, SharedCause>();
  for (const request of requests) {
    const { ask, about, question, unit } = request;
    if (ask === 'reassign' || !stands(request)) continue;
    const key = JSON.stringify([ask, about, question]);
    const known = causes.get(key) ?? { ask, about, ...(question === undefined ? {} : { question }), units: [] };
    if (!known.units.includes(unit)) known.units.push(unit);
    causes.set(key, known);
  }
  return [...causes.values()].filter(({ units }) => units.length >= manyUnits).sort((one, other) => other.units.length - one.units.length);
}

function stands({ state }: Request): boolean {
  return state !== 'withdrawn' && state !== 'overtaken';
}

/** What most of the messages were about, and its share of all in tenths; undefined: nothing has a name, or it is not even a tenth. */
export function mainCause(byName: ReadonlyMap<string, number>, messages: number): { name: string; tenths: number } | undefined {
  const [main] = [...byName].sort(([, one], [, other]) => other - one);
  if (main === undefined || messages < 1) return undefined;
  const tenths = Math.min(10, Math.round((main[1] / messages) * 10));
  return tenths < 1 ? undefined : { name: main[0], tenths };
}
