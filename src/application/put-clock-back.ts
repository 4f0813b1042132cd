/**
 * The clock was put back: what it has stamped while it was ahead must not make anybody wait until it is as late again. What opened or was said
 * meanwhile stays as it is, and so do the dates that people were told.
 */
import { lookAgain } from '../domain/ladder.js';
import type { CycleId } from '../domain/cycle.js';
import type { UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { coolDownMs, forgetRest } from './rest-account.js';
import { workContext, type World } from './world.js';

const unitsAtOnce = 500;

/** May be done any number of times. */
export async function putClockBack(world: World, now: Instant): Promise<void> {
  const { cycles, household } = world.stores;
  await household.putClockBack(now, coolDownMs);
  forgetRest(world);
  const by = lookAgain(now, workContext(world));
  for (const { id } of await cycles.openCycles()) {
    for (const [unit, { promptAt, step }] of await cycles.records(id, await openUnits(world, id))) {
      // Whoever was asked keeps the dates they were told; of the others none is ever put off for longer than to the next workday.
      if (promptAt === undefined) await cycles.hasten(id, unit, step, by);
    }
  }
}

/** All of them before any is moved, for they are listed by when they are due. */
async function openUnits({ stores: { cycles } }: World, id: CycleId): Promise<UnitId[]> {
  const found: UnitId[] = [];
  for (;;) {
    const units = await cycles.openUnits(id, found.length, unitsAtOnce);
    found.push(...units);
    if (units.length < unitsAtOnce) return found;
  }
}
