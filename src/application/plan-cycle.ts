/** What a cycle would bring about if nobody answered. */
import { ladderOf, reachable } from '../domain/ladder.js';
import { audienceUnits, holders, reachedBy } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { isSpotCheck, type AskingSchedule, type SpotCheckSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { deadlineOf } from './openings.js';
import { distinct, type PlannedEvent, type PlanWorld } from './planned-event.js';
import { workContext } from './world.js';

/** A question of a self-check takes half a minute, a part of a report five. */
const questionsAMinute = 2;
const minutesAPart = 5;

export function planCycle(world: PlanWorld, schedule: AskingSchedule, opening: Instant): PlannedEvent[] {
  if (isSpotCheck(schedule)) return [planDraw(world, schedule, opening)];
  const { roster } = world.config();
  const context = workContext(world);
  const units = audienceUnits(roster, schedule.audience);
  const deadline = deadlineOf(world, schedule, opening);
  const base = { schedule: schedule.id, opening, units: units.length };
  const askedPeople = distinct(units.flatMap((unit) => askedOf(world, schedule, unit)));
  const events: PlannedEvent[] = [{ ...base, at: opening, kind: 'open', people: askedPeople, deadline }];
  const { announce } = schedule;
  if (announce !== undefined) events.push({ ...base, at: opening, kind: 'announce', people: [], group: announce.group });
  for (const step of ladderOf(schedule)) {
    if (step.kind === 'ask') events.push({ ...base, at: opening, kind: 'ask', people: askedPeople, minutes: minutesOf(schedule) });
    if (step.kind === 'remind') events.push({ ...base, at: resolveStep(step.at, deadline, context), kind: 'remind', people: askedPeople });
    if (step.kind === 'rung') {
      const people = distinct(units.flatMap((unit) => reachedBy(roster, unit, step.rung)));
      events.push({ ...base, at: resolveStep(step.rung.at, deadline, context), kind: step.rung.level, people });
    }
  }
  return events;
}

/** Whom it asks is not known before an officer has named a number. */
function planDraw(world: PlanWorld, { id, audience, sample, officer }: SpotCheckSchedule, opening: Instant): PlannedEvent {
  const { roster } = world.config();
  const units = audienceUnits(roster, audience).length;
  return { at: opening, schedule: id, opening, kind: 'draw', people: reachable(roster, holders(roster, officer, '')), units, sample };
}

/** Units of the audience whom nobody could be asked for. */
export function unreachedIn(world: PlanWorld, schedule: AskingSchedule): UnitId[] {
  return audienceUnits(world.config().roster, schedule.audience).filter((unit) => askedOf(world, schedule, unit).length === 0);
}

function askedOf(world: PlanWorld, schedule: AskingSchedule, unit: UnitId): PersonId[] {
  const { roster } = world.config();
  return reachable(roster, holders(roster, schedule.ask, unit));
}

function minutesOf({ kind, questions }: AskingSchedule): number {
  return kind === 'report' ? questions.length * minutesAPart : Math.ceil(questions.length / questionsAMinute);
}
