/**
 * Sends the head of the audit trail to the custodian, once on each workday on which something was entered, shortly before the work hours end.
 * Whoever keeps it can show later, with `audit verify --head`, that the trail was changed or put back, whoever had the machine.
 */
import type { Head } from '../domain/audit-chain.js';
import { dateOf, instantOf } from '../domain/date-text.js';
import type { DateText, Instant } from '../domain/time.js';
import { addWorkdays, nearestWorkday } from '../domain/workdays.js';
import { noticeOf } from './notices.js';
import type { World } from './world.js';

/** `at`: when it was the last one; `key`: the public key of the seals. */
export type HeadFacts = Head & { at: Instant; key: string };

/** So long before the end of the work hours: that it still goes out in them. */
const minutesBefore = 15;

/** The step of the tick. */
export function createHeadTelling(world: World): (now: Instant) => Promise<void> {
  let done: DateText | undefined;

  return async (now) => {
    const { custodian, timezone } = world.config().settings;
    const today = dateOf(now, timezone);
    if (custodian === undefined || done === today || !isDue(world, today, now)) return;
    const last = await world.stores.audit.lastSeal();
    const { calendar } = world.config();
    if (last !== undefined && last.at > tellingTime(world, addWorkdays(today, -1, calendar))) {
      const facts = { no: last.to, hash: last.head, at: now, key: last.key } satisfies HeadFacts;
      const to = { kind: 'person', person: custodian } as const;
      await world.stores.outbox.enqueue([noticeOf(world, `audit-head/${today}/${custodian}`, { kind: 'audit-head', to, facts }, now)], now);
    }
    done = today;
  };
}

/** The next instant after `now` at which a head may be told; undefined: there is no custodian. */
export function nextHead(world: World, now: Instant): Instant | undefined {
  const { settings, calendar } = world.config();
  if (settings.custodian === undefined) return undefined;
  const today = nearestWorkday(dateOf(now, settings.timezone), 1, calendar);
  const at = tellingTime(world, today);
  return at > now ? at : tellingTime(world, addWorkdays(today, 1, calendar));
}

function isDue(world: World, today: DateText, now: Instant): boolean {
  return world.config().calendar.isWorkday(today) && now >= tellingTime(world, today);
}

function tellingTime(world: World, day: DateText): Instant {
  const { timezone, workHours } = world.config().settings;
  return instantOf(day, Math.max(workHours.fromMinute, workHours.toMinute - minutesBefore), timezone);
}
