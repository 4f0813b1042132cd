/** Opens a round of a schedule that asks nothing: whoever it is meant for is written to, once. */
import type { RoundSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { resolveDeadline, type WorkContext } from '../domain/workdays.js';
import type { World } from './world.js';

/** Until when a round that could not go out on time is still of use. */
export function roundUsefulUntil(_schedule: RoundSchedule, opening: Instant, context: WorkContext): Instant {
  return resolveDeadline({ kind: 'workdays', days: 1 }, opening, context);
}

/** False: it was open already. */
export async function openRound(world: World, schedule: RoundSchedule, plannedAt: Instant, now: Instant, actor: string): Promise<boolean> {
  return world.stores.rounds.open({ schedule: schedule.id, kind: schedule.kind, plannedAt, openedAt: now, recipients: 0 }, [], [], actor);
}
