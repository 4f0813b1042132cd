/** Opens a draw by hand: now, and not a second time within a day. */
import { reachable } from '../domain/ladder.js';
import { holders } from '../domain/responsibility.js';
import type { SpotCheckSchedule } from '../domain/schedule.js';
import type { Draw } from '../domain/spot-check.js';
import { dayMs, minuteMs, type Instant } from '../domain/time.js';
import { drawsOfYear } from './draw-book.js';
import { openDraw } from './open-draw.js';
import { personName } from './words.js';
import { say, type World } from './world.js';

export interface DrawStart {
  /** False: it was opened within the day, by hand or by itself. */
  opened: boolean;
  draw?: Draw;
}

export async function startDraw(world: World, schedule: SpotCheckSchedule, now: Instant, actor: string): Promise<DrawStart> {
  const before = await recentDraw(world, schedule, now);
  if (before !== undefined) return { opened: false, draw: before };
  const draw = await openDraw(world, schedule, now - (now % minuteMs), now, actor);
  if (draw !== undefined) return { opened: true, draw };
  // Another process was quicker.
  const other = await recentDraw(world, schedule, now);
  return { opened: false, ...(other === undefined ? {} : { draw: other }) };
}

async function recentDraw(world: World, { id }: SpotCheckSchedule, now: Instant): Promise<Draw | undefined> {
  return (await drawsOfYear(world, now)).findLast(({ schedule, at }) => schedule.id === id && at > now - dayMs);
}

/** What whoever opened it is told. */
export function drawStartWords(world: World, schedule: SpotCheckSchedule, { opened, draw }: DrawStart): string {
  const { roster } = world.config();
  const [officer] = reachable(roster, holders(roster, schedule.officer, ''));
  return say(world, 'draw-started', {
    number: draw?.no ?? null,
    title: schedule.name,
    officer: officer === undefined ? null : personName(world, officer),
    again: !opened,
    nobody: draw?.state === 'lapsed',
  });
}
