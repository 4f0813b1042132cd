/** Puts on record that somebody reads what others said, before it is shown: whoever cannot be put on record is shown nothing. */
import { unitsOf } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { everyUnit } from './ports.js';
import type { World } from './world.js';

export interface ReadOf {
  /** As in the audit trail: `<cycle>/<unit>`, `<cycle>`, `matter/<no>`. */
  object: string;
  /** Whose words they are; `everyUnit`: of all that there are in it. */
  unit: UnitId;
}

/** Notes each of them once for the operation. `reader`: a person's id, or `operator`. What is one's own unit's is no news to anybody. Throws what the store throws. */
export async function noteReads(
  world: World,
  reader: PersonId,
  objects: readonly ReadOf[],
  operationId: string,
  now: Instant,
): Promise<void> {
  const own = reader === 'operator' ? [] : unitsOf(world.config().roster, reader);
  const { audit, reads } = world.stores;
  for (const { object, unit } of objects) {
    if (own.includes(unit)) continue;
    const operation = `read/${operationId}/${object}`;
    await audit.note({ at: now, actor: reader, act: 'read', object, ...(unit === everyUnit ? {} : { unit }) }, operation);
    await reads.note({ at: now, reader, object, unit }, operation);
  }
}
