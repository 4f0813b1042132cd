/** 谁没交, 逾期 and 进度: lists for those who oversee, each only of what they oversee. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { unitDeadline } from '../domain/ladder.js';
import type { Person, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { findCycles, cycleTitles } from './find-cycle.js';
import { leaderOf } from './find-stuck.js';
import type { Facts } from './messages.js';
import { unreachedWhy } from './state-words.js';
import { isOverdue, openVisible, visibleCounts } from './tell-status.js';
import { clerkName, dayWords, personName, titleOf, unitName } from './words.js';
import { say, workContext, type World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const listed = 30;

export async function tellPending(world: World, person: Person): Promise<string> {
  const cycles = await world.stores.cycles.openCycles();
  if (cycles.length === 0) return say(world, 'no-cycles', {});
  const facts = await Promise.all(
    cycles.map(async (cycle) => {
      const open = await openVisible(world, person, cycle);
      const pending = open.filter(([, { state }]) => state === 'pending');
      const unreached = open.filter(([, { state }]) => state === 'unreached');
      return {
        title: titleOf(world, cycle),
        pending: pending.slice(0, listed).map(([unit, record]) => item(world, person, cycle, unit, record)),
        more: Math.max(0, pending.length - listed),
        unreached: unreached
          .slice(0, listed)
          .map(([unit]) => ({ unit: unitName(world, unit, cycle), why: unreachedWhy(world, cycle, unit) })),
      };
    }),
  );
  return say(world, 'pending', { cycles: facts, clerk: person.roles.includes('clerk') ? null : clerkName(world) });
}

export async function tellOverdue(world: World, person: Person, now: Instant): Promise<string> {
  const items: Facts<'overdue'>['items'][number][] = [];
  for (const cycle of await world.stores.cycles.openCycles()) {
    for (const [unit, record] of await openVisible(world, person, cycle)) {
      if (!isOverdue(world, cycle, record, now)) continue;
      const due = dayWords(world, unitDeadline(cycle, record, workContext(world)));
      items.push({ unit: unitName(world, unit, cycle), title: titleOf(world, cycle), due, ...whereIs(world, person, unit, record) });
    }
  }
  return say(world, 'overdue', { items: items.slice(0, listed) });
}

export async function tellProgress(world: World, person: Person, name: string | undefined, now: Instant): Promise<string> {
  const found = await findCycles(world, name, now);
  if (found.length === 0) {
    const names = await cycleTitles(world, now);
    return name === undefined || names.length === 0 ? say(world, 'no-cycles', {}) : say(world, 'no-such-cycle', { typed: name, names });
  }
  const words = await Promise.all(
    found.map(async (cycle) =>
      say(world, 'progress', {
        title: titleOf(world, cycle),
        due: dayWords(world, cycle.deadline),
        ...(await visibleCounts(world, person, cycle)),
        opened: dayWords(world, cycle.openedAt),
        closed: cycle.closedAt !== undefined,
      }),
    ),
  );
  return words.join('\n');
}

function item(
  world: World,
  person: Person,
  cycle: Cycle,
  unit: UnitId,
  record: UnitRecord,
): Facts<'pending'>['cycles'][number]['pending'][number] {
  const found = world.config().roster.units.get(unit);
  const self = found?.principal === person.id || found?.liaison === person.id;
  return { unit: unitName(world, unit, cycle), self, ...whereIs(world, person, unit, record) };
}

/** With whom it lies; `here`: with the reader. */
function whereIs(world: World, person: Person, unit: UnitId, record: UnitRecord): { with: string | null; here: boolean } {
  const leader = leaderOf(world, unit, record);
  const here = leader === person.id;
  return { with: leader === undefined || here ? null : personName(world, leader), here };
}
