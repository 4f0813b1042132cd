/** Where one unit stands, in words. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import type { Person, UnitId } from '../domain/roster.js';
import { isExtended } from './count-units.js';
import type { DeadlineOf } from './fair-deadline.js';
import { levelFor } from './find-stuck.js';
import type { PartNotes } from './part-notes.js';
import { askedPost, whyUnreached, type Unreached } from './unreached-units.js';
import { isSpot } from './spot-check.js';
import { dateWords, dayWords, timeOfDay } from './words.js';
import { say, type World } from './world.js';

/** As far as the reader may know; without one, all of it. */
export function stateWords(
  world: World,
  deadlineOf: DeadlineOf,
  cycle: Cycle,
  unit: UnitId,
  record: UnitRecord,
  reader?: Person,
  notes?: PartNotes,
): string {
  const level = levelFor(world, unit, record, reader);
  const due = deadlineOf(cycle, record);
  const now = world.clock.now();
  const note = notes?.get(unit);
  return say(world, 'state', {
    state: record.state,
    spot: isSpot(cycle) ? spotReach(record, now < due) : null,
    before: isSpot(cycle) && record.promptAt !== undefined ? timeOfDay(world, due) : null,
    at: record.answeredAt === undefined ? null : dayWords(world, record.answeredAt),
    due: dayWords(world, due),
    overdue: now > due,
    level: level === 'none' ? null : say(world, 'level', { level }),
    why: unreachedWhy(world, cycle, unit),
    post: askedPost(world, cycle),
    reason: record.reason ?? null,
    extended: isExtended(record, now),
    until: record.state === 'excused' ? (note?.pausedUntil ?? null) : dateWords(world, due, false),
    granter: note?.granter ?? null,
    request: note?.request?.no ?? null,
    with: note?.request?.with ?? null,
  });
}

/** In a spot check nobody is late. */
function spotReach({ state, version, reason }: UnitRecord, inTime: boolean): 'answered' | 'called' | 'waiting' | 'silent' | null {
  if (version > 0) return 'answered';
  if (state === 'excused') return reason === 'called' ? 'called' : null;
  return state === 'pending' && inTime ? 'waiting' : 'silent';
}

export function unreachedWhy(world: World, cycle: Cycle, unit: UnitId): Unreached['why'] {
  return whyUnreached(world, cycle, unit).why;
}
