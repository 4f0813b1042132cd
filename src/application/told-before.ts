/** What the clerk was told of before an opening: a unit that was named then is not told of once more when it could not be asked. */
import { linkKey, stopsAsking, type UnitLink } from '../domain/broken-links.js';
import type { Cycle } from '../domain/cycle.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { whyOf, type Unreached } from './unreached-units.js';
import type { World } from './world.js';

/** An opening to come, by its schedule. */
export interface ComingOpening {
  schedule: string;
  opening: Instant;
}

/** What was told is of use as long as its units may come up as not asked. */
const keptMs = 7 * dayMs;

/** Begins the ids of the notices about an opening to come. */
export function beforeStem({ schedule, opening }: ComingOpening): string {
  return `links/${schedule}/${opening}`;
}

/** Stands among the links known for one that was told of before an opening. */
export function toldMark(coming: ComingOpening, link: UnitLink): string {
  return `before/${coming.schedule}/${coming.opening}/${linkKey(link)}`;
}

/** Of the links known, the marks of openings that have only just passed. */
export function recentMarks(known: readonly string[], now: Instant): string[] {
  return known.filter((link) => {
    const opening = Number(/^before\/[^/]+\/(\d+)\//u.exec(link)?.[1]);
    return opening <= now && opening > now - keptMs;
  });
}

/** Whether a message that did go out to the person named the unit before the cycle opened, for what keeps it from being asked still. */
export async function wasToldBefore(world: World, cycle: Cycle, unit: UnitId, why: Unreached['why'], person: PersonId): Promise<boolean> {
  const { household, outbox } = world.stores;
  const link = stopsAsking(world.config().roster, unit, cycle.schedule.ask);
  if (link === undefined || whyOf(link) !== why) return false;
  const coming = { schedule: cycle.schedule.id, opening: cycle.plannedAt };
  const known = await household.linksKnown();
  if (known?.links.includes(toldMark(coming, link)) !== true) return false;
  const [check] = await outbox.byIds([`${beforeStem(coming)}/${person}`]);
  return check?.state === 'sent';
}
