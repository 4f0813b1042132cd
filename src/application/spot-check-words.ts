/** The words of a spot check to those who were drawn. */
import { reachable } from '../domain/ladder.js';
import { holders } from '../domain/responsibility.js';
import type { UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { OpenPrompt } from './open-prompts.js';
import { saying, type Response, type Said } from './said.js';
import { isSpot, type SpotCheckCycle } from './spot-check.js';
import { personName, timeOfDay, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

/** `until`: by when it may be answered. */
export function spotCheckPrompt(world: World, cycle: SpotCheckCycle, unit: UnitId, number: number | null, until: Instant): string {
  const { schedule } = cycle;
  return world.texts.render(schedule.prompt, {
    unit: unitName(world, unit, cycle),
    title: titleOf(world, cycle),
    number,
    question: schedule.questions[0]?.text ?? null,
    until: timeOfDay(world, until),
    basis: schedule.basis ?? schedule.plan.name,
    officer: officerOf(world, cycle),
  });
}

/** Who asks, by name; null: nobody holds the office. */
export function officerOf(world: World, { schedule }: SpotCheckCycle): string | null {
  const { roster } = world.config();
  const [officer] = reachable(roster, holders(roster, schedule.officer, ''));
  return officer === undefined ? null : personName(world, officer);
}

/** 延期 and the like of a spot check: there is nothing to ask for. undefined: something else is open that they may be asked for. */
export function needlessRequest(world: World, said: Said, own: readonly OpenPrompt[]): Response | undefined {
  const spot = own.find(({ cycle, record }) => isSpot(cycle) && record.version === 0 && record.state !== 'excused');
  if (spot === undefined || own.some(({ cycle }) => !isSpot(cycle))) return undefined;
  return saying(say(world, 'spot-check-no-request', { until: timeOfDay(world, spot.deadline), over: said.at > spot.deadline }));
}
