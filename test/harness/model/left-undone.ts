/** What must not be left when all was mended and some workdays have passed: nothing is skipped, and what nobody can know is shown. */
import { clerkIds } from '../../../src/application/people.js';
import { openingsBetween } from '../../../src/application/openings.js';
import { cycleId } from '../../../src/application/open-cycle.js';
import { verifyAudit } from '../../../src/application/verify-audit.js';
import type { Draw } from '../../../src/domain/spot-check.js';
import { isAsking } from '../../../src/domain/schedule.js';
import { hourMs, minuteMs, type Instant } from '../../../src/domain/time.js';
import { committee } from './homes.js';
import type { Process } from './process.js';
import type { AuditRow, Snapshot } from './snapshot.js';

/** By `since` the committee was there; at `now`, within hours in which everything may go out, it has just worked through what was due. */
export async function leftUndone(
  { stores, world }: Process,
  { shot, trail, draws }: { shot: Snapshot; trail: readonly AuditRow[]; draws: readonly Draw[] },
  since: Instant,
  now: Instant,
): Promise<string[]> {
  const verdict = await verifyAudit(stores.audit, { committee, kept: await world.witness.read() });
  const broken = verdict.broken === undefined ? [] : [`the trail does not hold from ${verdict.broken.from} on: ${verdict.broken.why}`];
  return [...broken, ...overdue(world, shot, now), ...unopened(world, { trail, draws }, since, now), ...untold(world, shot, now)];
}

/** What nobody can know is told to the clerk within five minutes, each time anew; the operator is called when no clerk can be written to. */
function untold(world: Process['world'], { notices }: Snapshot, now: Instant): string[] {
  if (clerkIds(world).length === 0)
    return world.alarms.raised().some(({ kind }) => kind === 'unknown-message') ||
      [...notices.values()].every(({ state, settledAt }) => state !== 'unknown' || settledAt >= now - 5 * minuteMs)
      ? []
      : ['messages are unknown, no clerk can be told, and the operator was not called'];
  const told = Math.max(0, ...[...notices.values()].filter(({ kind }) => kind === 'unknown').map(({ at }) => at));
  return [...notices.values()].flatMap(({ id, state, kind, settledAt }) =>
    state === 'unknown' && kind !== 'unknown' && settledAt > told && settledAt < now - 5 * minuteMs
      ? [`${id} is unknown since ${new Date(settledAt).toISOString()}, and the clerk was not told`]
      : [],
  );
}

function overdue(world: Process['world'], shot: Snapshot, now: Instant): string[] {
  const pacing = world.config().settings.pacing;
  const patienceMs: Readonly<Record<string, number>> = {
    queue: pacing === false ? hourMs : 48 * hourMs,
    'queue!': hourMs,
    sending: 2 * minuteMs,
    'matters:due': 2 * minuteMs,
  };
  const late = (place: string, members: ReadonlyMap<string, number> = new Map(), ms = 2 * minuteMs): string[] =>
    [...members].filter(([, at]) => at < now - ms).map(([member, at]) => `${member} in ${place} was due at ${new Date(at).toISOString()}`);
  return [
    ...Object.entries(patienceMs).flatMap(([place, ms]) => late(place, shot.sets.get(place), ms)),
    ...[...shot.cycles.values()].flatMap(({ id, status, due }) => (status === 'open' ? late(id, due) : [])),
  ];
}

/** Each opening whose time has come took place or was missed, one of both. */
function unopened(
  world: Process['world'],
  { trail, draws }: { trail: readonly AuditRow[]; draws: readonly Draw[] },
  since: Instant,
  now: Instant,
): string[] {
  const { schedules, settings } = world.config();
  const count = (act: string, object: string): number => trail.filter((entry) => entry.act === act && entry.object === object).length;
  return [...schedules.values()].flatMap((schedule) =>
    openingsBetween(world, schedule, since, now).flatMap((at) => {
      const name = `${schedule.id}@${at}`;
      const opened = count('opened', isAsking(schedule) ? cycleId(schedule, at, settings.timezone) : name);
      const missed = count('missed', name);
      if (schedule.kind === 'spot-check') {
        // A lot that nobody gave a number for is frozen, and missed as well.
        const frozen = draws.filter((draw) => draw.schedule.id === schedule.id && draw.plannedAt === at).length;
        return frozen <= 1 && missed <= 1 && frozen + missed > 0 ? [] : [`${name} was frozen ${frozen} times and missed ${missed} times`];
      }
      return opened + missed === 1 ? [] : [`${name} was opened ${opened} times and missed ${missed} times`];
    }),
  );
}
