/**
 * Seals what people said before it goes to Redis, with one data key a cycle and one, `outbox`, for what belongs to no cycle.
 *
 * Deleting a cycle's data key makes all that was sealed with it unreadable for good: opening then throws a PermanentError `data-key-gone`.
 */
import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Vault } from '../../application/vault-port.js';
import type { CycleId } from '../../domain/cycle.js';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import type { UnitId } from '../../domain/roster.js';
import { guard } from './guard.js';
import type { Keys } from './keys.js';
import { asTexts } from './script-replies.js';
import { scriptsOn } from './scripts.js';

/** What a sealed text is bound to: it opens nowhere else. `id` is a message's or a notice's id, or what else names it. */
export interface Place {
  cycle?: CycleId | undefined;
  unit?: UnitId | undefined;
  id: string;
}

export interface Sealer {
  /** Makes sure that a cycle's data key is stored. */
  prepare(cycle: CycleId): Promise<void>;
  /** A cycle's data key was deleted: it is not used any more by this process either. */
  forget(cycle: CycleId): void;
  seal(place: Place, value: object): Promise<string>;
  /** Besides, a SHA-256 for the audit trail, of what is stored: whoever cannot open that learns nothing, for no two sealings are alike. */
  sealWithDigest(place: Place, value: object): Promise<{ sealed: string; digest: string }>;
  /** A keyed digest of a text in a place: equal texts have equal ones, and nobody without the key can tell what they are of. */
  digest(place: Place, text: string): Promise<string>;
  /** As `seal` and `open`, for the bytes of a file. */
  sealBytes(place: Place, bytes: Uint8Array): Promise<Uint8Array>;
  openBytes(place: Place, sealed: Uint8Array): Promise<Uint8Array>;
  /** The public key of what signs; made when there is none and `create` says so. undefined: there is none that can be used. */
  signingKey(options: { create: boolean }): Promise<string | undefined>;
  /** Throws a PermanentError `data-key-gone` when there is no signing key. */
  sign(text: string): Promise<string>;
  isSigned(publicKey: string, text: string, signature: string): boolean;
  /** The value as it was sealed: nobody without the key can have made another. */
  open<T>(place: Place, sealed: string): Promise<T>;
}

const keptKeys = 200;
const outboxKey = 'outbox';
const signingName = 'audit';
/** How often in a row the key may change under our hands. */
const attempts = 5;

export function createSealer(client: Redis, keys: Keys, committee: string, vault: Vault): Sealer {
  const wrapped = new Map<string, string>();
  const scripts = scriptsOn(client);
  const contextOf = ({ cycle = '', unit = '', id }: Place) => JSON.stringify([committee, cycle, unit, id]);

  /** A data key that is kept, and wrapped by the present key. */
  function atHand(name: string): string | undefined {
    const kept = wrapped.get(name);
    return kept !== undefined && vault.wraps(kept) ? kept : undefined;
  }

  /** A data key wrapped by the present key; what was kept under an earlier one is read anew. */
  async function stored(name: string): Promise<string | undefined> {
    const kept = atHand(name);
    if (kept !== undefined) return kept;
    const key = await guard(client.hget(keys.dataKeys, name));
    if (key === null) return undefined;
    await vault.takeUp({ wrappedKey: key });
    return keep(name, key);
  }

  function keep(name: string, key: string): string {
    wrapped.set(name, key);
    if (wrapped.size > keptKeys) wrapped.delete(wrapped.keys().next().value ?? name);
    return key;
  }

  async function ensured(name: string): Promise<string> {
    const key = await stored(name);
    if (key !== undefined) return key;
    // A cycle that has passed its time must not come to life under a new key.
    if (name !== outboxKey && (await guard(client.hexists(keys.cycle(name).cycle, 'expiredAt'))) === 1) throw gone(name);
    return prepared(name);
  }

  /**
   * Writes the key even if it is known here: the store may have lost it in a crash. Of two processes at once, the first one's key is everybody's,
   * and nothing wrapped by a key that is not in force any more is written.
   */
  async function prepared(name: string): Promise<string> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const own = atHand(name) ?? vault.newDataKey();
      const args = { name, wrapped: own, print: vault.print() };
      const [outcome, found = ''] = asTexts(await scripts.run('keep-data-key', { dataKeys: keys.dataKeys, keyPrint: keys.keyPrint }, args));
      if (outcome === 'kept') return keep(name, found);
      await vault.takeUp({ print: found });
    }
    throw changing();
  }

  /** The key may be taken up anew while something was waited for: what is wrapped is used in the turn in which it was looked at. */
  async function using<T>(find: () => Promise<string>, work: (key: string) => T): Promise<T> {
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const key = await find();
      if (vault.wraps(key)) return work(key);
    }
    throw changing();
  }

  async function existing(name: string): Promise<string> {
    const key = await stored(name);
    if (key === undefined) throw gone(name);
    return key;
  }

  async function sealing<T>(place: Place, work: (key: string, context: string) => T): Promise<T> {
    const name = place.cycle ?? outboxKey;
    const context = contextOf(place);
    const kept = atHand(name);
    if (kept !== undefined) return work(kept, context);
    return using(
      () => ensured(name),
      (key) => work(key, context),
    );
  }

  async function opening<T>(place: Place, work: (key: string, context: string) => T): Promise<T> {
    const name = place.cycle ?? outboxKey;
    const context = contextOf(place);
    const kept = atHand(name);
    if (kept !== undefined) return work(kept, context);
    return using(
      () => existing(name),
      (key) => work(key, context),
    );
  }

  const sealText = (place: Place, plain: string) => sealing(place, (key, context) => vault.seal(key, plain, context));

  return {
    async prepare(cycle) {
      await prepared(cycle);
    },
    forget(cycle) {
      wrapped.delete(cycle);
    },
    seal: (place, value) => sealText(place, JSON.stringify(value)),
    async sealWithDigest(place, value) {
      const sealed = await sealText(place, JSON.stringify(value));
      return { sealed, digest: createHash('sha256').update(sealed).digest('base64url') };
    },
    digest: (place, text) => sealing(place, (key, context) => vault.digest(key, text, context)),
    sealBytes: (place, bytes) => sealing(place, (key, context) => vault.sealBytes(key, bytes, context)),
    openBytes: (place, sealed) => opening(place, (key, context) => vault.openBytes(key, sealed, context)),
    async signingKey({ create }) {
      const key = (await stored(signingName)) ?? (create ? await prepared(signingName) : undefined);
      if (key === undefined) return undefined;
      return using(
        () => existing(signingName),
        (found) => vault.publicKey(found),
      ).catch(ignoreDamaged);
    },
    sign: (text) =>
      using(
        () => existing(signingName),
        (key) => vault.sign(key, text),
      ),
    isSigned: (publicKey, text, signature) => vault.isSigned(publicKey, text, signature),
    async open<T>(place: Place, sealed: string) {
      return JSON.parse(await opening(place, (key, context) => vault.open(key, sealed, context))) as T;
    },
  };
}

function gone(name: string): PermanentError {
  return new PermanentError('data-key-gone', `the data key of ${name} is gone`);
}

function ignoreDamaged(error: unknown): undefined {
  if (error instanceof PermanentError && error.code === 'sealed-broken') return undefined;
  throw error;
}

function changing(): TemporaryError {
  return new TemporaryError('key-changing', 'the key changed each time it was looked at');
}
