/** A dry run of the coming days: what would open when, and how many people would get what, if nobody answered. Nothing is changed. */
import { brokenLinks, isNote, type BrokenLink } from '../domain/broken-links.js';
import { dateOf } from '../domain/date-text.js';
import { obligationsDue, type DueObligation } from '../domain/duty.js';
import { audienceUnits } from '../domain/responsibility.js';
import type { UnitId } from '../domain/roster.js';
import { isAsking, type Schedule } from '../domain/schedule.js';
import { dayMs, type Instant } from '../domain/time.js';
import { openingsBetween } from './openings.js';
import { planCycle, unreachedIn } from './plan-cycle.js';
import { plannedLoad, type PlannedLoad } from './plan-load.js';
import { planRound, planTasks, unreachedOwners } from './plan-round.js';
import { distinct, type PlannedEvent, type PlanWorld } from './planned-event.js';
import { roundUsefulUntil } from './round-life.js';
import { workContext } from './world.js';

export interface Plan {
  from: Instant;
  to: Instant;
  events: PlannedEvent[];
  /** Units of some audience whom nobody could be asked for. */
  unreached: UnitId[];
  /** Where the chain is broken for the units that are asked or told; notes are left out. */
  broken: BrokenLink[];
  budget: PlannedLoad;
  /** What units have to answer for by a day that lies in it, the nearest first. */
  duties: DueObligation[];
  /** Years in which something falls whose holidays are not known: its days may be wrong. */
  unknownYears: number[];
}

export function planAhead(world: PlanWorld, now: Instant, days: number): Plan {
  const to = now + days * dayMs;
  const { schedules, roster, duties = [], settings } = world.config();
  const plans = [...schedules.values()].map((schedule) => planSchedule(world, schedule, now, to));
  const coming = plans
    .flatMap(({ events }) => events)
    .filter(({ at }) => at <= to)
    .sort((one, other) => one.at - other.at);
  const touched = [now, ...coming.flatMap(({ at, deadline }) => [at, deadline ?? at]), ...plans.flatMap(({ touches }) => touches)];
  return {
    from: now,
    to,
    events: coming,
    unreached: distinct(plans.flatMap(({ unreached }) => unreached)),
    broken: brokenLinks(roster, distinct(plans.flatMap(({ units }) => units))).filter((link) => !isNote(link)),
    budget: plannedLoad(world, coming),
    duties: obligationsDue(roster, duties, dateOf(now, settings.timezone), dateOf(to, settings.timezone)),
    unknownYears: unknownYears(world, touched),
  };
}

interface SchedulePlan {
  events: PlannedEvent[];
  unreached: UnitId[];
  /** Whom it asks or tells, if anything of it comes. */
  units: UnitId[];
  /** Days that matter beside those of the events. */
  touches: Instant[];
}

function planSchedule(world: PlanWorld, schedule: Schedule, now: Instant, to: Instant): SchedulePlan {
  const openings = openingsBetween(world, schedule, now, to);
  if (isAsking(schedule)) {
    const events = openings.flatMap((opening) => planCycle(world, schedule, opening));
    return {
      events,
      touches: [],
      unreached: events.length === 0 ? [] : unreachedIn(world, schedule),
      units: unitsOf(world, schedule, events),
    };
  }
  const rounds = openings.flatMap((opening) => planRound(world, schedule, opening));
  const touches = openings.map((opening) => roundUsefulUntil(schedule, opening, workContext(world)));
  const events = schedule.kind === 'task' ? [...rounds, ...planTasks(world, schedule, now, to)] : rounds;
  const unreached = schedule.kind === 'task' && events.length > 0 ? unreachedOwners(world, schedule) : [];
  return { events, touches, unreached, units: unitsOf(world, schedule, events) };
}

function unitsOf(world: PlanWorld, schedule: Schedule, events: readonly PlannedEvent[]): UnitId[] {
  if (events.length === 0) return [];
  const { roster } = world.config();
  switch (schedule.kind) {
    case 'self-check':
    case 'report':
    case 'spot-check':
    case 'nudge':
      return audienceUnits(roster, schedule.audience);
    case 'reminder':
      return 'group' in schedule.to ? [] : audienceUnits(roster, schedule.to.audience);
    case 'task':
      return schedule.items.map(({ unit }) => unit);
    case 'digest':
    case 'campaign':
      return [];
    default:
      return schedule satisfies never;
  }
}

function unknownYears(world: PlanWorld, instants: readonly Instant[]): number[] {
  const { settings, calendar } = world.config();
  const years = instants.map((at) => Number(dateOf(at, settings.timezone).slice(0, 4)));
  return distinct(years)
    .filter((year) => !calendar.covers(year))
    .sort((one, other) => one - other);
}
