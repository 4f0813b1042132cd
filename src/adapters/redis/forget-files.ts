/** Makes Redis write its files anew, so that what was replaced stands in none of them. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import { guard } from './guard.js';
import { answered, parseInfo } from './inspect-server.js';
import { removeLeftovers } from './private-leftovers.js';

type Facts = ReadonlyMap<string, string>;

const lookAgainMs = 25;
/** Many gigabytes take minutes. */
const patienceMs = 30 * 60_000;
const replicaMs = 3_000;
const attempts = 5;
const needed = ['BGREWRITEAOF', 'BGSAVE'] as const;

/**
 * Throws a PermanentError `redis-keeps-old` where the server, or the account on it, does not allow its files to be written anew. A server that
 * does not tell is believed to allow it.
 */
export async function mayForgetFiles(client: Redis): Promise<void> {
  const known: unknown = await answered(() => client.call('COMMAND', 'INFO', ...needed));
  const user: unknown = await answered(() => client.call('ACL', 'WHOAMI'));
  for (const [index, command] of needed.entries()) {
    const absent = Array.isArray(known) && known[index] === null;
    const tried: unknown = typeof user === 'string' ? await answered(() => client.call('ACL', 'DRYRUN', user, command)) : undefined;
    const forbidden = typeof tried === 'string' && tried !== 'OK';
    if (absent || forbidden) {
      throw new PermanentError(
        'redis-keeps-old',
        `Redis does not allow ${command} here, so the old key would still open what is in its files. The key was not changed.`,
      );
    }
  }
}

/**
 * Resolves when the append-only file and the dump have been written anew, replicas have followed, and what scripts were called with is no longer
 * in the log of slow commands. `folder`: that of the private Redis, which keeps no dump; there, files that nothing refers to any more are removed.
 *
 * Throws a TemporaryError `redis-not-rewritten` when the server could not do so; it may be tried again. The files of replicas are their own.
 */
export async function forgetOldFiles(client: Redis, folder?: string): Promise<void> {
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const before = await atRest(client);
    const wants = [
      ...(before.get('aof_enabled') === '1' ? (['BGREWRITEAOF'] as const) : []),
      ...(folder === undefined ? (['BGSAVE'] as const) : []),
    ];
    let begun = true;
    for (const command of wants) begun = (await carriedOut(client, command)) && begun;
    const after = await atRest(client);
    // One that was started again in between has forgotten that it was to write its files.
    if (!begun || before.get('run_id') !== after.get('run_id')) continue;
    if (after.get('aof_last_bgrewrite_status') !== 'ok' || after.get('rdb_last_bgsave_status') !== 'ok') throw notRewritten();
    if (folder !== undefined) await removeLeftovers(folder, () => atRest(client));
    await followed(client, Number(after.get('connected_slaves') ?? 0));
    await answered(() => client.call('SLOWLOG', 'RESET'));
    return;
  }
  throw notRewritten();
}

/** False: Redis has just begun something by itself that has to end first. */
async function carriedOut(client: Redis, command: (typeof needed)[number]): Promise<boolean> {
  try {
    await client.call(command);
    await atRest(client);
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError' && /in progress|is active/.test(error.message)) return false;
    return guard(Promise.reject(error instanceof Error ? error : new TypeError('not an error')));
  }
}

async function followed(client: Redis, replicas: number): Promise<void> {
  if (replicas > 0 && (await guard(client.wait(replicas, replicaMs))) < replicas) throw notRewritten();
}

/** What the server says of itself once nothing is being written. */
async function atRest(client: Redis): Promise<Facts> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const facts = parseInfo(await guard(client.info()));
    const busy = ['aof_rewrite_in_progress', 'aof_rewrite_scheduled', 'rdb_bgsave_in_progress'].some((field) => facts.get(field) === '1');
    if (!busy) return facts;
    if (Date.now() > giveUpAt) throw notRewritten();
    await pause(lookAgainMs);
  }
}

function notRewritten(): TemporaryError {
  return new TemporaryError('redis-not-rewritten', 'Redis could not write its files anew; see its log. The same command goes on with it.');
}
