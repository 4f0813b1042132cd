/** Opens a round of a schedule that asks nothing: whoever it is meant for is written to, once. */
import { roundReaders } from '../domain/round-readers.js';
import type { CampaignSchedule, DigestSchedule, RoundSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { nudgeRound } from './nudge-round.js';
import type { Notice, Round } from './ports.js';
import { reminderNotices, roundNotice } from './remind-round.js';
import { roundUsefulUntil, type RoundContent, type RoundFacts } from './round-life.js';
import { taskRoundNotices } from './task-round.js';
import { workContext, type World } from './world.js';

/**
 * Opens a round once for its planned time, with all that it says. Returns it, or undefined if it was open already. Nobody to write to: it is
 * opened all the same, to nobody.
 */
export async function openRound(
  world: World,
  schedule: RoundSchedule,
  plannedAt: Instant,
  now: Instant,
  actor: string,
): Promise<Round | undefined> {
  const { notices, given } = await contentOf(world, schedule, plannedAt, now);
  const recipients = new Set(notices.filter(({ kind }) => kind !== 'library-empty').map(({ to }) => JSON.stringify(to))).size;
  const round: Round = { schedule: schedule.id, kind: schedule.kind, plannedAt, openedAt: now, recipients };
  const opened = await world.stores.rounds.open(round, notices, given, actor);
  if (opened) world.log.info({ schedule: schedule.id, recipients }, 'round opened');
  return opened ? round : undefined;
}

async function contentOf(world: World, schedule: RoundSchedule, plannedAt: Instant, now: Instant): Promise<RoundContent> {
  const { kind } = schedule;
  switch (kind) {
    case 'reminder':
      return { notices: reminderNotices(world, schedule, plannedAt, now), given: [] };
    case 'nudge':
      return nudgeRound(world, schedule, plannedAt, now);
    case 'digest':
    case 'campaign':
      return { notices: figureNotices(world, schedule, plannedAt, now), given: [] };
    case 'task':
      return { notices: await taskRoundNotices(world, schedule, plannedAt, now), given: [] };
    default:
      return kind satisfies never;
  }
}

/** To whoever reads figures that are worked out as they are sent. */
function figureNotices(world: World, schedule: DigestSchedule | CampaignSchedule, plannedAt: Instant, now: Instant): Notice[] {
  const facts: RoundFacts = { plannedAt, until: roundUsefulUntil(schedule, plannedAt, workContext(world)) };
  return roundReaders(world.config().roster, schedule.to, { units: 'all' }).map(({ person }) =>
    roundNotice(world, plannedAt, { kind: schedule.kind, to: { kind: 'person', person }, schedule, facts }, now),
  );
}
