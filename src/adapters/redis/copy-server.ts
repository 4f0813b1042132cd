/** Copies everything a Redis holds at one moment into a file, as a replica would get it. Whoever writes goes on writing. */
import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import type { RedisOptions } from 'ioredis';
import { PermanentError, TemporaryError } from '../../domain/errors.js';

/** Many gigabytes take minutes. */
const patienceMs = 30 * 60_000;
const toldCharacters = 300;

/**
 * Throws a PermanentError `redis-absent` (redis-cli is not installed), a TemporaryError `redis-not-copied` with what it said: the server was lost,
 * or does not allow SYNC.
 */
export async function copyServer(from: RedisOptions, file: string): Promise<void> {
  // It would write over the beginning of an older one only.
  await rm(file, { force: true });
  const told = await run([...placeOf(from), '--no-auth-warning', '--rdb', file], from.password ?? undefined);
  if (told === undefined) return;
  throw new TemporaryError(
    'redis-not-copied',
    `Redis could not be copied; its user must be allowed SYNC and PSYNC. redis-cli said: ${told}`,
  );
}

function placeOf({ path, host = '127.0.0.1', port = 6379, username, tls }: RedisOptions): string[] {
  if (path !== undefined && path !== null) return ['-s', path];
  const user = username === undefined || username === null || username === '' ? [] : ['--user', username];
  return ['-h', host, '-p', String(port), ...user, ...(tls === undefined ? [] : ['--tls', '--sni', host])];
}

/** The last that was said, when it failed. The password goes by the environment: arguments are seen by every user of the machine. */
async function run(args: readonly string[], password: string | undefined): Promise<string | undefined> {
  const env = { ...process.env, ...(password === undefined || password === '' ? {} : { REDISCLI_AUTH: password }) };
  const child = spawn('redis-cli', args, { env, stdio: ['ignore', 'ignore', 'pipe'], timeout: patienceMs, killSignal: 'SIGKILL' });
  let told = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => void (told = (told + text).slice(-toldCharacters)));
  const code = await new Promise<number | null>((settle, fail) => {
    child.once('error', (cause) =>
      fail(new PermanentError('redis-absent', 'redis-cli is not installed; it comes with redis-server (Debian: redis-tools).', cause)),
    );
    child.once('close', settle);
  });
  return code === 0 ? undefined : (told.trim().split('\n').at(-1) ?? '');
}
