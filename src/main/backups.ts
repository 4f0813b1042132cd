/** Backups: taken by the command line into any file, and by the queue into the home's own folder. */
import { mkdir, readdir, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { backupWriter, newBackupId } from '../adapters/files/backup-file.js';
import { homeFilesIn } from '../adapters/files/home-files.js';
import { openKeyStore } from '../adapters/redis/key-store.js';
import { partsOf } from '../adapters/redis/key-parts.js';
import { copyRedis } from '../adapters/redis/snapshot.js';
import { openStores } from '../adapters/redis/stores.js';
import type { BackupItem, BackupWriter, Snapshot } from '../application/backup-port.js';
import type { BackupFile, Watched } from '../application/long-work-port.js';
import { takeBackup, type Taken } from '../application/take-backup.js';
import type { World } from '../application/world.js';
import type { PersonId } from '../domain/roster.js';
import { secondMs, type Instant } from '../domain/time.js';
import { copying } from './copies.js';
import { fileMark } from './file-mark.js';
import type { OpenWorld } from './open-world.js';

/** Of what has to be there before anything is written. */
const copiedPercent = 20;
const ending = '.zrtbackup';
const half = '.part';

export interface BackupPlace {
  world: World;
  opened: Pick<OpenWorld, 'vault' | 'redis'>;
  /** The home. */
  home: string;
}

/** Into a file that is not there yet; `by`: a person, or `operator`. Throws as takeBackup and backupWriter do, a TemporaryError `backup-running`, and what the signal was aborted with. */
export function backupInto(path: string, by: PersonId, place: BackupPlace, watched: Watched, now: Instant): Promise<Taken> {
  return copying(place.home, (folder) => takeInto(path, { by, folder }, place, watched, now));
}

async function takeInto(
  path: string,
  { by, folder }: { by: PersonId; folder: string },
  { world, opened, home }: BackupPlace,
  watched: Watched,
  now: Instant,
): Promise<Taken> {
  const { vault } = opened;
  const whole = backupWriter(path, vault);
  let keys = 0;
  const writer: BackupWriter = { write: (header, items) => whole.write(header, watchItems(items, keys, watched)) };
  const snapshot = async (): Promise<Snapshot> => {
    const copy = await snapshotOf(world, opened, folder);
    keys = await copy.keys();
    watched.progress(copiedPercent);
    return copy;
  };
  return takeBackup(world, { id: newBackupId(), by, vault, files: homeFilesIn(home), writer, snapshot }, now);
}

async function snapshotOf(world: World, { vault, redis }: BackupPlace['opened'], folder: string): Promise<Snapshot> {
  const { committee } = world.config().roster;
  const copy = await copyRedis(redis.client, { folder, log: world.log });
  const { client } = copy;
  const { audit } = openStores(client, { committee, vault });
  try {
    return {
      audit,
      keyPrint: await openKeyStore(client, { committee }).inForce(),
      parts: () => partsOf(client, committee),
      keys: () => client.dbsize(),
      close: () => copy.close(),
    };
  } catch (error) {
    await copy.close();
    throw error;
  }
}

async function* watchItems(items: AsyncIterable<BackupItem>, keys: number, { signal, progress }: Watched): AsyncIterable<BackupItem> {
  let told = 0;
  let before = '';
  for await (const item of items) {
    signal.throwIfAborted();
    yield item;
    if (item.kind !== 'key' || item.name === before) continue;
    before = item.name;
    told += 1;
    progress(copiedPercent + ((100 - copiedPercent) * told) / Math.max(keys, told + 1));
  }
}

export function backupFolder(home: string): string {
  return join(home, 'data', 'backups');
}

/** Into the home's folder of backups, under the time. What a beginning that was killed has left half written is removed. */
export async function backupIntoFolder(
  by: PersonId,
  place: BackupPlace,
  watched: Watched,
  now: Instant,
): Promise<Taken & { file: string }> {
  const folder = backupFolder(place.home);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return copying(place.home, async (copies) => {
    const names = await readdir(folder);
    for (const name of names) if (name.endsWith(half)) await unlink(join(folder, name));
    const file = freeName(fileMark(now, place.world.config().settings.timezone), names);
    const path = join(folder, file);
    const taken = await takeInto(path, { by, folder: copies }, place, watched, now);
    await utimes(path, now / secondMs, now / secondMs);
    return { ...taken, file };
  });
}

/** Two within a second are told apart by a number. */
function freeName(mark: string, taken: readonly string[]): string {
  for (let each = 1; ; each += 1) {
    const name = `${mark}${each === 1 ? '' : `-${each}`}${ending}`;
    if (!taken.includes(name)) return name;
  }
}

/** The newest first. */
export async function backupsIn(home: string): Promise<BackupFile[]> {
  const folder = backupFolder(home);
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const found = await Promise.all(
    names
      .filter((name) => name.endsWith(ending))
      .map(async (name) => {
        const { size, mtimeMs } = await stat(join(folder, name));
        return { name, bytes: size, at: Math.floor(mtimeMs) };
      }),
  );
  return found.toSorted((one, other) => other.at - one.at || (one.name < other.name ? 1 : -1));
}
