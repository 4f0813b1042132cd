import type { CycleId, UnitRecord } from '../../domain/cycle.js';
import type { UnitId } from '../../domain/roster.js';
import { guard } from './guard.js';
import type { StoreBase } from './store-base.js';
import { parseRecord, pristineRecord } from './unit-record.js';

const readLimit = 1000;

/** How units stand in a cycle, in the order given. Units that are not of the cycle are left out; for none there is no trip. */
export async function readRecords(
  { client, keys, shelf }: StoreBase,
  cycle: CycleId,
  units: readonly UnitId[],
): Promise<Map<UnitId, UnitRecord>> {
  const found = new Map<UnitId, UnitRecord>();
  if (units.length === 0) return found;
  const { units: audience } = await shelf.shelved(cycle);
  const known = units.filter((unit) => audience.has(unit));
  for (let from = 0; from < known.length; from += readLimit) {
    const part = known.slice(from, from + readLimit);
    const texts = await guard(client.hmget(keys.cycle(cycle).records, ...part));
    part.forEach((unit, i) => found.set(unit, texts[i] == null ? pristineRecord() : parseRecord(texts[i])));
  }
  return found;
}
