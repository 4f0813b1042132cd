/**
 * Seals what people said before it goes to Redis, with one data key a cycle and one, `outbox`, for what belongs to no cycle.
 *
 * Deleting a cycle's data key makes all that was sealed with it unreadable for good: opening then throws a PermanentError `data-key-gone`.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Vault } from '../../application/vault-port.js';
import type { CycleId } from '../../domain/cycle.js';
import { PermanentError } from '../../domain/errors.js';
import type { UnitId } from '../../domain/roster.js';
import { guard } from './guard.js';
import type { Keys } from './keys.js';

/** What a sealed text is bound to: it opens nowhere else. `id` is a message's or a notice's id, or what else names it. */
export interface Place {
  cycle?: CycleId | undefined;
  unit?: UnitId | undefined;
  id: string;
}

export interface Sealer {
  /** Makes sure that a cycle's data key is stored. */
  prepare(cycle: CycleId): Promise<void>;
  seal(place: Place, value: object): Promise<string>;
  /** Besides, a SHA-256 for the audit trail, salted with what is sealed too, so that it tells nothing to whoever cannot open it. */
  sealWithDigest(place: Place, value: object): Promise<{ sealed: string; digest: string }>;
  /** A keyed digest of a text in a place: equal texts have equal ones, and nobody without the key can tell what they are of. */
  digest(place: Place, text: string): Promise<string>;
  /** The value as it was sealed: nobody without the key can have made another. */
  open<T>(place: Place, sealed: string): Promise<T>;
}

const keptKeys = 200;
const outboxKey = 'outbox';

export function createSealer(client: Redis, keys: Keys, committee: string, vault: Vault): Sealer {
  const wrapped = new Map<string, string>();
  const contextOf = ({ cycle = '', unit = '', id }: Place) => JSON.stringify([committee, cycle, unit, id]);

  async function stored(name: string): Promise<string | undefined> {
    const key = wrapped.get(name) ?? (await guard(client.hget(keys.dataKeys, name)));
    if (key === null) return undefined;
    wrapped.set(name, key);
    if (wrapped.size > keptKeys) wrapped.delete(wrapped.keys().next().value ?? name);
    return key;
  }

  async function ensured(name: string): Promise<string> {
    return (await stored(name)) ?? (await prepared(name));
  }

  /** Writes the key even if it is known here: the store may have lost it in a crash. Of two processes at once, the first one's key is everybody's. */
  async function prepared(name: string): Promise<string> {
    await guard(client.hsetnx(keys.dataKeys, name, wrapped.get(name) ?? vault.newDataKey()));
    wrapped.delete(name);
    const key = await stored(name);
    if (key === undefined) throw gone(name);
    return key;
  }

  async function sealText(place: Place, plain: string): Promise<string> {
    return vault.seal(await ensured(place.cycle ?? outboxKey), plain, contextOf(place));
  }

  return {
    async prepare(cycle) {
      await prepared(cycle);
    },
    seal: (place, value) => sealText(place, JSON.stringify({ value })),
    async sealWithDigest(place, value) {
      const plain = JSON.stringify({ salt: randomUUID(), value });
      return { sealed: await sealText(place, plain), digest: createHash('sha256').update(plain).digest('hex') };
    },
    async digest(place, text) {
      return vault.digest(await ensured(place.cycle ?? outboxKey), text, contextOf(place));
    },
    async open<T>(place: Place, sealed: string) {
      const name = place.cycle ?? outboxKey;
      const key = await stored(name);
      if (key === undefined) throw gone(name);
      const { value } = JSON.parse(vault.open(key, sealed, contextOf(place))) as { value: T };
      return value;
    },
  };
}

function gone(name: string): PermanentError {
  return new PermanentError('data-key-gone', `the data key of ${name} is gone`);
}
