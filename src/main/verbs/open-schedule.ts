import { didYouMean } from '../../adapters/yaml/did-you-mean.js';
import { openCycle } from '../../application/open-cycle.js';
import { roundStartedWords, startRound } from '../../application/start-round.js';
import { dateWords, titleOf } from '../../application/words.js';
import { say, type World } from '../../application/world.js';
import type { Cycle } from '../../domain/cycle.js';
import { ValidationError } from '../../domain/errors.js';
import { isAsking, type AskingSchedule, type RoundSchedule, type Schedule } from '../../domain/schedule.js';
import { minuteMs, type Instant } from '../../domain/time.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

type Opened = Pick<Cycle, 'id' | 'schedule' | 'plannedAt' | 'deadline' | 'units'>;

/** Opens a schedule now, as `operator`; the running bot writes. A cycle opens once within a minute, a round that asks nothing once within a day. */
export async function openSchedule(output: Output, id: string): Promise<Outcome> {
  await withWorld(output, async (world) => {
    const schedule = scheduleOf(world, id);
    const now = world.clock.now();
    await (isAsking(schedule) ? openTheCycle(output, world, schedule, now) : openTheRound(output, world, schedule, now));
  });
  return 'done';
}

async function openTheCycle(output: Output, world: World, schedule: AskingSchedule, now: Instant): Promise<void> {
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
}

async function openTheRound(output: Output, world: World, schedule: RoundSchedule, now: Instant): Promise<void> {
  const { round, opened } = await startRound(world, schedule, now, 'operator');
  const { kind, plannedAt, recipients } = round;
  answer(output, { schedule: schedule.id, kind, plannedAt: new Date(plannedAt).toISOString(), recipients, opened }, () =>
    opened ? roundStartedWords(world, schedule, round, now) : say(world, 'start-already', { title: schedule.name }),
  );
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
