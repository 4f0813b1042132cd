/** What a Redis holds at one moment, to be read at leisure: copied into a folder, and opened there by a redis-server of its own. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import type { Log } from '../../application/ports.js';
import { closeClient, createClient } from './connect.js';
import { copyServer } from './copy-server.js';
import { placeIn } from './private-place.js';
import { endServer, endUnreachable, startServer } from './private-process.js';

export interface CopiedRedis {
  client: Redis;
  /** Ends its server and removes the folder. */
  close(): Promise<void>;
}

/**
 * `folder` (made with mode 0700) holds the copy until `close`, of all that the server stores, also for others. One copy at a time in a folder.
 *
 * Throws what copyServer and startServer throw; a copy from a server that is newer than the redis-server here ends as `redis-start-failed`.
 */
export async function copyRedis(client: Redis, { folder, log }: { folder: string; log: Log }): Promise<CopiedRedis> {
  const place = await placeIn(folder);
  try {
    await endUnreachable(place);
    await copyServer(client.options, join(place.folder, 'dump.rdb'));
    const pid = await startServer(place, 'nothing');
    const copy = createClient({ path: place.socket }, log);
    if (client.options.db) await copy.select(client.options.db);
    return {
      client: copy,
      async close() {
        await closeClient(copy);
        await endServer(place, pid);
        await rm(place.folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await removeCopy(folder);
    throw error;
  }
}

/** Ends what a copy that was cut short has left running, and removes its folder. */
export async function removeCopy(folder: string): Promise<void> {
  const place = await placeIn(folder);
  await endUnreachable(place);
  await rm(place.folder, { recursive: true, force: true });
}
