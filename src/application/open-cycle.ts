/** Opens a cycle of a schedule that asks for answers. Nobody is asked here; asking is the first step of the ladder. */
import type { Cycle } from '../domain/cycle.js';
import { dateOf, minuteOfDay } from '../domain/date-text.js';
import { ancestors, audienceUnits } from '../domain/responsibility.js';
import type { Unit, UnitId } from '../domain/roster.js';
import type { AskingSchedule } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import { noticeOf } from './notices.js';
import { deadlineOf } from './openings.js';
import { workContext, type World } from './world.js';

/**
 * Opens one cycle of a schedule, once for its planned time. Returns it, or undefined if it was open already. The deadline counts from the
 * planned time, or from now when the opening comes late by a day or more, and never from quiet hours or a rest day. `drawn`:
 * those of the audience who are asked.
 */
export async function openCycle(
  world: World,
  schedule: AskingSchedule,
  plannedAt: Instant,
  now: Instant,
  actor: string,
  drawn?: readonly UnitId[],
): Promise<Omit<Cycle, 'firstNo'> | undefined> {
  const { roster, posts } = world.config();
  const context = workContext(world);
  const units = drawn === undefined ? audienceUnits(roster, schedule.audience) : [...drawn];
  const id = cycleId(schedule, plannedAt, context.timezone);
  const sameDay = dateOf(plannedAt, context.timezone) === dateOf(now, context.timezone);
  const deadline = deadlineOf(world, schedule, sameDay ? plannedAt : now);
  const treeIds = new Set(units.flatMap((unit) => [unit, ...ancestors(roster, unit)]));
  const tree: Unit[] = [...(posts ?? roster.units).values()].filter((unit) => treeIds.has(unit.id));
  const cycle = { id, schedule, plannedAt, openedAt: now, deadline, units, tree };
  const announce =
    schedule.announce === undefined
      ? []
      : [
          noticeOf(
            world,
            `${id}/open`,
            {
              kind: 'open',
              to: { kind: 'group', group: schedule.announce.group },
              facts: { cycle: id, template: schedule.announce.template },
            },
            now,
          ),
        ];
  const announced = announce.map((notice) => ({ ...notice, cycle: id, schedule: schedule.id, urgent: schedule.urgent }));
  const opened = await world.stores.cycles.open(cycle, now, announced, actor, (unit) => scopesOf(tree, unit));
  if (opened) world.log.info({ cycle: id, units: units.length }, 'cycle opened');
  return opened ? cycle : undefined;
}

/** The counters a unit is counted in: all, itself, each unit above it, and its supervisors, as the tree was when the cycle opened. */
export function scopesOf(tree: readonly Unit[], unit: UnitId): string[] {
  const byId = indexed(tree);
  const scopes = ['*'];
  let next = byId.get(unit);
  for (const { person } of next?.supervisors ?? []) scopes.push(`@${person}`);
  while (next !== undefined && !scopes.includes(next.id)) {
    scopes.push(next.id);
    next = next.parent === undefined ? undefined : byId.get(next.parent);
  }
  return scopes;
}

const indexes = new WeakMap<readonly Unit[], ReadonlyMap<UnitId, Unit>>();

function indexed(tree: readonly Unit[]): ReadonlyMap<UnitId, Unit> {
  const known = indexes.get(tree) ?? new Map(tree.map((unit) => [unit.id, unit]));
  indexes.set(tree, known);
  return known;
}

/** One id for a schedule and planned time. */
export function cycleId(schedule: AskingSchedule, plannedAt: Instant, timezone: string): string {
  const minute = minuteOfDay(plannedAt, timezone);
  const second = Math.floor(plannedAt / 1000) % 60;
  const clock = [Math.floor(minute / 60), minute % 60, ...(second === 0 ? [] : [second])]
    .map((part) => String(part).padStart(2, '0'))
    .join('');
  return `${schedule.id}-${dateOf(plannedAt, timezone).replaceAll('-', '')}-${clock}`;
}
