/** A round of reminders: to a group, or to each holder of the roles. */
import { roundReaders } from '../domain/round-readers.js';
import type { ReminderSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { noticeOf, type NoticeMatter } from './notices.js';
import type { Notice, Recipient } from './ports.js';
import { roundUsefulUntil, type RoundFacts } from './round-life.js';
import { workContext, type World } from './world.js';

export function reminderNotices(world: World, schedule: ReminderSchedule, plannedAt: Instant, now: Instant): Notice[] {
  const facts: RoundFacts = { plannedAt, until: roundUsefulUntil(schedule, plannedAt, workContext(world)) };
  return recipients(world, schedule).map((to) => roundNotice(world, plannedAt, { kind: 'reminder', to, schedule, facts }, now));
}

function recipients(world: World, { to }: ReminderSchedule): Recipient[] {
  if ('group' in to) return [{ kind: 'group', group: to.group }];
  return roundReaders(world.config().roster, to.roles, to.audience).map(({ person }) => ({ kind: 'person', person }));
}

/** One notice of a round: the same recipient has the same one, however often the round is opened. */
export function roundNotice(
  world: World,
  plannedAt: Instant,
  matter: NoticeMatter & Required<Pick<NoticeMatter, 'schedule'>>,
  now: Instant,
): Notice {
  const recipient = matter.to.kind === 'person' ? matter.to.person : matter.to.group;
  return noticeOf(world, `round/${matter.schedule.id}/${plannedAt}/${recipient}`, matter, now);
}
