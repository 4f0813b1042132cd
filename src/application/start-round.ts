/** Opens a round by hand: now, and not a second time within a day. */
import type { RoundSchedule } from '../domain/schedule.js';
import { dayMs, minuteMs, type Instant } from '../domain/time.js';
import { earliest } from './notices.js';
import { openRound } from './open-round.js';
import type { Round } from './ports.js';
import { nearDayWords } from './words.js';
import { say, type World } from './world.js';

/** `opened: false`: it was opened within the day, by hand or by itself, and nothing goes out again. */
export async function startRound(
  world: World,
  schedule: RoundSchedule,
  now: Instant,
  actor: string,
): Promise<{ round: Round; opened: boolean }> {
  const before = await recentRound(world, schedule, now);
  if (before !== undefined) return { round: before, opened: false };
  const plannedAt = now - (now % minuteMs);
  const round = await openRound(world, schedule, plannedAt, now, actor);
  if (round !== undefined) return { round, opened: true };
  // Another process was quicker.
  const other = await recentRound(world, schedule, now);
  return { round: other ?? { schedule: schedule.id, kind: schedule.kind, plannedAt, openedAt: now, recipients: 0 }, opened: false };
}

async function recentRound(world: World, { id }: RoundSchedule, now: Instant): Promise<Round | undefined> {
  const recent = await world.stores.rounds.since(now - dayMs + 1);
  return recent.findLast(({ schedule }) => schedule === id);
}

/** What whoever opened it is told: how many are written to, and when, if not now. */
export function roundStartedWords(world: World, schedule: RoundSchedule, { recipients }: Round, now: Instant): string {
  const at = earliest(world, now, schedule.urgent);
  return say(world, 'round-started', {
    name: schedule.name,
    people: recipients,
    group: schedule.kind === 'reminder' && 'group' in schedule.to,
    later: at > now ? nearDayWords(world, at, now, true) : null,
  });
}
