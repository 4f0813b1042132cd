/** Puts a backup back into a home and its Redis: proves all of it first, then writes, and lets nobody take half of it for the whole. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { keyFilePath, readKeyFile } from '../adapters/crypto/key-file.js';
import { findKey } from '../adapters/crypto/key-succession.js';
import { openVault } from '../adapters/crypto/vault.js';
import { openBackup, type OpenBackup } from '../adapters/files/backup-file.js';
import { placeFile, setWitnessAside } from '../adapters/files/home-files.js';
import { exclusively, lockHome } from '../adapters/files/home-lock.js';
import { openRedis } from '../adapters/redis/connect.js';
import { openRestoring, type Restoring } from '../adapters/redis/restoring.js';
import type { BackupHeader, KeyPart } from '../application/backup-port.js';
import type { Log } from '../application/ports.js';
import { PermanentError, TemporaryError, ValidationError } from '../domain/errors.js';
import { systemClock } from './clocks.js';
import { openHome } from './open-home.js';
import { noChat, openWorld, type OpenWorld } from './open-world.js';

export interface RestoringPlace {
  folder: string;
  env: NodeJS.ProcessEnv;
  log: Log;
  stopping: AbortSignal;
}

export interface Restored {
  header: BackupHeader;
  keys: number;
  files: number;
  /** Files of people for which something else stands in the home; the backup's lie in `restored/`. */
  beside: string[];
  /** Where the seal is that the home kept before, and the number it went to. */
  aside?: { path: string; to?: number };
}

/**
 * Runs `finish` on what was restored, before anybody else may use it; when that fails, or the process dies, the mark stays and the same restore
 * begins anew.
 *
 * Throws, with nothing changed: what readKeyFile, openBackup and openHome throw, a PermanentError `backup-damaged` or `home-taken` (a bot runs
 * here), a ValidationError `other-committee` or `redis-not-empty`.
 */
export async function restoreHome<Result>(
  path: string,
  place: RestoringPlace,
  finish: (restored: Restored, opened: OpenWorld, restoring: Restoring) => Promise<Result>,
): Promise<Result> {
  const { folder, env, log } = place;
  const keyFile = keyFilePath({ env, home: folder });
  const key = await readKeyFile(keyFile, { create: false });
  const backup = await openBackup(path, openVault(key, { path: keyFile, find: (fits) => findKey(keyFile, fits) }), keyFile);
  try {
    await prove(backup, place);
    return await alone(folder, async () => {
      const redis = await openRedis({ env, home: folder, log, exclusively, use: 'command' });
      try {
        const restoring = openRestoring(redis.client, backup.header.committee);
        await restoring.begin();
        const restored = await putBack(backup, restoring, place);
        const home = await openHome(folder, systemClock.now());
        const opened = await openWorld({ home, env, clock: systemClock, log, chat: noChat, use: 'command', restoring: true });
        try {
          const result = await finish(restored, opened, restoring);
          await restoring.end();
          return result;
        } finally {
          await opened.close();
        }
      } finally {
        await redis.close();
      }
    });
  } finally {
    await backup.close();
  }
}

/** Every frame is opened before anything is written, and the home is asked whose it is. */
async function prove(backup: OpenBackup, { folder, stopping }: RestoringPlace): Promise<void> {
  const { header } = backup;
  for await (const batch of backup.items()) {
    void batch;
    goOn(stopping);
  }
  if (!(await stat(join(folder, 'roster.yaml')).then(Boolean, () => false))) return;
  const { committee } = (await openHome(folder, systemClock.now())).config.roster;
  if (committee === header.committee) return;
  throw new ValidationError('other-committee', `The backup is of ${header.committee}, and roster.yaml here is of ${committee}.`);
}

async function putBack(backup: OpenBackup, restoring: Restoring, { folder, stopping }: RestoringPlace): Promise<Restored> {
  const { header } = backup;
  const aside = await setWitnessAside(folder, header.id);
  const restored: Restored = { header, keys: 0, files: 0, beside: [], ...(aside === undefined ? {} : { aside }) };
  let before = '';
  for await (const batch of backup.items()) {
    goOn(stopping);
    const parts = batch.filter((item): item is KeyPart => item.kind === 'key');
    for (const { name } of parts) {
      if (name !== before) restored.keys += 1;
      before = name;
    }
    await restoring.put(parts);
    for (const item of batch) {
      if (item.kind !== 'file') continue;
      restored.files += 1;
      if ((await placeFile(folder, item)) === 'beside') restored.beside.push(item.path);
    }
  }
  return restored;
}

async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = await lockHome(folder);
  if (!lock.ok) throw new PermanentError('home-taken', `The bot runs on ${folder}, process ${lock.pid}; stop it first.`);
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

function goOn(stopping: AbortSignal): void {
  if (stopping.aborted) throw new TemporaryError('interrupted', 'The restore was interrupted; the same command does it anew.');
}
