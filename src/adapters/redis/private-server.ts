/** The private Redis of a home: a child process over data/redis, used when REDIS_URL is unset. It answers on a Unix socket only. */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../application/ports.js';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import { privatePlace, type PrivatePlace } from './private-place.js';
import { askServer, countUsers, knock } from './private-probe.js';
import { endServer, startServer } from './private-process.js';

/** Runs work while no other process does so for the same folder. */
export type Exclusively = <T>(folder: string, work: () => Promise<T>) => Promise<T>;

export interface PrivateRedis {
  /** Of the Unix socket. */
  path: string;
  /** Where it keeps its files. */
  folder: string;
  /** It ran already, left by a crash of the bot or used by another process. */
  adopted: boolean;
  /** Close your clients first. May be called again. */
  stop(): Promise<void>;
}

interface Running {
  pid: number;
  adopted: boolean;
  /** Counts as a user as long as it is open, and closes with the server. */
  line: Socket;
}

const firstRetryMs = 100;
const longestRetryMs = 10_000;
const steadyMs = 60_000;

/**
 * Opens the private Redis for the bot and keeps it running until `stop`: when it dies it is started again (at once, then after up to 10 s),
 * and clients reconnect to the same path. A server that outlived the bot is adopted. `stop` ends it, whoever started it.
 *
 * Throws the PermanentErrors `redis-absent`, `redis-start-failed`, `redis-socket-taken`, `data-unwritable`, `socket-folder-unsafe`.
 */
export async function openPrivateRedis(options: { home: string; log: Log; exclusively: Exclusively }): Promise<PrivateRedis> {
  const { home, log, exclusively } = options;
  const place = await privatePlace(home);
  const turn = <T>(work: () => Promise<T>) => exclusively(join(place.folder, 'starting'), work);
  const stopping = new AbortController();
  let running = await turn(() => findOrStart(place, 'end-silent'));
  const { adopted } = running;

  const keepAlive = async (): Promise<void> => {
    for (let deaths = 0; ; deaths += 1) {
      const since = performance.now();
      await closing(running.line, stopping.signal);
      if (stopping.signal.aborted) return;
      log.warn({ process: running.pid }, 'the private Redis ended; starting it again');
      if (performance.now() - since > steadyMs) deaths = 0;
      if (!(await waited(Math.min(longestRetryMs, firstRetryMs * 2 ** deaths), stopping.signal))) return;
      try {
        running = await turn(() => findOrStart(place, 'end-silent'));
        log.info({ process: running.pid }, 'the private Redis answers again');
      } catch (error) {
        log.error({ error }, 'the private Redis cannot be started again');
      }
    }
  };
  const kept = keepAlive();

  const stop = async (): Promise<void> => {
    stopping.abort();
    await kept;
    running.line.destroy();
    await turn(() => endServer(place, running.pid));
  };
  let stopped: Promise<void> | undefined;
  return { path: place.socket, folder: place.folder, adopted, stop: () => (stopped ??= stop()) };
}

/**
 * Finds the private Redis for a command beside the bot: the running one, or one started for the command. `stop` ends it only when nobody
 * else uses it, whoever started it, so that the last one out leaves nothing running.
 *
 * Throws what openPrivateRedis throws, and a TemporaryError `redis-silent` when the running one does not answer.
 */
export async function findPrivateRedis(options: { home: string; exclusively: Exclusively }): Promise<PrivateRedis> {
  const place = await privatePlace(options.home);
  const turn = <T>(work: () => Promise<T>) => options.exclusively(join(place.folder, 'starting'), work);
  const { line, adopted } = await turn(() => findOrStart(place, 'leave-silent'));

  const stop = async (): Promise<void> => {
    line.destroy();
    await turn(async () => {
      const answer = await askServer(place);
      if (answer.kind === 'ours' && (await countUsers(place)) === 0) await endServer(place, answer.pid);
    });
  };
  let stopped: Promise<void> | undefined;
  return { path: place.socket, folder: place.folder, adopted, stop: () => (stopped ??= stop()) };
}

/** Only in turn with other processes. */
async function findOrStart(place: PrivatePlace, silence: 'end-silent' | 'leave-silent'): Promise<Running> {
  const answer = await askServer(place);
  switch (answer.kind) {
    case 'ours':
      return { pid: answer.pid, adopted: true, line: await openLine(place) };
    case 'foreign':
      throw new PermanentError('redis-socket-taken', `A Redis of another folder answers on ${place.socket}.`);
    case 'silent':
      if (silence === 'leave-silent') throw new TemporaryError('redis-silent', `The private Redis on ${place.socket} does not answer.`);
      return { pid: await startServer(place), adopted: false, line: await openLine(place) };
    case 'absent':
      return { pid: await startServer(place), adopted: false, line: await openLine(place) };
    default:
      return answer satisfies never;
  }
}

async function openLine(place: PrivatePlace): Promise<Socket> {
  const line = await knock(place);
  if (!line) throw new TemporaryError('redis-lost', 'The private Redis ended as soon as it had started.');
  // Redis sends nothing here, but an unread end would hide that it closed.
  return line.resume();
}

async function closing(line: Socket, signal: AbortSignal): Promise<void> {
  if (!line.closed) await once(line, 'close', { signal }).catch(() => undefined);
}

async function waited(ms: number, signal: AbortSignal): Promise<boolean> {
  return await pause(ms, true, { signal }).catch(() => false);
}
