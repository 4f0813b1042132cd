/** The lines of 查 about a unit's findings: how many are being mended, and in which fields they keep coming back. */
import { isOwed } from '../domain/finding.js';
import { recurrencesOf } from '../domain/recurrence.js';
import type { Person, UnitId } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { fieldName, mayKnow } from './finding-book.js';
import type { Facts } from './messages.js';
import type { World } from './world.js';

const read = 50;
const fieldsShown = 2;
const numbersShown = 4;

/** null: it has had none of late. */
export async function unitFindings(world: World, person: Person, unit: UnitId, now: Instant): Promise<Facts<'look'>['findings']> {
  const { ledger } = world.stores;
  const stretches = (['open', 'working', 'reported'] as const).map((state) => ({ scope: { of: 'unit', unit } as const, state }));
  const found = (await ledger.list(stretches, read)).filter((finding) => mayKnow(world, finding, person.id));
  const { fields, recurrenceDays } = world.config().settings.ledger;
  const withinMs = recurrenceDays * dayMs;
  const histories = await Promise.all(
    [...fields.keys()].map(async (field) => ({ field, earlier: await ledger.history(field, { unit }, now - withinMs, numbersShown) })),
  );
  const repeated = histories.flatMap(({ field, earlier: [newest, ...before] }) => {
    const again = newest === undefined ? [] : recurrencesOf(newest, before, { now, withinMs });
    return newest === undefined || again.length === 0
      ? []
      : [{ field: fieldName(world, field), numbers: [newest.no, ...again.map(({ no }) => no)] }];
  });
  if (found.length === 0 && repeated.length === 0) return null;
  const mending = found.filter(isOwed);
  return {
    mending: mending.length,
    late: mending.filter(({ until, dueAt = now }) => (until ?? dueAt) < now).length,
    repeated: repeated.slice(0, fieldsShown),
  };
}
