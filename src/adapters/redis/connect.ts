/** Connects to Redis: the one of REDIS_URL, or the private one of the home. */
import { Redis, type RedisOptions } from 'ioredis';
import type { Log } from '../../application/ports.js';
import { PermanentError, ValidationError } from '../../domain/errors.js';
import { gatherWrites } from './gather-writes.js';
import { inspectServer, type ServerWarning } from './inspect-server.js';
import { findPrivateRedis, openPrivateRedis, type Exclusively } from './private-server.js';

export type RedisTarget = { path: string } | { url: string };

export interface OpenRedis {
  client: Redis;
  /** What is doubtful about an outside Redis; empty for the private one. */
  warnings: ServerWarning[];
  /** Where the private one keeps its files. */
  folder?: string;
  /** Ends the connection, and the private Redis where it is ours to end. */
  close(): Promise<void>;
}

const outsideMs = 10_000;
/** The private one may have years of records to load. */
const privateMs = 120_000;
const goodbyeMs = 1_000;

/**
 * What happens when Redis is away: commands wait through a restart of about 2 s, then every waiting one is rejected and none is sent later
 * (six attempts flush the queue: 50 + 100 + 200 + 400 + 500 + 500 ms); a command without reply is rejected after 5 s and may have been
 * carried out; a connection on which nothing comes for 8 s is given up. ioredis itself repeats a command whose reply was lost.
 */
const options = {
  lazyConnect: true,
  connectTimeout: 2_000,
  commandTimeout: 5_000,
  socketTimeout: 8_000,
  maxRetriesPerRequest: 5,
  retryStrategy: (attempt: number) => Math.min(500, 25 * 2 ** attempt) * (1 - Math.random() / 10),
  connectionName: 'zerentian',
} satisfies RedisOptions;

/** A client that reconnects for ever and logs each outage once. It connects with the first command. */
export function createClient(target: RedisTarget, log: Log): Redis {
  const client = 'path' in target ? new Redis(target.path, options) : new Redis(target.url, options);
  client.on('connect', () => gatherWrites(client.stream));
  let away = false;
  client.on('error', (error) => {
    if (!away) log.warn({ error }, 'Redis cannot be reached');
    away = true;
  });
  client.on('ready', () => {
    if (away) log.info({}, 'Redis is reached again');
    away = false;
  });
  return client;
}

/**
 * Opens Redis for the bot (`use: 'bot'`, keeps the private one running) or for a command beside it.
 *
 * Throws a ValidationError `redis-url-invalid`; a PermanentError `redis-unreachable` (not in time; names host and port only),
 * `redis-login` (user or password refused), `redis-evicts` (it may throw away what is stored), and what private-server.ts throws.
 */
export async function openRedis(given: {
  env: NodeJS.ProcessEnv;
  home: string;
  log: Log;
  exclusively: Exclusively;
  use: 'bot' | 'command';
  /** How long to wait for an outside Redis; 10 s unless told. */
  patienceMs?: number;
}): Promise<OpenRedis> {
  const url = given.env['REDIS_URL'];
  if (url) return await openOutside(url, given.log, given.patienceMs ?? outsideMs);
  const server = given.use === 'bot' ? await openPrivateRedis(given) : await findPrivateRedis(given);
  const client = createClient({ path: server.path }, given.log);
  const close = async (): Promise<void> => {
    await closeClient(client);
    await server.stop();
  };
  try {
    await reach(client, server.path, privateMs);
    return { client, warnings: [], folder: server.folder, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openOutside(url: string, log: Log, patienceMs: number): Promise<OpenRedis> {
  const place = placeOf(url);
  const client = createClient({ url }, log);
  try {
    await reach(client, place, patienceMs);
    const warnings = await inspectServer(client);
    for (const { finding, message } of warnings) log.warn({ finding }, message);
    return { client, warnings, close: () => closeClient(client) };
  } catch (error) {
    client.disconnect();
    throw error;
  }
}

/** Host and port alone: the rest of the URL may hold a password. */
function placeOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url?.hostname || (url.protocol !== 'redis:' && url.protocol !== 'rediss:')) {
    throw new ValidationError('redis-url-invalid', 'REDIS_URL is not of the form redis://host:port or rediss://user:password@host:port.');
  }
  return `${url.hostname}:${url.port || '6379'}`;
}

/** Waits until the server answers and has loaded its data. */
async function reach(client: Redis, place: string, patienceMs: number): Promise<void> {
  let failed: Error | undefined;
  const reached = await new Promise<boolean>((settle) => {
    const timer = setTimeout(() => finish(false), patienceMs);
    const note = (error: Error): void => {
      failed = error;
      if (isLogin(error)) finish(false);
    };
    const ready = (): void => finish(true);
    const finish = (result: boolean): void => {
      clearTimeout(timer);
      client.off('error', note).off('ready', ready);
      settle(result);
    };
    client.on('error', note).on('ready', ready);
    // Its first attempt's error is noted above, and the client goes on trying.
    client.connect().catch(() => undefined);
  });
  if (reached) return;
  if (isLogin(failed)) throw new PermanentError('redis-login', `Redis at ${place} refuses the user or password of REDIS_URL.`);
  // Redis' own errors carry the command, which for a login is the password.
  const cause = failed?.name === 'ReplyError' ? undefined : failed;
  throw new PermanentError('redis-unreachable', `Redis at ${place} was not reached within ${patienceMs / 1000} s.`, cause);
}

function isLogin(error: Error | undefined): boolean {
  return error?.name === 'ReplyError' && /^(WRONGPASS|NOAUTH)\b/.test(error.message);
}

/** Ends a connection without waiting for what is under way. */
export async function closeClient(client: Redis): Promise<void> {
  if (client.status === 'end') return;
  const ended = new Promise<void>((settle) => {
    client.once('end', settle);
    setTimeout(settle, goodbyeMs).unref();
  });
  client.disconnect();
  await ended;
}
