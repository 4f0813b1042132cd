/** What the rounds of schedules that ask nothing would bring about, and the steps of single tasks if none of them were done. */
import { audienceUnits, reachedBy } from '../domain/responsibility.js';
import { roundReaders } from '../domain/round-readers.js';
import type { Audience, Role, RoundSchedule, TaskItem, TaskSchedule } from '../domain/schedule.js';
import { askedOf, dueAtOf } from '../domain/task.js';
import type { Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { distinct, type PlannedEvent, type PlanWorld } from './planned-event.js';
import { workContext } from './world.js';

type RoundReach = Pick<PlannedEvent, 'people' | 'group' | 'units'>;

/** A round of tasks has nothing to say when all of them are done. */
export function planRound(world: PlanWorld, schedule: RoundSchedule, opening: Instant): PlannedEvent[] {
  const reach = reachOf(world, schedule);
  if (schedule.kind === 'task' && reach.units === 0) return [];
  return [{ at: opening, schedule: schedule.id, opening, kind: schedule.kind, ...reach }];
}

function reachOf(world: PlanWorld, schedule: RoundSchedule): RoundReach {
  const { roster } = world.config();
  switch (schedule.kind) {
    case 'reminder':
      if ('group' in schedule.to) return { people: [], group: schedule.to.group, units: roster.units.size };
      return readersReach(world, schedule.to.roles, schedule.to.audience);
    case 'nudge':
      return readersReach(world, schedule.to, schedule.audience);
    case 'digest':
    case 'campaign':
      return readersReach(world, schedule.to, { units: 'all' });
    case 'task': {
      const open = openItems(schedule);
      return { people: distinct(open.flatMap((item) => askedOf(roster, schedule, item))), units: open.length };
    }
    default:
      return schedule satisfies never;
  }
}

function readersReach(world: PlanWorld, roles: readonly Role[], audience: Audience): RoundReach {
  const { roster } = world.config();
  const people = roundReaders(roster, roles, audience).map(({ person }) => person);
  return { people, units: audienceUnits(roster, audience).length };
}

/** The reminders and rungs of single items in (from, to]; those of one kind at one time are one event. */
export function planTasks(world: PlanWorld, schedule: TaskSchedule, from: Instant, to: Instant): PlannedEvent[] {
  const { roster } = world.config();
  const context = workContext(world);
  const events = new Map<string, PlannedEvent>();
  const add = (at: Instant, kind: PlannedEvent['kind'], people: string[]): void => {
    if (at <= from || at > to || people.length === 0) return;
    const known = events.get(`${at} ${kind}`) ?? { at, schedule: schedule.id, opening: at, kind, people: [], units: 0 };
    events.set(`${at} ${kind}`, { ...known, people: distinct([...known.people, ...people]), units: known.units + 1 });
  };
  for (const item of openItems(schedule)) {
    const dueAt = dueAtOf(item.due, context);
    for (const { at } of schedule.remind) add(resolveStep(at, dueAt, context), 'remind', askedOf(roster, schedule, item));
    for (const rung of schedule.escalate) add(resolveStep(rung.at, dueAt, context), rung.level, reachedBy(roster, item.unit, rung));
  }
  return [...events.values()];
}

/** Owners of items whom nobody could be told for. */
export function unreachedOwners(world: PlanWorld, schedule: TaskSchedule): string[] {
  const { roster } = world.config();
  return distinct(openItems(schedule).map(({ unit }) => unit)).filter((unit) => askedOf(roster, schedule, { unit }).length === 0);
}

function openItems({ items }: TaskSchedule): TaskItem[] {
  return items.filter(({ done }) => done === undefined);
}
