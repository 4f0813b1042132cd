/** Outages move what people are held to: a gap in which the bot was not awake is nobody's lateness. */
import { addDays, dateOf } from './date-text.js';
import { mayGoOutAt, type SendingContext } from './sending-times.js';
import { dayMs, minuteMs, type Instant } from './time.js';
import { addWorkdays, endOfWorkday, nearestWorkday, nextWork, workHoursOn, type WorkContext } from './workdays.js';

export interface Outage {
  from: Instant;
  to: Instant;
  /** It is not over: `to` is the present. */
  ongoing?: true;
}

/** A gap between beats, or between two moments at which the chat account was online, beyond this is an outage, whatever its cause. */
export const outageBoundMs = 2 * minuteMs;

/** So much of an outage must lie where people write and are written to before it is owned up to. */
const feltMs = 30 * minuteMs;

/** So much of one day's work hours, lost to one outage or several, is what people cannot make up for; so is the last of it before they are late. */
const spareMs = 30 * minuteMs;

/**
 * An instant a unit is held to, put back by the outages after its prompt that begin before that instant and took from people what they could
 * not make up for, and rounded up to the end of a workday; unchanged without any. Such an outage counts whole.
 */
export function putBack(at: Instant, outages: readonly Outage[], promptAt: Instant, context: WorkContext): Instant {
  return reckon(at, outages, promptAt, context).until;
}

/**
 * The end of some minutes that somebody was given at `promptAt`, given anew after each outage that fell into them: as soon as the bot is back, but in
 * work hours.
 */
export function begunAnew(at: Instant, outages: readonly Outage[], promptAt: Instant, context: WorkContext): Instant {
  const givenMs = at - promptAt;
  return outages
    .toSorted((one, other) => one.from - other.from)
    .reduce((until, { from, to }) => (to > promptAt && from < until ? Math.max(until, nextWork(to, context) + givenMs) : until), at);
}

/** Whether one of the outages is among those that put the instant back. */
export function putsBack(outage: Outage, at: Instant, outages: readonly Outage[], promptAt: Instant, context: WorkContext): boolean {
  return reckon(at, outages, promptAt, context).by.some(({ from }) => from === outage.from);
}

/**
 * Whether an outage is worth an apology: at least half an hour of it lay outside quiet hours and rest days. One that nobody can have met may
 * still move a deadline that fell into it, but is not talked about.
 */
export function isFelt({ from, to }: Outage, context: Omit<SendingContext, 'urgent'>): boolean {
  const sending = { ...context, urgent: false };
  let feltForMs = 0;
  for (let at = mayGoOutAt(from, sending); at < to && feltForMs < feltMs; at = mayGoOutAt(at + minuteMs, sending)) {
    feltForMs += Math.min(minuteMs, to - at);
  }
  return feltForMs >= feltMs;
}

function reckon(at: Instant, outages: readonly Outage[], promptAt: Instant, context: WorkContext): { until: Instant; by: Outage[] } {
  const since = outages
    .filter(({ to }) => to > promptAt)
    .map((outage) => ({ ...outage, from: Math.max(outage.from, promptAt), began: outage.from }))
    .sort((one, other) => one.from - other.from);
  const given = { since, isShort: at - promptAt < dayMs, context };
  const by: Outage[] = [];
  let moved = at;
  let until = at;
  for (const { began, ...outage } of since) {
    if (outage.from >= until) break;
    if (!counts(outage, until, given)) continue;
    // What falls between the moved instant and the end of that workday takes from what people were told.
    moved = (outage.from < moved ? moved : until) + outage.to - outage.from;
    until = endOfWorkday(moved, context);
    by.push({ ...outage, from: began });
  }
  return { until, by };
}

interface Given {
  since: readonly Outage[];
  /** Less than a day was given: every minute of it counts, at night too. */
  isShort: boolean;
  context: WorkContext;
}

/** Some minutes, a night or a weekend are made up for, unless the instant came then or right afterwards. */
function counts(outage: Outage, until: Instant, { since, isShort, context }: Given): boolean {
  return isShort || until < outage.to + spareMs || takesADay(outage, since, context);
}

/** Whether it lies on a day that lost too much of its work hours, to this outage and the others. */
function takesADay({ from, to }: Outage, since: readonly Outage[], context: WorkContext): boolean {
  // Work hours that wrap over midnight may still be those of the day before.
  const first = addDays(dateOf(from, context.timezone), -1);
  for (let day = nearestWorkday(first, 1, context.calendar); ; day = addWorkdays(day, 1, context.calendar)) {
    const hours = workHoursOn(day, context);
    if (hours.from >= to) return false;
    if (hours.to <= from) continue;
    const lostMs = since.reduce((sum, other) => sum + Math.max(0, Math.min(other.to, hours.to) - Math.max(other.from, hours.from)), 0);
    if (lostMs >= spareMs) return true;
  }
}
