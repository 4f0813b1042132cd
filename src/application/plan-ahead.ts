/** A dry run of the coming days: what would open when, and how many people would get what, if nobody answered. Nothing is changed. */
import { ladderOf, reachable } from '../domain/ladder.js';
import { dateOf } from '../domain/date-text.js';
import { audienceUnits, holders, reachedBy } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { isAsking, type AskingSchedule } from '../domain/schedule.js';
import { dayMs, type Instant } from '../domain/time.js';
import { resolveDeadline, resolveStep } from '../domain/workdays.js';
import { openingsBetween } from './openings.js';
import { workContext, type World } from './world.js';

export interface PlannedEvent {
  at: Instant;
  schedule: string;
  /** The planned opening this belongs to. */
  opening: Instant;
  kind: 'open' | 'announce' | 'ask' | 'remind' | 'press' | 'supervise' | 'circulate';
  /** Distinct people written to at most; the audience for `open`. */
  people: PersonId[];
  units: number;
  /** Of `open`: when the answers are due. */
  deadline?: Instant;
}

export interface Plan {
  from: Instant;
  to: Instant;
  events: PlannedEvent[];
  /** Units of some audience whom nobody could be asked for. */
  unreached: UnitId[];
  /** Years in which something falls whose holidays are not known: its days may be wrong. */
  unknownYears: number[];
}

/** The part of the world that a plan is made from: files, nothing stored. */
export type PlanWorld = Pick<World, 'config' | 'cron'>;

export function planAhead(world: PlanWorld, now: Instant, days: number): Plan {
  const to = now + days * dayMs;
  const { schedules, roster } = world.config();
  const events: PlannedEvent[] = [];
  const unreached = new Set<UnitId>();
  for (const schedule of schedules.values()) {
    if (!isAsking(schedule)) continue;
    for (const opening of openingsBetween(world, schedule, now, to)) {
      events.push(...eventsOf(world, schedule, opening));
      for (const unit of audienceUnits(roster, schedule.audience)) if (asked(world, schedule, unit).length === 0) unreached.add(unit);
    }
  }
  const coming = events.filter(({ at }) => at <= to).sort((one, other) => one.at - other.at);
  return {
    from: now,
    to,
    events: coming,
    unreached: [...unreached],
    unknownYears: unknownYears(world, [now, ...coming.flatMap(({ at, deadline }) => [at, deadline ?? at])]),
  };
}

function unknownYears(world: PlanWorld, instants: readonly Instant[]): number[] {
  const { settings, calendar } = world.config();
  const years = instants.map((at) => Number(dateOf(at, settings.timezone).slice(0, 4)));
  return distinct(years)
    .filter((year) => !calendar.covers(year))
    .sort((one, other) => one - other);
}

function eventsOf(world: PlanWorld, schedule: AskingSchedule, opening: Instant): PlannedEvent[] {
  const { roster } = world.config();
  const context = workContext(world);
  const units = audienceUnits(roster, schedule.audience);
  const deadline = resolveDeadline(schedule.deadline, opening, context);
  const base = { schedule: schedule.id, opening, units: units.length };
  const askedPeople = distinct(units.flatMap((unit) => asked(world, schedule, unit)));
  const events: PlannedEvent[] = [{ ...base, at: opening, kind: 'open', people: askedPeople, deadline }];
  if (schedule.announce !== undefined) events.push({ ...base, at: opening, kind: 'announce', people: [] });
  for (const step of ladderOf(schedule)) {
    if (step.kind === 'ask') events.push({ ...base, at: opening, kind: 'ask', people: askedPeople });
    if (step.kind === 'remind') events.push({ ...base, at: resolveStep(step.at, deadline, context), kind: 'remind', people: askedPeople });
    if (step.kind === 'rung') {
      const people = distinct(units.flatMap((unit) => reachedBy(roster, unit, step.rung)));
      events.push({ ...base, at: resolveStep(step.rung.at, deadline, context), kind: step.rung.level, people });
    }
  }
  return events;
}

function asked(world: PlanWorld, schedule: AskingSchedule, unit: UnitId): PersonId[] {
  const { roster } = world.config();
  return reachable(roster, holders(roster, schedule.ask, unit));
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
