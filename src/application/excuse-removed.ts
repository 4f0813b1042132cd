/** Excuses the units of a cycle that are not in the roster any more: at once, not only when their next step would be due. */
import type { Cycle } from '../domain/cycle.js';
import type { Roster, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { isUnanswered } from './open-prompts.js';
import { scopesOf } from './open-cycle.js';
import type { World } from './world.js';

/** Against which roster the units of a cycle were last compared: neither is ever changed in place. */
const compared = new WeakMap<readonly UnitId[], Roster>();

/** What a removed unit has answered stays; nothing more is asked of it, and its reason is `removed`. */
export async function excuseRemoved(world: World, cycle: Cycle, now: Instant): Promise<void> {
  const { roster } = world.config();
  if (compared.get(cycle.units) === roster) return;
  const { cycles } = world.stores;
  const removed = cycle.units.filter((unit) => !roster.units.has(unit));
  for (const [unit, record] of await cycles.records(cycle.id, removed)) {
    if (!isUnanswered({ record })) continue;
    const place = { cycle: cycle.id, unit, step: record.step, next: record.step + 1, nextDue: Number.POSITIVE_INFINITY };
    const excused = { state: 'excused', reason: 'removed', scopes: scopesOf(cycle.tree, unit) } as const;
    await cycles.takeStep({ ...place, ...excused, notices: [] }, 'bot', now);
  }
  compared.set(cycle.units, roster);
}
