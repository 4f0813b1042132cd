/** The schedules as the console shows them, with what each would do next; and a dry run of the coming days. Nothing is changed. */
import { dayMs, type Instant } from '../domain/time.js';
import { isAsking, type Schedule } from '../domain/schedule.js';
import { openingsBetween } from './openings.js';
import { planAhead } from './plan-ahead.js';
import { titleOf } from './words.js';
import type { World } from './world.js';

export interface ScheduleView {
  id: string;
  name: string;
  kind: Schedule['kind'];
  /** The cron expression, and what it means; null where festivals bring it about. */
  cron: string | null;
  when: string | null;
  festivals: string[];
  basis: string | null;
  questions: number;
  paused: boolean;
  /** The next openings, at most ten. Empty: none within 400 days. */
  next: Instant[];
}

export interface PlanView {
  from: Instant;
  to: Instant;
  events: { at: Instant; title: string; kind: string; units: number; people: number; group: string | null; deadline: Instant | null }[];
  /** The fullest week of each person, the fullest first. */
  worst: { person: string; week: string; messages: number }[];
  limit: number | null;
}

const shownNext = 10;
const horizons = [40, 400].map((days) => days * dayMs);
const worstShown = 20;

type Planning = Pick<World, 'config' | 'cron'>;

export function viewSchedules(world: Planning, now: Instant): ScheduleView[] {
  return [...world.config().schedules.values()].map((schedule) => viewSchedule(world, schedule, now));
}

export function viewSchedule(world: Planning, schedule: Schedule, now: Instant): ScheduleView {
  const { id, name, kind, trigger, basis } = schedule;
  return {
    id,
    name,
    kind,
    cron: trigger.kind === 'cron' ? trigger.cron : null,
    when: trigger.kind === 'cron' ? world.cron.words(trigger.cron) : null,
    festivals: trigger.kind === 'node' ? [...trigger.festivals] : [],
    basis: basis ?? null,
    questions: isAsking(schedule) ? schedule.questions.length : 0,
    paused: schedule.paused ?? false,
    next: nextOpenings(world, schedule, now),
  };
}

/** The nearer horizon is enough for what comes often. */
function nextOpenings(world: Planning, schedule: Schedule, now: Instant): Instant[] {
  let found: Instant[] = [];
  for (const horizon of horizons) {
    found = openingsBetween(world, schedule, now, now + horizon);
    if (found.length >= shownNext) break;
  }
  return found.slice(0, shownNext);
}

export function viewPlan(world: Pick<World, 'config' | 'cron' | 'texts'>, now: Instant, days: number): PlanView {
  const { from, to, events, budget } = planAhead(world, now, days);
  const { schedules, roster } = world.config();
  return {
    from,
    to,
    events: events.map(({ at, schedule: id, opening, kind, units, people, group, deadline }) => {
      const schedule = schedules.get(id);
      const title =
        schedule !== undefined && isAsking(schedule) ? titleOf(world, { schedule, plannedAt: opening }) : (schedule?.name ?? id);
      const groupName = group === undefined ? null : (roster.groups.get(group)?.name ?? group);
      return { at, title, kind, units, people: people.length, group: groupName, deadline: deadline ?? null };
    }),
    worst: budget.worst.slice(0, worstShown).map(({ person, week, messages }) => ({
      person: roster.people.get(person)?.name ?? person,
      week,
      messages,
    })),
    limit: budget.perPersonPerWeek,
  };
}
