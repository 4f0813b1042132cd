/** Where one unit stands, in words. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { unitDeadline } from '../domain/ladder.js';
import type { UnitId } from '../domain/roster.js';
import { whyUnreached } from './climb-ladder.js';
import { dayWords } from './words.js';
import { say, workContext, type World } from './world.js';

export function stateWords(world: World, cycle: Cycle, unit: UnitId, record: UnitRecord): string {
  const due = unitDeadline(cycle, record.promptAt, workContext(world));
  return say(world, 'state', {
    state: record.state,
    at: record.answeredAt === undefined ? null : dayWords(world, record.answeredAt),
    due: dayWords(world, due),
    overdue: world.clock.now() > due,
    level: record.level === 'none' ? null : say(world, 'level', { level: record.level }),
    why: unreachedWhy(world, cycle, unit),
  });
}

export function unreachedWhy(world: World, cycle: Cycle, unit: UnitId): 'vacant' | 'unbound' {
  return whyUnreached(world, cycle, unit).why;
}
