/** One redis-server process over a private place: starts it and ends it. Who may do so and when is private-server.ts. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open, readFile, readlink, rm, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import type { PrivatePlace } from './private-place.js';
import { askServer, shutDown } from './private-probe.js';

const lookAgainMs = 10;
const startMs = 60_000;
const endMs = 3_000;
const logBytes = 1_000_000;
const hasProc = existsSync('/proc/self/cwd');

/** `append-only`: every write, before its reply. `nothing`: it reads the dump in its folder, if there is one, and writes no file. */
export type Keeping = 'append-only' | 'nothing';

/**
 * Starts redis-server in its own process group, so that Ctrl-C in the terminal reaches only the bot, and gives its number once it answers
 * (it may still be loading). Clears away the pid file, the socket and the server that a crash left where nobody can reach it.
 *
 * Throws a PermanentError `redis-absent` (not installed) or `redis-start-failed` with Redis' own last line, a TemporaryError `redis-slow`.
 */
export async function startServer(place: PrivatePlace, keeping: Keeping = 'append-only'): Promise<number> {
  await endUnreachable(place);
  const logFile = join(place.folder, 'redis.log');
  const child = await spawned(place, logFile, keeping);
  const giveUpAt = Date.now() + startMs;
  for (;;) {
    const answer = await askServer(place);
    if (answer.kind === 'ours') return answer.pid;
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new PermanentError('redis-start-failed', `redis-server ended at once: ${await lastLine(logFile)}`);
    }
    if (Date.now() > giveUpAt) {
      child.kill('SIGKILL');
      throw new TemporaryError('redis-slow', 'redis-server did not answer within a minute.');
    }
    await pause(lookAgainMs);
  }
}

/**
 * Ends the server by SHUTDOWN NOSAVE, and by SIGKILL after 3 s; neither loses what was acknowledged, since every write is on disk before
 * its reply. Resolves when the process is gone. Throws a TemporaryError `redis-stays`.
 */
export async function endServer(place: PrivatePlace, pid: number): Promise<void> {
  const told = shutDown(place);
  if (!(await isGone(place, pid))) await killServer(place, pid);
  await told;
}

async function spawned(place: PrivatePlace, logFile: string, keeping: Keeping): Promise<ChildProcess> {
  const log = await open(logFile, 'a', 0o600);
  try {
    if ((await log.stat()).size > logBytes) await truncate(logFile);
    const child = spawn('redis-server', settings(place, keeping), { cwd: place.folder, detached: true, stdio: ['ignore', log.fd, log.fd] });
    await once(child, 'spawn');
    return child;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') {
      throw new PermanentError(
        'redis-absent',
        'redis-server is not installed. Install it (Debian: apt-get install redis-server) or set REDIS_URL.',
        cause,
      );
    }
    throw new PermanentError('redis-start-failed', 'redis-server cannot be started.', cause);
  } finally {
    await log.close();
  }
}

function settings({ folder, socket }: PrivatePlace, keeping: Keeping): string[] {
  const listen = ['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--daemonize', 'no', '--logfile', ''];
  const files = ['--dir', folder, '--pidfile', join(folder, 'redis.pid'), '--save', ''];
  const log = keeping === 'nothing' ? ['--appendonly', 'no'] : ['--appendonly', 'yes', '--appendfsync', 'always'];
  // A backup is copied as by a replica: without a file of the server's own, and there is no second one to wait for.
  const copies = ['--repl-diskless-sync', 'yes', '--repl-diskless-sync-delay', '0'];
  return [...listen, ...files, ...log, ...copies, '--maxmemory', '0', '--maxmemory-policy', 'noeviction'];
}

/** Two servers over one append-only file would ruin it, so one that has lost its socket is ended before another starts. */
export async function endUnreachable(place: PrivatePlace): Promise<void> {
  const pidFile = join(place.folder, 'redis.pid');
  const pid = existsSync(pidFile) ? Number.parseInt(await readFile(pidFile, 'utf8'), 10) : Number.NaN;
  if (pid > 0 && (await isServerOf(place, pid))) await killServer(place, pid);
  await rm(place.socket, { force: true });
  await rm(pidFile, { force: true });
}

async function killServer(place: PrivatePlace, pid: number): Promise<void> {
  if (await isServerOf(place, pid)) process.kill(pid, 'SIGKILL');
  if (!(await isGone(place, pid))) throw new TemporaryError('redis-stays', `The private redis-server, process ${pid}, does not end.`);
}

async function isGone(place: PrivatePlace, pid: number): Promise<boolean> {
  const giveUpAt = Date.now() + endMs;
  while (await isServerOf(place, pid)) {
    if (Date.now() > giveUpAt) return false;
    await pause(lookAgainMs);
  }
  return true;
}

/** Whether a process is a redis-server over this place: a number found in a file may be another's by now. A dead, unreaped one is not. */
async function isServerOf(place: PrivatePlace, pid: number): Promise<boolean> {
  if (hasProc) {
    const [name, cwd] = await Promise.all([
      readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
      readlink(`/proc/${pid}/cwd`).catch(() => ''),
    ]);
    return name.startsWith('redis-server') && cwd === place.folder;
  }
  const line = await new Promise<string>((settle) => {
    execFile('ps', ['-o', 'stat=', '-o', 'command=', '-p', String(pid)], (_error, text) => settle(text));
  });
  return !line.trim().startsWith('Z') && line.includes('redis-server') && line.includes(place.socket);
}

async function lastLine(file: string): Promise<string> {
  const lines = (await readFile(file, 'utf8')).trim().split('\n');
  return lines.at(-1)?.slice(0, 300) ?? '';
}
