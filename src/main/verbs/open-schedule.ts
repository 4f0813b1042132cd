import { didYouMean } from '../../adapters/yaml/did-you-mean.js';
import { openCycle } from '../../application/open-cycle.js';
import { drawStartWords, startDraw } from '../../application/start-draw.js';
import { roundStartWords, startRound } from '../../application/start-round.js';
import { dateWords, titleOf } from '../../application/words.js';
import { say, type World } from '../../application/world.js';
import type { Cycle } from '../../domain/cycle.js';
import { ValidationError } from '../../domain/errors.js';
import {
  isAsking,
  isSpotCheck,
  type AskingSchedule,
  type RoundSchedule,
  type Schedule,
  type SpotCheckSchedule,
} from '../../domain/schedule.js';
import { minuteMs, type Instant } from '../../domain/time.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

type Opened = Pick<Cycle, 'id' | 'schedule' | 'plannedAt' | 'deadline' | 'units'>;

/**
 * Opens a schedule now, as `operator`; the running bot writes. A cycle opens once within a minute, a round that asks nothing once within a day,
 * and a reminder of festivals only when one is near. Of a spot check the lot is frozen.
 */
export async function openSchedule(output: Output, id: string): Promise<Outcome> {
  return withWorld(output, async (world) => {
    const schedule = scheduleOf(world, id);
    const now = world.clock.now();
    if (isSpotCheck(schedule)) return openTheDraw(output, world, schedule, now);
    return isAsking(schedule) ? openTheCycle(output, world, schedule, now) : openTheRound(output, world, schedule, now);
  });
}

async function openTheCycle(output: Output, world: World, schedule: AskingSchedule, now: Instant): Promise<Outcome> {
  const { id } = schedule;
  const before = await openedWithinAMinute(world, id, now);
  const opened = before === undefined ? await openCycle(world, schedule, now - (now % minuteMs), now, 'operator') : undefined;
  const cycle: Opened | undefined = before ?? opened ?? (await openedWithinAMinute(world, id, now));
  if (cycle === undefined) throw new ValidationError('not-opened', `${id} was not opened; another command is opening it.`);
  answer(output, { cycle: cycle.id, opened: opened !== undefined }, () =>
    say(world, 'cli-opened', {
      opened: opened !== undefined,
      title: titleOf(world, cycle),
      id: cycle.id,
      total: cycle.units.length,
      deadline: dateWords(world, cycle.deadline),
    }),
  );
  return 'done';
}

/** Nobody is drawn by this: an officer has to name a number in chat. */
async function openTheDraw(output: Output, world: World, schedule: SpotCheckSchedule, now: Instant): Promise<Outcome> {
  const start = await startDraw(world, schedule, now, 'operator');
  const { opened, draw } = start;
  answer(output, { draw: draw?.no ?? null, commitment: draw?.commitment ?? null, state: draw?.state ?? null, opened }, () =>
    drawStartWords(world, schedule, start),
  );
  return 'done';
}

/** `plannedAt` of a reminder for which it is too early: when it goes out by itself. */
async function openTheRound(output: Output, world: World, schedule: RoundSchedule, now: Instant): Promise<Outcome> {
  const start = await startRound(world, schedule, now, 'operator');
  const early = start.kind === 'too-early';
  const plannedAt = early ? start.next?.at : start.round.plannedAt;
  const facts = {
    schedule: schedule.id,
    kind: schedule.kind,
    plannedAt: plannedAt === undefined ? null : new Date(plannedAt).toISOString(),
    recipients: early ? 0 : start.round.recipients,
    opened: start.kind === 'opened',
  };
  answer(output, facts, () => roundStartWords(world, schedule, start, now));
  return early ? 'refused' : 'done';
}

function scheduleOf(world: World, id: string): Schedule {
  const { schedules } = world.config();
  const found = schedules.get(id);
  if (found !== undefined) return found;
  const suggestion = didYouMean(id, schedules.keys())?.values?.['suggestion'];
  const hint = suggestion === undefined ? `there are: ${[...schedules.keys()].join(', ') || 'none'}` : `did you mean ${suggestion}?`;
  throw new ValidationError('no-such-schedule', `There is no schedule ${id}; ${hint}`);
}

async function openedWithinAMinute(world: World, id: string, now: Instant): Promise<Cycle | undefined> {
  const recent = await world.stores.cycles.cyclesSince(now - minuteMs);
  return recent.find(({ schedule, openedAt }) => schedule.id === id && openedAt > now - minuteMs);
}
