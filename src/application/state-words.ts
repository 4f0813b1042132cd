/** Where one unit stands, in words. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { unitDeadline } from '../domain/ladder.js';
import type { Person, UnitId } from '../domain/roster.js';
import { levelFor } from './find-stuck.js';
import { whyUnreached, type Unreached } from './unreached-units.js';
import { dayWords } from './words.js';
import { say, workContext, type World } from './world.js';

/** As far as the reader may know; without one, all of it. */
export function stateWords(world: World, cycle: Cycle, unit: UnitId, record: UnitRecord, reader?: Person): string {
  const level = levelFor(world, unit, record, reader);
  const due = unitDeadline(cycle, record, workContext(world));
  return say(world, 'state', {
    state: record.state,
    at: record.answeredAt === undefined ? null : dayWords(world, record.answeredAt),
    due: dayWords(world, due),
    overdue: world.clock.now() > due,
    level: level === 'none' ? null : say(world, 'level', { level }),
    why: unreachedWhy(world, cycle, unit),
  });
}

export function unreachedWhy(world: World, cycle: Cycle, unit: UnitId): Unreached['why'] {
  return whyUnreached(world, cycle, unit).why;
}
