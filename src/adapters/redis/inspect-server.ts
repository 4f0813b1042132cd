/** Decides whether an outside Redis may be trusted with what is stored for years. */
import type { Redis } from 'ioredis';
import { PermanentError, TemporaryError } from '../../domain/errors.js';

/** `finding` names the text shown to people; `message` is for the log. */
export interface ServerWarning {
  finding: 'redis-may-evict' | 'redis-no-append-only' | 'redis-old' | 'redis-unchecked';
  message: string;
}

/** What a server says of itself; absent: it does not tell. */
export interface ServerFacts {
  version?: string;
  /** Bytes; 0: no limit. */
  maxMemory?: number;
  policy?: string;
  appendOnly?: boolean;
}

/**
 * Reads the server's facts and judges them. A managed Redis that forbids CONFIG is judged by INFO.
 *
 * Throws a PermanentError `redis-evicts`, a TemporaryError `redis-lost`.
 */
export async function inspectServer(client: Redis): Promise<ServerWarning[]> {
  return judgeServer(await readFacts(client));
}

/**
 * A server with a memory limit must refuse writes when full, never drop keys: refused with a PermanentError `redis-evicts`. Without a limit
 * nothing is dropped today, so a dropping policy is a warning, as are no append-only file and a version before 6.2.
 */
export function judgeServer({ version, maxMemory, policy, appendOnly }: ServerFacts): ServerWarning[] {
  const warnings: ServerWarning[] = [];
  const drops = policy !== undefined && policy !== 'noeviction';
  if (drops && maxMemory !== 0) {
    throw new PermanentError('redis-evicts', `Redis may drop what is stored: its maxmemory-policy is ${policy}. Set it to noeviction.`);
  }
  if (drops) {
    warnings.push({
      finding: 'redis-may-evict',
      message: `Redis' maxmemory-policy is ${policy}; once maxmemory is set it drops what is stored`,
    });
  }
  if (appendOnly === false) {
    warnings.push({ finding: 'redis-no-append-only', message: 'Redis keeps no append-only file; a crash loses the last minutes' });
  }
  if (version !== undefined && isBefore(version, 6, 2))
    warnings.push({ finding: 'redis-old', message: `Redis ${version} is older than 6.2` });
  if (policy === undefined || appendOnly === undefined || version === undefined) {
    warnings.push({
      finding: 'redis-unchecked',
      message: 'Redis does not tell how safely it stores; check maxmemory-policy and appendonly by hand',
    });
  }
  return warnings;
}

function isBefore(version: string, major: number, minor: number): boolean {
  const [one = 0, two = 0] = version.split('.').map(Number);
  return one < major || (one === major && two < minor);
}

async function readFacts(client: Redis): Promise<ServerFacts> {
  const info = parseInfo(await answered(() => client.info()));
  const maxMemory = (await setting(client, 'maxmemory')) ?? info.get('maxmemory');
  const policy = (await setting(client, 'maxmemory-policy')) ?? info.get('maxmemory_policy');
  const appendOnly = (await setting(client, 'appendonly')) ?? info.get('aof_enabled');
  const version = info.get('redis_version');
  return {
    ...(version === undefined ? {} : { version }),
    ...(maxMemory === undefined ? {} : { maxMemory: Number(maxMemory) }),
    ...(policy === undefined ? {} : { policy }),
    ...(appendOnly === undefined ? {} : { appendOnly: appendOnly === 'yes' || appendOnly === '1' }),
  };
}

async function setting(client: Redis, name: string): Promise<string | undefined> {
  const reply: unknown = await answered(() => client.call('CONFIG', 'GET', name));
  const value: unknown = Array.isArray(reply) ? reply[1] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** Undefined where the server refuses the command; a lost connection is another matter and rejects. */
export async function answered<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError') return undefined;
    throw new TemporaryError('redis-lost', 'Redis was lost while it was being asked about itself.', error);
  }
}

/** The fields of INFO. */
export function parseInfo(text: string | undefined): Map<string, string> {
  const lines = (text ?? '').split(/\r?\n/).filter((line) => line.includes(':'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}
