/** When schedules open: the times their triggers give, moved off rest days. */
import { nodeOpenings } from '../domain/node.js';
import { dueOpenings, occurrenceSpans } from '../domain/occurrence.js';
import type { Schedule } from '../domain/schedule.js';
import { hourMs, type Instant } from '../domain/time.js';
import { workContext, type World } from './world.js';

/** What moves a schedule's watermark when it changes. */
export function triggerText({ trigger }: Schedule, timezone: string): string {
  switch (trigger.kind) {
    case 'cron':
      return `${trigger.cron}|${trigger.workday}|${timezone}`;
    case 'node':
      return `${trigger.festivals.join(' ')}|${trigger.beforeDays}|${trigger.atMinute}|${timezone}`;
    default:
      return trigger satisfies never;
  }
}

/** The openings of a schedule in (from, to], ascending. */
export function openingsBetween(world: Pick<World, 'config' | 'cron'>, { trigger }: Schedule, from: Instant, to: Instant): Instant[] {
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
