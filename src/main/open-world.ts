/** Builds the world of the use cases around a home: Redis, key, files. The chat is added by whoever has one. */
import { join } from 'node:path';
import { cron } from '../adapters/cron/cron.js';
import { chance } from '../adapters/crypto/chance.js';
import { auditWitnessIn } from '../adapters/files/audit-witness.js';
import { exclusively } from '../adapters/files/home-lock.js';
import { openPhotoFiles } from '../adapters/files/photo-files.js';
import { processName } from '../adapters/files/process-identity.js';
import { openRedis, type OpenRedis } from '../adapters/redis/connect.js';
import { openFileSealer } from '../adapters/redis/file-sealer.js';
import { mustBeRestored } from '../adapters/redis/restoring.js';
import { openStores } from '../adapters/redis/stores.js';
import { noAlarms, type Alarms } from '../application/alarm-port.js';
import type { Chance } from '../application/chance-port.js';
import type { Chat } from '../application/chat-port.js';
import type { Pictures } from '../application/picture-port.js';
import type { FileDesk } from '../application/desk-port.js';
import type { Clock, Files, Log, Stores } from '../application/ports.js';
import type { Vault } from '../application/vault-port.js';
import type { World } from '../application/world.js';
import { capacityOf } from '../domain/capacity.js';
import { TemporaryError } from '../domain/errors.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Rotated } from '../application/rotate-keys.js';
import { removeLeftCopy } from './copies.js';
import { openFileDesk } from './file-desk.js';
import { openHomeSource, type HomeSource } from './home-source.js';
import type { Home } from './open-home.js';
import { openKeys, type OpenKeys } from './open-keys.js';
import { sealedFiles } from './sealed-files.js';

export interface OpenWorld {
  world: World;
  /** Changes the key of the committee; see rotate-keys.ts. */
  rotateKeys: () => Promise<Rotated>;
  vault: Vault;
  redis: OpenRedis;
  /** Where the office changes the files of the home. */
  desk: FileDesk;
  /** The files in force. */
  home: () => Home;
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
  /** Absent: nobody is called, as for commands, whose word is their answer. */
  alarms?: Alarms;
  use: 'bot' | 'command';
  /** True: opened by what puts a backup back. Else a restore that was cut short is refused with a PermanentError `restore-unfinished`. */
  restoring?: boolean;
  patienceMs?: number;
  /** Absent: the machine's own. */
  chance?: Chance;
  random?: () => number;
  /** Absent: nothing is drawn. */
  pictures?: Pictures;
}): Promise<OpenWorld> {
  const { home, env, clock, log, chat, use, patienceMs } = given;
  const redis = await openRedis({ env, home: home.folder, log, exclusively, use, ...(patienceMs === undefined ? {} : { patienceMs }) });
  const { stores, files, source, keys } = await openWhole(given, redis).catch(async (error: unknown) => {
    await redis.close();
    throw error;
  });
  const world: World = {
    clock,
    log,
    alarms: given.alarms ?? noAlarms,
    config: () => source.config(),
    cron,
    texts: source.texts,
    files,
    ...(given.pictures === undefined ? {} : { pictures: given.pictures }),
    chat,
    stores,
    witness: auditWitnessIn(home.folder),
    refresh: async (at) => (await Promise.all([source.refresh(at), keys.look()]))[0],
    chance: given.chance ?? chance,
    random: given.random ?? Math.random,
    processId: await processName(),
  };
  return {
    world,
    rotateKeys: () => keys.rotate(),
    vault: keys.vault,
    redis,
    desk: openFileDesk(() => source.home()),
    home: () => source.home(),
    close: () => redis.close(),
  };
}

async function openWhole(given: Parameters<typeof openKept>[0] & { restoring?: boolean }, redis: OpenRedis): ReturnType<typeof openKept> {
  if (given.restoring !== true) await mustBeRestored(redis.client, given.home.config.roster.committee);
  await removeLeftCopy(given.home.folder);
  return openKept(given, redis);
}

async function openKept(
  given: { home: Home; env: NodeJS.ProcessEnv; clock: Clock; log: Log; alarms?: Alarms; use: 'bot' | 'command' },
  redis: OpenRedis,
): Promise<{ stores: Stores; files: Files; source: HomeSource; keys: OpenKeys }> {
  const { home, clock } = given;
  const { client } = redis;
  const { committee } = home.config.roster;
  const keys = await openKeys({ ...given, home: home.folder, committee }, redis);
  const { vault } = keys;
  // The stores are opened first, and write nothing before the files are.
  const opened: { source?: HomeSource } = {};
  const capacity = (person: PersonId, unit?: UnitId): string => {
    const { roster, posts = roster.units } = (opened.source ?? { config: () => home.config }).config();
    return capacityOf(roster, posts, person, unit);
  };
  const stores = openStores(client, { committee, vault, capacity });
  const source = await openHomeSource(home, stores, clock.now());
  opened.source = source;
  const files = sealedFiles(await openPhotoFiles(home.folder), openFileSealer(client, { committee, vault }));
  // A command takes nothing up that files say.
  if (given.use === 'bot') await stores.household.noteFiles(home.digest, clock.now());
  return { stores, files, source, keys };
}

/** Where everything of a home that is not written by people is kept. */
export function dataFolder(home: string): string {
  return join(home, 'data');
}
