/** Who has read what a unit said, by unit. */
import type { ReadLog } from '../../application/ports.js';
import { dayMs } from '../../domain/time.js';
import { guard } from './guard.js';
import { asNumber } from './script-replies.js';
import type { StoreBase } from './store-base.js';

const keptMs = 400 * dayMs;

export function createReadLog({ client, keys, scripts }: StoreBase): ReadLog {
  return {
    async note({ unit, at, reader, object }, operationId) {
      await scripts.run(
        'note-read',
        { reads: keys.reads(unit) },
        { member: `${reader}|${object}|${operationId}`, now: at, from: at - keptMs },
      );
    },

    async of(unit, since) {
      const rows = await guard(client.zrevrangebyscore(keys.reads(unit), '+inf', since, 'WITHSCORES'));
      return Array.from({ length: rows.length / 2 }, (_, i) => {
        const [reader = '', object = ''] = (rows[2 * i] ?? '').split('|');
        return { reader, object, at: asNumber(rows[2 * i + 1]) };
      });
    },
  };
}
