/** Opens what is due to open: on time and after a gap by the same path. */
import type { Matter } from '../domain/matter.js';
import { decideCatchUp, type CatchUp } from '../domain/occurrence.js';
import { isAsking, isSpotCheck, type Schedule, type SpotCheckSchedule } from '../domain/schedule.js';
import { hourMs, type Instant } from '../domain/time.js';
import { endOfWorkday, resolveDeadline, type WorkContext } from '../domain/workdays.js';
import { drawNumber } from './draw-book.js';
import { noticesToClerks } from './notices.js';
import { cycleId, openCycle } from './open-cycle.js';
import { openDraw } from './open-draw.js';
import { openRound } from './open-round.js';
import { openingsBetween, triggerText } from './openings.js';
import { roundUsefulUntil } from './round-life.js';
import { workContext, type World } from './world.js';

/** What the clerk is told of an opening that was missed. */
export interface MissedFacts {
  name: string;
  plannedAt: Instant;
  reason: CatchUp['missed'][number]['reason'];
  /** It would have been of use before a festival, and is no more. */
  festival: boolean;
  /** It asks nothing, so it has no deadline. */
  round: boolean;
}

/** Looks at every schedule once. Returns how many opened. */
export async function openDue(world: World, now: Instant): Promise<number> {
  let opened = 0;
  for (const schedule of world.config().schedules.values()) {
    if (await openIfDue(world, schedule, now)) opened += 1;
  }
  return opened;
}

async function openIfDue(world: World, schedule: Schedule, now: Instant): Promise<boolean> {
  const { cycles, outbox } = world.stores;
  const context = workContext(world);
  const watermark = await cycles.watermark(schedule.id, triggerText(schedule, context.timezone), now);
  const openings = openingsBetween(world, schedule, watermark, now);
  if (openings.length === 0) {
    // A watermark that lags is harmless, for openings are claimed; writing it at every tick would cost a disk flush a second.
    if (now - watermark > hourMs) await cycles.moveWatermark(schedule.id, now);
    return false;
  }
  const { open, missed } = decideCatchUp(openings, (opening) => usefulUntil(schedule, opening, context), now);
  for (const { at, reason } of missed) {
    if (await hasOpened(world, schedule, at)) continue;
    world.alarms.raise('missed-schedule', { schedule: schedule.id, plannedAt: new Date(at).toISOString(), reason });
    await cycles.recordMissed(schedule.id, at, reason, now);
    const facts: MissedFacts = {
      name: schedule.name,
      plannedAt: at,
      reason,
      festival: schedule.trigger.kind === 'node' && !isAsking(schedule),
      round: !isAsking(schedule),
    };
    await outbox.enqueue(noticesToClerks(world, `missed/${schedule.id}/${at}`, { kind: 'missed', facts }, now), now);
  }
  const opened = open !== undefined && (await openOne(world, schedule, open, now));
  await cycles.moveWatermark(schedule.id, now);
  return opened;
}

/** It did open: the bot went down before it had noted that. */
async function hasOpened(world: World, schedule: Schedule, plannedAt: Instant): Promise<boolean> {
  const { cycles, rounds } = world.stores;
  if (isSpotCheck(schedule)) return (await drawOf(world, schedule, plannedAt)) !== undefined;
  if (isAsking(schedule)) return (await cycles.cycle(cycleId(schedule, plannedAt, workContext(world).timezone))) !== undefined;
  return (await rounds.since(plannedAt)).some((round) => round.schedule === schedule.id && round.plannedAt === plannedAt);
}

async function drawOf(world: World, schedule: SpotCheckSchedule, plannedAt: Instant): Promise<Matter | undefined> {
  const no = await drawNumber(world, cycleId(schedule, plannedAt, workContext(world).timezone));
  return world.stores.matters.matter(no);
}

function usefulUntil(schedule: Schedule, opening: Instant, context: WorkContext): Instant {
  // A number is waited for until the work hours end.
  if (isSpotCheck(schedule)) return endOfWorkday(opening, context);
  return isAsking(schedule) ? resolveDeadline(schedule.deadline, opening, context) : roundUsefulUntil(schedule, opening, context);
}

async function openOne(world: World, schedule: Schedule, plannedAt: Instant, now: Instant): Promise<boolean> {
  if (isSpotCheck(schedule)) return (await openDraw(world, schedule, plannedAt, now, 'bot')) !== undefined;
  if (isAsking(schedule)) return (await openCycle(world, schedule, plannedAt, now, 'bot')) !== undefined;
  return (await openRound(world, schedule, plannedAt, now, 'bot')) !== undefined;
}
