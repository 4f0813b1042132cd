/** How units stand in a cycle: their records, and what was agreed with them. */
import type { CycleId, UnitRecord } from '../../domain/cycle.js';
import type { UnitId } from '../../domain/roster.js';
import { guard } from './guard.js';
import type { StoreBase } from './store-base.js';
import { parseRecord, pristineRecord } from './unit-record.js';
import { parseTerms } from './unit-terms.js';

const readLimit = 1000;

/** In the order given. Units that are not of the cycle are left out; for none there is no trip. */
export async function readRecords(
  { lookups, keys, shelf }: StoreBase,
  cycle: CycleId,
  units: readonly UnitId[],
): Promise<Map<UnitId, UnitRecord>> {
  const found = new Map<UnitId, UnitRecord>();
  if (units.length === 0) return found;
  const { units: audience } = await shelf.shelved(cycle);
  const known = units.filter((unit) => audience.has(unit));
  const { records, terms } = keys.cycle(cycle);
  for (let from = 0; from < known.length; from += readLimit) {
    const part = known.slice(from, from + readLimit);
    const [texts, agreed] = await Promise.all([lookups.hmget(records, part), lookups.hmget(terms, part)]);
    part.forEach((unit, i) => found.set(unit, recordOf(texts[i], agreed[i])));
  }
  return found;
}

/** Both as they are stored; nothing: as the unit was when the cycle opened, and nothing agreed. */
export function recordOf(text: string | null | undefined, agreed: string | null | undefined): UnitRecord {
  const record = text == null ? pristineRecord() : parseRecord(text);
  return agreed == null ? record : { ...record, terms: parseTerms(agreed) };
}

/** The units that were granted a later deadline. Terms are few: all of a cycle are read. */
export async function extendedUnits({ client, keys }: StoreBase, cycle: CycleId): Promise<UnitId[]> {
  const agreed = await guard(client.hgetall(keys.cycle(cycle).terms));
  return Object.entries(agreed).flatMap(([unit, text]) => (parseTerms(text).until === undefined ? [] : [unit]));
}
