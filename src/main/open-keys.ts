/** Opens the key of a home: the vault over its key file, the means to change it, and what a change that was cut short needs to end. */
import { join } from 'node:path';
import { isThere, keyFilePath, readKeyFile } from '../adapters/crypto/key-file.js';
import { findKey, isUnfinished, openKeyFiles } from '../adapters/crypto/key-succession.js';
import { openVault } from '../adapters/crypto/vault.js';
import { claimFolder } from '../adapters/files/claim.js';
import type { OpenRedis } from '../adapters/redis/connect.js';
import { openKeyStore } from '../adapters/redis/key-store.js';
import { holdsSealed } from '../adapters/redis/stores.js';
import { noAlarms, type Alarms } from '../application/alarm-port.js';
import type { KeyStore } from '../application/key-port.js';
import type { Clock, Log } from '../application/ports.js';
import { finishRotation, keyNotInForce, rotateKeys, type Rotated } from '../application/rotate-keys.js';
import type { Vault } from '../application/vault-port.js';
import { isTemporary, TemporaryError } from '../domain/errors.js';

export interface OpenKeys {
  vault: Vault;
  /** As rotateKeys; throws a TemporaryError `key-changing` while another process does so in this home. */
  rotate(): Promise<Rotated>;
  /** Takes up a key that came into force elsewhere; says once that it is not here, or that the key file is gone. Rejects when the store does not answer. */
  look(): Promise<void>;
}

interface KeyPlace {
  home: string;
  env: NodeJS.ProcessEnv;
  clock: Clock;
  log: Log;
  alarms?: Alarms | undefined;
  use: 'bot' | 'command';
  committee: string;
}

/**
 * A missing key is made only while nothing is sealed: what is could never be read with a new one. The bot ends a change of the key that was cut
 * short.
 *
 * Throws what readKeyFile throws, and a PermanentError `key-not-in-force` when what is stored belongs to a key that is not here.
 */
export async function openKeys(place: KeyPlace, { client, folder }: Pick<OpenRedis, 'client' | 'folder'>): Promise<OpenKeys> {
  const { committee, home, env, clock, log, use } = place;
  const path = keyFilePath({ env, home });
  const key = await readKeyFile(path, { create: !(await holdsSealed(client, committee)) });
  const store = openKeyStore(client, { committee, folder });
  const alone = <T>(work: () => Promise<T>) => exclusivelyIn(join(home, 'data', 'key-change'), work);
  if (use === 'bot' && (await isUnfinished(path))) await finished(path, store, { alone, clock, log });
  const vault = openVault(key, { path, find: (fits) => findKey(path, fits) });
  const inForce = await store.inForce();
  if (inForce !== undefined) {
    await vault.takeUp({ print: inForce }).catch((cause: unknown) => {
      throw keyNotInForce(path, cause);
    });
  }
  return {
    vault,
    rotate: () => alone(async () => rotateKeys({ files: await openKeyFiles(path), store }, clock.now())),
    look: createLook(vault, store, { path, log, alarms: place.alarms ?? noAlarms }),
  };
}

function createLook(vault: Vault, store: KeyStore, { path, log, alarms }: { path: string; log: Log; alarms: Alarms }): () => Promise<void> {
  let told: string | undefined;
  const tell = (trouble: string | undefined, facts: object, words: string): void => {
    if (trouble === undefined) alarms.clear('key-missing');
    else alarms.raise('key-missing');
    if (trouble !== undefined && trouble !== told) log.warn(facts, words);
    told = trouble;
  };
  return async () => {
    const inForce = await store.inForce();
    try {
      if (inForce !== undefined && inForce !== vault.print()) {
        await vault.takeUp({ print: inForce });
        log.info({}, 'the key was changed; the new one is taken up');
      }
      tell((await isThere(path)) ? undefined : 'gone', { path }, 'the key file is gone; without it the next start fails');
    } catch (error) {
      if (!isTemporary(error)) throw error;
      tell(inForce, { err: error }, 'the key was changed, and this process does not have the new one');
    }
  };
}

/** What cannot be ended now is tried again by the next start; whichever key is in force is at hand all the same. */
async function finished(
  path: string,
  store: KeyStore,
  { alone, clock, log }: { alone: <T>(work: () => Promise<T>) => Promise<T>; clock: Clock; log: Log },
): Promise<void> {
  try {
    await alone(async () => finishRotation({ files: await openKeyFiles(path), store }, clock.now()));
    log.info({}, 'a change of the key that was cut short is complete');
  } catch (error) {
    log.warn({ err: error }, 'a change of the key that was cut short could not be completed yet');
  }
}

async function exclusivelyIn<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const claim = await claimFolder(folder);
  if (!claim.ok) throw new TemporaryError('key-changing', `The key is being changed by process ${claim.pid}.`);
  try {
    return await work();
  } finally {
    await claim.release();
  }
}
