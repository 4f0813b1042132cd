/** Outages move what people are held to: a gap in which the bot was not awake is nobody's lateness. */
import { mayGoOutAt, type SendingContext } from './sending-times.js';
import { minuteMs, type Instant } from './time.js';
import { endOfWorkday, type WorkContext } from './workdays.js';

export interface Outage {
  from: Instant;
  to: Instant;
}

/** So much of an outage must lie where people write and are written to before it is owned up to. */
const feltMs = 30 * minuteMs;

/**
 * An instant a unit is held to, put back by the outages after its prompt that begin before that instant, and rounded up to the end of a
 * workday; unchanged without any. An outage that the instant falls into counts whole: all of it was taken from whoever was to answer.
 */
export function putBack(at: Instant, outages: readonly Outage[], promptAt: Instant, context: WorkContext): Instant {
  const moved = movedBy(at, outages, promptAt);
  return moved === at ? at : endOfWorkday(moved, context);
}

/** Whether one of the outages is among those that put the instant back. */
export function putsBack(outage: Outage, at: Instant, outages: readonly Outage[], promptAt: Instant): boolean {
  const before = outages.filter(({ from }) => from < outage.from);
  return outage.to > promptAt && outage.from < movedBy(at, before, promptAt);
}

/**
 * Whether an outage is worth an apology: at least half an hour of it lay outside quiet hours and rest days. One that nobody can have met still
 * moves deadlines, but is not talked about.
 */
export function isFelt({ from, to }: Outage, context: Omit<SendingContext, 'urgent'>): boolean {
  const sending = { ...context, urgent: false };
  let feltForMs = 0;
  for (let at = mayGoOutAt(from, sending); at < to && feltForMs < feltMs; at = mayGoOutAt(at + minuteMs, sending)) {
    feltForMs += Math.min(minuteMs, to - at);
  }
  return feltForMs >= feltMs;
}

function movedBy(at: Instant, outages: readonly Outage[], promptAt: Instant): Instant {
  let moved = at;
  for (const { from, to } of outages.toSorted((one, other) => one.from - other.from)) {
    if (from < moved) moved += Math.max(0, to - Math.max(from, promptAt));
  }
  return moved;
}
