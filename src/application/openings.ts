/** When schedules open: the times their triggers give, moved off rest days. */
import { wholeOf } from '../domain/campaign.js';
import { nodeOpenings } from '../domain/node.js';
import { dueOpenings, occurrenceSpans } from '../domain/occurrence.js';
import type { AskingSchedule, Schedule, Trigger } from '../domain/schedule.js';
import { hourMs, type Instant } from '../domain/time.js';
import { resolveDeadline } from '../domain/workdays.js';
import { earliest } from './notices.js';
import { workContext, type World } from './world.js';

/** What moves a schedule's watermark when it changes. */
export function triggerText({ trigger, paused }: Schedule, timezone: string): string {
  const text = timesText(trigger, timezone);
  // So the mark moves to the present when a pause begins and when it ends: what lay in between is neither opened nor missed.
  return paused ? `${text}|paused` : text;
}

function timesText(trigger: Trigger, timezone: string): string {
  switch (trigger.kind) {
    case 'cron':
      return `${trigger.cron}|${trigger.workday}|${timezone}`;
    case 'node':
      return `${trigger.festivals.join(' ')}|${trigger.beforeDays}|${trigger.atMinute}|${timezone}`;
    default:
      return trigger satisfies never;
  }
}

/** The openings of a schedule in (from, to], ascending. A paused one has none, a campaign none outside its stages. */
export function openingsBetween(world: Pick<World, 'config' | 'cron'>, schedule: Schedule, from: Instant, to: Instant): Instant[] {
  if (schedule.paused) return [];
  if (schedule.kind !== 'campaign') return triggered(world, schedule, from, to);
  const whole = wholeOf(schedule.stages, workContext(world).timezone);
  if (to < whole.from || from >= whole.to) return [];
  return triggered(world, schedule, Math.max(from, whole.from - 1), Math.min(to, whole.to - 1));
}

function triggered(world: Pick<World, 'config' | 'cron'>, { trigger }: Schedule, from: Instant, to: Instant): Instant[] {
  const context = workContext(world);
  switch (trigger.kind) {
    case 'cron': {
      const { cron, workday } = trigger;
      const occurrences = occurrenceSpans(workday, from, to, context).flatMap((span) =>
        world.cron.occurrences(cron, context.timezone, span.from, span.to),
      );
      return dueOpenings(occurrences, workday, from, to, context);
    }
    case 'node':
      return nodeOpenings(trigger, from, to, context).map(({ at }) => at);
    default:
      return trigger satisfies never;
  }
}

/** When a schedule next opens after `now`; undefined: not within the coming 400 days. */
export function nextOpening(world: Pick<World, 'config' | 'cron'>, schedule: Schedule, now: Instant): Instant | undefined {
  for (const days of [3, 40, 400]) {
    const until = now + days * 24 * hourMs;
    const [first] = openingsBetween(world, schedule, now, until);
    if (first !== undefined) return first;
  }
  return undefined;
}

/** By when a cycle is to be answered: counted from when its questions may go out, so that all who are told of it are told the same. */
export function deadlineOf(world: Pick<World, 'config'>, { deadline, urgent }: AskingSchedule, openedAt: Instant): Instant {
  return resolveDeadline(deadline, earliest(world, openedAt, urgent), workContext(world));
}
