/** Opens a round by hand: now, and not a second time within a day. A reminder of festivals is not sent when none is near. */
import { nodeOpenings, type NodeOpening } from '../domain/node.js';
import { holidaysOf } from '../domain/round-readers.js';
import type { RoundSchedule } from '../domain/schedule.js';
import { dayMs, minuteMs, type Instant } from '../domain/time.js';
import { earliest } from './notices.js';
import { openRound } from './open-round.js';
import type { Round } from './ports.js';
import { dateWords, nearDayWords } from './words.js';
import { say, workContext, type World } from './world.js';

/** `already`: it was opened within the day, by hand or by itself, and nothing goes out again. */
export type RoundStart =
  | { kind: 'opened' | 'already'; round: Round }
  /** No festival is near; `next`: the reminder that goes out by itself next. */
  | { kind: 'too-early'; next?: NodeOpening };

/** Statutory festivals come every year. */
const searchedMs = 400 * dayMs;

export async function startRound(world: World, schedule: RoundSchedule, now: Instant, actor: string): Promise<RoundStart> {
  const before = await recentRound(world, schedule, now);
  if (before !== undefined) return { kind: 'already', round: before };
  const plannedAt = now - (now % minuteMs);
  const { trigger } = schedule;
  if (schedule.kind === 'reminder' && trigger.kind === 'node' && holidaysOf(trigger, plannedAt, workContext(world)).length === 0) {
    const [next] = nodeOpenings(trigger, now, now + searchedMs, workContext(world));
    return { kind: 'too-early', ...(next === undefined ? {} : { next }) };
  }
  const round = await openRound(world, schedule, plannedAt, now, actor);
  if (round !== undefined) return { kind: 'opened', round };
  // Another process was quicker.
  const other = await recentRound(world, schedule, now);
  return { kind: 'already', round: other ?? { schedule: schedule.id, kind: schedule.kind, plannedAt, openedAt: now, recipients: 0 } };
}

async function recentRound(world: World, { id }: RoundSchedule, now: Instant): Promise<Round | undefined> {
  const recent = await world.stores.rounds.since(now - dayMs + 1);
  return recent.findLast(({ schedule }) => schedule === id);
}

/** What whoever opened it is told: how many are written to, and when, if not now; or why nothing goes out. */
export function roundStartWords(world: World, schedule: RoundSchedule, start: RoundStart, now: Instant): string {
  const { name } = schedule;
  switch (start.kind) {
    case 'opened': {
      const at = earliest(world, now, schedule.urgent);
      return say(world, 'round-started', {
        name,
        people: start.round.recipients,
        group: schedule.kind === 'reminder' && 'group' in schedule.to,
        later: at > now ? nearDayWords(world, at, now, true) : null,
      });
    }
    case 'already':
      return say(world, 'start-already', { title: name });
    case 'too-early': {
      const { next } = start;
      const festivals = next?.holidays.flatMap((holiday) => holiday.festivals) ?? [];
      return say(world, 'round-too-early', { name, festivals, at: next === undefined ? null : dateWords(world, next.at) });
    }
    default:
      return start satisfies never;
  }
}
