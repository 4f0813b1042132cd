/** Decides which openings a schedule owes: where its occurrences move on rest days, which are due, and which still open after a gap. */
import type { WorkCalendar } from './calendar.js';
import { addDays, dateOf, instantOf, minuteOfDay } from './date-text.js';
import type { CronTrigger } from './schedule.js';
import { minuteMs, type DateText, type Instant } from './time.js';
import { nearestWorkday } from './workdays.js';

export type WorkdayRule = CronTrigger['workday'];

/** What moving an occurrence needs to know of a committee. */
export interface OccurrenceContext {
  timezone: string;
  calendar: WorkCalendar;
}

/** A stretch of time, (from, to]. */
export interface Span {
  from: Instant;
  to: Instant;
}

/** What a schedule does after looking at its openings: at most one opens, and each other one was missed for a reason. */
export interface CatchUp {
  open?: Instant;
  /** Ascending. */
  missed: { at: Instant; reason: 'superseded' | 'deadline-passed' }[];
}

/** The opening that an occurrence becomes: itself on a workday, else the same time of day on the next or the previous workday. */
export function shiftOccurrence(at: Instant, rule: WorkdayRule, { timezone, calendar }: OccurrenceContext): Instant {
  if (rule === 'none') return at;
  const date = dateOf(at, timezone);
  const workday = nearestWorkday(date, rule === 'next' ? 1 : -1, calendar);
  if (workday === date) return at;
  return onDay(workday, at, timezone);
}

/**
 * The stretches of time (from, to] whose occurrences may become openings in (watermark, now]. Ask the cron for these: besides the stretch
 * itself they are, on each rest day outside it that moves onto a workday in it, the same hours of that rest day. They may overlap.
 */
export function occurrenceSpans(rule: WorkdayRule, watermark: Instant, now: Instant, context: OccurrenceContext): Span[] {
  const spans: Span[] = [{ from: watermark, to: now }];
  if (rule === 'none' || now <= watermark) return spans;
  const { timezone, calendar } = context;
  const lastDay = dateOf(now, timezone);
  for (let day = dateOf(watermark, timezone); day <= lastDay; day = addDays(day, 1)) {
    if (!calendar.isWorkday(day)) continue;
    for (const restDay of restDaysMovingTo(day, rule, calendar)) {
      const from = watermark < instantOf(day, 0, timezone) ? instantOf(restDay, 0, timezone) - 1 : onDay(restDay, watermark, timezone);
      const to = day < lastDay ? instantOf(addDays(restDay, 1), 0, timezone) - 1 : onDay(restDay, now, timezone);
      // Nearly every rest day of a long stretch lies within it, and each look into the cron costs.
      if (from < watermark || to > now) spans.push({ from, to });
    }
  }
  return spans;
}

/** The distinct openings in (watermark, now] that the occurrences become, ascending. Several occurrences that move to one time open once. */
export function dueOpenings(
  occurrences: readonly Instant[],
  rule: WorkdayRule,
  watermark: Instant,
  now: Instant,
  context: OccurrenceContext,
): Instant[] {
  const openings = occurrences.map((at) => shiftOccurrence(at, rule, context)).filter((at) => at > watermark && at <= now);
  return [...new Set(openings)].sort((one, other) => one - other);
}

/** Of openings that have come, only the latest opens, and only before its deadline; the others are missed. On time and late are the same path. */
export function decideCatchUp(openings: readonly Instant[], deadlineOf: (opening: Instant) => Instant, now: Instant): CatchUp {
  const latest = openings.at(-1);
  if (latest === undefined) return { missed: [] };
  const missed: CatchUp['missed'] = openings.slice(0, -1).map((at) => ({ at, reason: 'superseded' }));
  if (deadlineOf(latest) > now) return { open: latest, missed };
  return { missed: [...missed, { at: latest, reason: 'deadline-passed' }] };
}

function restDaysMovingTo(workday: DateText, rule: 'next' | 'previous', calendar: WorkCalendar): DateText[] {
  const direction = rule === 'next' ? -1 : 1;
  const days: DateText[] = [];
  const neighbour = nearestWorkday(addDays(workday, direction), direction, calendar);
  for (let day = addDays(workday, direction); day !== neighbour; day = addDays(day, direction)) days.push(day);
  return days;
}

/** The same time of day on another day. */
function onDay(day: DateText, at: Instant, timezone: string): Instant {
  return instantOf(day, minuteOfDay(at, timezone), timezone) + (at % minuteMs);
}
