import { resolve } from 'node:path';
import { backupWriter, mustBeNew, newBackupId } from '../../adapters/files/backup-file.js';
import { homeFilesIn } from '../../adapters/files/home-files.js';
import { partsOf } from '../../adapters/redis/key-parts.js';
import { copyRedis } from '../../adapters/redis/snapshot.js';
import { openStores } from '../../adapters/redis/stores.js';
import { openKeyStore } from '../../adapters/redis/key-store.js';
import type { BackupItem, BackupWriter, Snapshot } from '../../application/backup-port.js';
import { takeBackup } from '../../application/take-backup.js';
import { headWords } from '../../application/witnesses.js';
import { say, type World } from '../../application/world.js';
import { TemporaryError } from '../../domain/errors.js';
import { copying } from '../copies.js';
import { homeFolder } from '../open-home.js';
import type { OpenWorld } from '../open-world.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/**
 * Writes a backup to a new file, as `operator`, beside the running bot or without it. The key file is not in it, and without that nobody can
 * read it. The outcome is `refused`, with the file written, when the audit trail in it does not hold.
 */
export async function backup(output: Output, file: string, stopping: AbortSignal): Promise<Outcome> {
  const path = resolve(file);
  await mustBeNew(path);
  return withWorld(
    output,
    async (world, opened) => {
      const taken = await copying(homeFolder(process.env), (folder) => takeInto(path, folder, { world, opened, stopping }));
      const { header, keys, files, bytes, broken } = taken;
      const { id, committee, at, audit, sealed } = header;
      const head = sealed === null ? null : `${sealed.no}:${sealed.hash}`;
      const facts = { file: path, id, committee, at: new Date(at).toISOString(), audit, head, keys, files, bytes, broken: broken ?? null };
      const size = bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${Math.ceil(bytes / 1_000_000)} MB`;
      const shown = sealed === null ? null : headWords(sealed);
      answer(output, facts, () =>
        say(world, 'cli-backup', { path, keys, files, bytes: size, audit, head: shown, broken: broken?.from ?? null }),
      );
      return broken === undefined ? 'done' : 'refused';
    },
    'copying what is stored',
  );
}

interface Taking {
  world: World;
  opened: OpenWorld;
  stopping: AbortSignal;
}

function takeInto(path: string, folder: string, { world, opened, stopping }: Taking): ReturnType<typeof takeBackup> {
  const { vault } = opened;
  const whole = backupWriter(path, vault);
  const writer: BackupWriter = { write: (header, items) => whole.write(header, unlessTold(items, stopping)) };
  const files = homeFilesIn(homeFolder(process.env));
  return takeBackup(
    world,
    { id: newBackupId(), vault, files, writer, snapshot: () => snapshotOf(world, opened, folder) },
    world.clock.now(),
  );
}

async function snapshotOf(world: World, { vault, redis }: OpenWorld, folder: string): Promise<Snapshot> {
  const { committee } = world.config().roster;
  const copy = await copyRedis(redis.client, { folder, log: world.log });
  const { client } = copy;
  const { audit } = openStores(client, { committee, vault });
  try {
    return {
      audit,
      keyPrint: await openKeyStore(client, { committee }).inForce(),
      parts: () => partsOf(client, committee),
      close: () => copy.close(),
    };
  } catch (error) {
    await copy.close();
    throw error;
  }
}

async function* unlessTold(items: AsyncIterable<BackupItem>, stopping: AbortSignal): AsyncIterable<BackupItem> {
  for await (const item of items) {
    if (stopping.aborted) throw new TemporaryError('interrupted', 'The backup was interrupted; no file was written.');
    yield item;
  }
}
