/** 发起: the clerk opens a schedule now. One that opened within the day is not opened again by a slip of the thumb. */
import type { Person } from '../domain/roster.js';
import { isAsking, isSpotCheck } from '../domain/schedule.js';
import { dayMs, minuteMs, type Instant } from '../domain/time.js';
import { openCycle } from './open-cycle.js';
import { drawStartWords, startDraw } from './start-draw.js';
import { roundStartWords, startRound } from './start-round.js';
import { dateWords, titleOf } from './words.js';
import { say, type World } from './world.js';

export async function startCycle(world: World, person: Person, name: string | undefined, now: Instant): Promise<string> {
  const schedules = [...world.config().schedules.values()];
  const wanted = name?.replace(/\s+/gu, '');
  const exact = schedules.filter((schedule) => schedule.name === wanted || schedule.id === wanted);
  const found = exact.length > 0 ? exact : schedules.filter((schedule) => wanted !== undefined && schedule.name.includes(wanted));
  const [schedule] = found;
  if (schedule === undefined || found.length > 1) return say(world, 'start-which', { names: schedules.map((one) => one.name) });
  if (isSpotCheck(schedule)) return drawStartWords(world, schedule, await startDraw(world, schedule, now, person.id));
  if (!isAsking(schedule)) return roundStartWords(world, schedule, await startRound(world, schedule, now, person.id), now);
  const recent = (await world.stores.cycles.cyclesSince(now - dayMs)).find(
    (cycle) => cycle.schedule.id === schedule.id && cycle.openedAt > now - dayMs,
  );
  if (recent !== undefined) return say(world, 'start-already', { title: titleOf(world, recent) });
  const opened = await openCycle(world, schedule, now - (now % minuteMs), now, person.id);
  if (opened === undefined) return say(world, 'start-already', { title: schedule.name });
  return say(world, 'started', { title: titleOf(world, opened), total: opened.units.length, deadline: dateWords(world, opened.deadline) });
}
