/** A committee's keys put back into a Redis that has none of it. A mark stands there until all is done, so that nobody takes half of it for the whole. */
import type { Redis } from 'ioredis';
import type { KeyPart } from '../../application/backup-port.js';
import { PermanentError, ValidationError } from '../../domain/errors.js';
import { guard } from './guard.js';
import { keysOf } from './keys.js';
import { putPart } from './key-parts.js';

const scanned = 1_000;
/** Counters of numbers that people know by sight. More than this are not given out between a backup and a loss. */
const shown = ['circular', 'matter', 'notice'] as const;
const gap = 100;

export interface Restoring {
  /**
   * Sets the mark. What an earlier call left half done is removed. Throws a ValidationError `redis-not-empty` when anything else of the
   * committee is there; nothing has changed then.
   */
  begin(): Promise<void>;
  put(parts: readonly KeyPart[]): Promise<void>;
  /** Lets numbers go on behind a gap: those given out since the backup would otherwise be given to something else. */
  leaveGap(): Promise<void>;
  /** Takes the mark away: from now on everything counts. */
  end(): Promise<void>;
}

export function openRestoring(client: Redis, committee: string): Restoring {
  const { prefix, restoring, numbers } = keysOf(committee);
  return {
    async begin() {
      const begun = (await guard(client.exists(restoring))) > 0;
      for await (const found of batches(client, prefix)) {
        const others = found.filter((key) => key !== restoring);
        if (others.length === 0) continue;
        if (!begun) throw notEmpty(committee);
        await guard(client.unlink(...others));
      }
      await guard(client.set(restoring, '1'));
    },

    async put(parts) {
      await Promise.all(parts.map((part) => putPart(client, committee, part)));
    },

    async leaveGap() {
      for (const counter of shown) await guard(client.hincrby(numbers, counter, gap));
    },

    async end() {
      await guard(client.del(restoring));
    },
  };
}

/** Throws a PermanentError `restore-unfinished` when a restore was cut short here: what is stored is not whole. */
export async function mustBeRestored(client: Redis, committee: string): Promise<void> {
  if ((await guard(client.exists(keysOf(committee).restoring))) === 0) return;
  throw new PermanentError('restore-unfinished', 'A restore was begun here and did not end. Repeat it: zerentian restore FILE');
}

async function* batches(client: Redis, prefix: string): AsyncIterable<string[]> {
  let cursor = '0';
  do {
    const [next, found] = await guard(client.scan(cursor, 'MATCH', `${prefix}*`, 'COUNT', scanned));
    cursor = next;
    yield found;
  } while (cursor !== '0');
}

function notEmpty(committee: string): ValidationError {
  return new ValidationError(
    'redis-not-empty',
    `Redis already holds something of ${committee}; nothing was changed. Stop the bot and move data/redis aside, or set REDIS_URL to another one.`,
  );
}
