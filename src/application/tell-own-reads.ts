/** 我的 谁看过: who has read what one's own units said. */
import { unitsOf } from '../domain/responsibility.js';
import type { Person } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { everyUnit, type Read } from './ports.js';
import { dayWords, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

const readsMs = 400 * dayMs;
const listed = 8;

export async function tellOwnReads(world: World, person: Person, now: Instant): Promise<string> {
  const reads = await readsOf(world, person, now);
  return say(world, 'mine-reads', {
    reads: await Promise.all(
      reads.slice(0, listed).map(async (read) => ({ ...readFacts(world, read), unit: read.unit, what: await whatWords(world, read) })),
    ),
    more: Math.max(0, reads.length - listed),
  });
}

export type UnitRead = Read & { unit: string | null };

/** The newest first. What was read of all units at once counts for those that were in it. */
export async function readsOf(world: World, person: Person, now: Instant): Promise<UnitRead[]> {
  const own = unitsOf(world.config().roster, person.id);
  if (own.length === 0) return [];
  const lists = await Promise.all(
    own.map(async (unit) => {
      const reads = await world.stores.reads.of(unit, now - readsMs);
      return reads.map((read) => ({ ...read, unit: own.length > 1 ? unitName(world, unit) : null }));
    }),
  );
  const whole = await Promise.all(
    (await world.stores.reads.of(everyUnit, now - readsMs)).map(async (read) => {
      const units = (await world.stores.cycles.cycle(read.object))?.units ?? [];
      return own.some((unit) => units.includes(unit)) ? [{ ...read, unit: null }] : [];
    }),
  );
  return [...lists.flat(), ...whole.flat()].sort((one, other) => other.at - one.at);
}

export function readFacts(world: World, { reader, at }: Read): { who: string; on: string; what: null } {
  return { who: reader === 'operator' ? say(world, 'operator', {}) : personName(world, reader), on: dayWords(world, at), what: null };
}

async function whatWords(world: World, { object }: Read): Promise<string> {
  const [, task] = /^matter\/(\d+)$/.exec(object) ?? [];
  const cycle = task === undefined ? await world.stores.cycles.cycle(object.split('/')[0] ?? '') : undefined;
  return say(world, 'read-what', {
    title: cycle === undefined ? null : titleOf(world, cycle),
    task: task === undefined ? null : Number(task),
  });
}
