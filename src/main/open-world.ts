/** Builds the world of the use cases around a home: Redis, key, files. The chat is added by whoever has one. */
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { occurrences } from '../adapters/cron/occurrences.js';
import { keyFilePath, readKeyFile } from '../adapters/crypto/key-file.js';
import { openVault } from '../adapters/crypto/vault.js';
import { exclusively } from '../adapters/files/home-lock.js';
import { openPhotoFiles } from '../adapters/files/photo-files.js';
import { openRedis, type OpenRedis } from '../adapters/redis/connect.js';
import { holdsSealed, openStores } from '../adapters/redis/stores.js';
import type { Chat } from '../application/chat-port.js';
import type { Clock, Files, Log, Stores } from '../application/ports.js';
import type { World } from '../application/world.js';
import { TemporaryError } from '../domain/errors.js';
import { openHomeSource, type HomeSource } from './home-source.js';
import type { Home } from './open-home.js';

export interface OpenWorld {
  world: World;
  close: () => Promise<void>;
}

/** A chat for commands that say nothing. */
export const noChat: Chat = {
  online: () => undefined,
  send: () => Promise.resolve({ kind: 'offline' }),
  knows: () => Promise.reject(new TemporaryError('chat-offline', 'there is no chat here')),
};

export async function openWorld(given: {
  home: Home;
  env: NodeJS.ProcessEnv;
  clock: Clock;
  log: Log;
  chat: Chat;
  use: 'bot' | 'command';
  patienceMs?: number;
  random?: () => number;
}): Promise<OpenWorld> {
  const { home, env, clock, log, chat, use, patienceMs } = given;
  const redis = await openRedis({ env, home: home.folder, log, exclusively, use, ...(patienceMs === undefined ? {} : { patienceMs }) });
  const { stores, files, source } = await openKept(given, redis).catch(async (error: unknown) => {
    await redis.close();
    throw error;
  });
  const world: World = {
    clock,
    log,
    config: () => source.config(),
    cron: { occurrences },
    texts: source.texts,
    files,
    chat,
    stores,
    refresh: (at) => source.refresh(at),
    random: given.random ?? Math.random,
    processId: `${process.pid}-${randomUUID().slice(0, 8)}`,
  };
  return { world, close: () => redis.close() };
}

/** A missing key is made only while nothing is sealed: what is could never be read with a new one. */
async function openKept(
  { home, env, clock }: { home: Home; env: NodeJS.ProcessEnv; clock: Clock },
  { client }: OpenRedis,
): Promise<{ stores: Stores; files: Files; source: HomeSource }> {
  const { committee } = home.config.roster;
  const create = !(await holdsSealed(client, committee));
  const key = await readKeyFile(keyFilePath({ env, home: home.folder }), { create });
  const stores = openStores(client, { committee, vault: openVault(key) });
  const source = await openHomeSource(home, stores.bindings, clock.now());
  return { stores, files: await openPhotoFiles(home.folder), source };
}

/** Where everything of a home that is not written by people is kept. */
export function dataFolder(home: string): string {
  return join(home, 'data');
}
