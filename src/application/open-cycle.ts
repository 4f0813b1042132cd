/** Opens what is due to open: on time and after a gap by the same path. Nobody is asked here; asking is the first step of the ladder. */
import type { Cycle } from '../domain/cycle.js';
import { dateOf, minuteOfDay } from '../domain/date-text.js';
import { decideCatchUp, dueOpenings, occurrenceSpans } from '../domain/occurrence.js';
import { ancestors, audienceUnits } from '../domain/responsibility.js';
import type { Unit, UnitId } from '../domain/roster.js';
import type { Schedule } from '../domain/schedule.js';
import { hourMs, type Instant } from '../domain/time.js';
import { resolveDeadline } from '../domain/workdays.js';
import { noticeOf, noticesToClerks } from './notices.js';
import { workContext, type World } from './world.js';

/** Looks at every schedule once. Returns how many cycles opened. */
export async function openDueCycles(world: World, now: Instant): Promise<number> {
  let opened = 0;
  for (const schedule of world.config().schedules.values()) {
    if (await openIfDue(world, schedule, now)) opened += 1;
  }
  return opened;
}

async function openIfDue(world: World, schedule: Schedule, now: Instant): Promise<boolean> {
  const { cycles, outbox } = world.stores;
  const context = workContext(world);
  const watermark = await cycles.watermark(schedule.id, triggerOf(schedule, context.timezone), now);
  const openings = dueOpenings(occurrencesSince(world, schedule, watermark, now), schedule.workday, watermark, now, context);
  if (openings.length === 0) {
    // A watermark that lags is harmless, for openings are claimed; writing it at every tick would cost a disk flush a second.
    if (now - watermark > hourMs) await cycles.moveWatermark(schedule.id, now);
    return false;
  }
  const { open, missed } = decideCatchUp(openings, (opening) => resolveDeadline(schedule.deadline, opening, context), now);
  for (const { at, reason } of missed) {
    if (!(await cycles.recordMissed(schedule.id, at, reason, now))) continue;
    const facts = { name: schedule.name, plannedAt: at, reason };
    await outbox.enqueue(noticesToClerks(world, `missed/${schedule.id}/${at}`, { kind: 'missed', facts }, now), now);
  }
  const opened = open !== undefined && (await openCycle(world, schedule, open, now, 'bot')) !== undefined;
  await cycles.moveWatermark(schedule.id, now);
  return opened;
}

/**
 * Opens one cycle of a schedule, once for its planned time. Returns it, or undefined if it was open already. The deadline counts from the
 * planned time, or from now when the opening comes late by a day or more.
 */
export async function openCycle(
  world: World,
  schedule: Schedule,
  plannedAt: Instant,
  now: Instant,
  actor: string,
): Promise<Omit<Cycle, 'firstNo'> | undefined> {
  const { roster } = world.config();
  const context = workContext(world);
  const units = audienceUnits(roster, schedule.audience);
  const id = cycleId(schedule, plannedAt, context.timezone);
  const sameDay = dateOf(plannedAt, context.timezone) === dateOf(now, context.timezone);
  const deadline = resolveDeadline(schedule.deadline, sameDay ? plannedAt : now, context);
  const treeIds = new Set(units.flatMap((unit) => [unit, ...ancestors(roster, unit)]));
  const tree: Unit[] = [...roster.units.values()].filter((unit) => treeIds.has(unit.id));
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

function cycleId(schedule: Schedule, plannedAt: Instant, timezone: string): string {
  const minute = minuteOfDay(plannedAt, timezone);
  const second = Math.floor(plannedAt / 1000) % 60;
  const clock = [Math.floor(minute / 60), minute % 60, ...(second === 0 ? [] : [second])]
    .map((part) => String(part).padStart(2, '0'))
    .join('');
  return `${schedule.id}-${dateOf(plannedAt, timezone).replaceAll('-', '')}-${clock}`;
}

/** What moves a schedule's watermark when it changes. */
function triggerOf(schedule: Schedule, timezone: string): string {
  return `${schedule.cron}|${schedule.workday}|${timezone}`;
}

function occurrencesSince(world: Pick<World, 'config' | 'cron'>, schedule: Schedule, watermark: Instant, now: Instant): Instant[] {
  const context = workContext(world);
  return occurrenceSpans(schedule.workday, watermark, now, context).flatMap(({ from, to }) =>
    world.cron.occurrences(schedule.cron, context.timezone, from, to),
  );
}

/** The openings of a schedule in (from, to], ascending. */
export function openingsBetween(world: Pick<World, 'config' | 'cron'>, schedule: Schedule, from: Instant, to: Instant): Instant[] {
  return dueOpenings(occurrencesSince(world, schedule, from, to), schedule.workday, from, to, workContext(world));
}

/** When a schedule next opens after `now`; undefined: not within the coming 400 days. */
export function nextOpening(world: Pick<World, 'config' | 'cron'>, schedule: Schedule, now: Instant): Instant | undefined {
  for (const days of [3, 40, 400]) {
    const until = now + days * 24 * hourMs;
    const [first] = openingsBetween(world, schedule, now, until);
    if (first !== undefined) return first;
  }
  return undefined;
}
