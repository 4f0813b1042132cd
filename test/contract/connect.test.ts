import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exclusively } from '../../src/adapters/files/home-lock.js';
import { createClient, openRedis, type OpenRedis } from '../../src/adapters/redis/connect.js';
import { judgeServer } from '../../src/adapters/redis/inspect-server.js';
import { recordingLog, type RecordingLog } from '../harness/recording-log.js';
import { freePort, startTcpRedis, type TcpRedis } from '../harness/tcp-redis.js';

let home: string;
let log: RecordingLog;
const servers: TcpRedis[] = [];
const opened: OpenRedis[] = [];
const clients: Redis[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'zrt-connect-'));
  log = recordingLog();
});
afterEach(async () => {
  for (const redis of opened.splice(0)) await redis.close();
  for (const client of clients.splice(0)) client.disconnect();
  for (const server of servers.splice(0)) await server.stop();
  await rm(home, { recursive: true, force: true });
});

async function serve(...settings: string[]): Promise<TcpRedis> {
  const server = await startTcpRedis(...settings);
  servers.push(server);
  return server;
}

async function open(url: string | undefined, more: { use?: 'command'; patienceMs?: number } = {}): Promise<OpenRedis> {
  const redis = await openRedis({ env: url === undefined ? {} : { REDIS_URL: url }, home, log, exclusively, use: 'bot', ...more });
  opened.push(redis);
  return redis;
}

function connect(port: number): Redis {
  const client = createClient({ url: `redis://127.0.0.1:${port}` }, log);
  clients.push(client);
  return client;
}

const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => (error instanceof Error ? error.name : error),
  );

describe('opening Redis', () => {
  it('uses the private one when REDIS_URL is unset or empty, and ends it on close', async () => {
    const redis = await open('');
    expect([await redis.client.set('unit', 'dongcun'), redis.warnings]).toEqual(['OK', []]);
    await redis.close();
    await expect(redis.client.get('unit')).rejects.toThrow('Connection is closed');
    expect(await (await open(undefined, { use: 'command' })).client.get('unit')).toBe('dongcun');
  });

  it('lets a command beside the bot use the bot’s', async () => {
    const bot = await open(undefined);
    const command = await open(undefined, { use: 'command' });
    await command.client.set('unit', 'dongcun');
    await command.close();
    expect(await bot.client.get('unit')).toBe('dongcun');
  });

  it('uses the one of REDIS_URL, with its password, and leaves it running', async () => {
    const { port } = await serve('--appendonly', 'yes', '--maxmemory-policy', 'noeviction', '--requirepass', 'canary');
    const redis = await open(`redis://:canary@127.0.0.1:${port}/3`);
    expect([await redis.client.set('unit', 'x'), redis.warnings, log.entries]).toEqual(['OK', [], []]);
    await redis.close();
    await expect(open(`redis://:canary@127.0.0.1:${port}`)).resolves.toBeDefined();
  });

  it.each(['localhost:6379', 'http://host:6379', 'redis://', 'redis:///socket', 'x y'])('refuses %j as REDIS_URL', async (url) => {
    await expect(open(url)).rejects.toMatchObject({ name: 'ValidationError', code: 'redis-url-invalid' });
  });

  it('waits for one that is just coming up', async () => {
    const server = await serve();
    await server.kill();
    const opening = open(`redis://127.0.0.1:${server.port}`);
    await log.next('Redis cannot be reached');
    await server.restart();
    expect(await (await opening).client.ping()).toBe('PONG');
  });

  it('gives up in time and names host and port, never the password', async () => {
    const port = await freePort();
    const error: unknown = await open(`redis://user:canary@127.0.0.1:${port}`, { patienceMs: 500 }).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      name: 'PermanentError',
      code: 'redis-unreachable',
      message: expect.stringContaining(`127.0.0.1:${port}`),
    });
    expect(JSON.stringify([error, log.entries], allProperties)).not.toContain('canary');
  });

  it.each(['redis://:canary@', 'redis://'])('says at once that the login is refused: %s', async (start) => {
    const { port } = await serve('--requirepass', 'right');
    const error: unknown = await open(`${start}127.0.0.1:${port}`).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'redis-login', message: expect.stringContaining(`127.0.0.1:${port}`) });
    expect(JSON.stringify(error, allProperties)).not.toContain('canary');
  });

  it('gives up on something that accepts connections and says nothing', async () => {
    const silent = createServer((socket) => socket.resume()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : 0;
    await expect(open(`redis://127.0.0.1:${port}`, { patienceMs: 500 })).rejects.toMatchObject({ code: 'redis-unreachable' });
    silent.close();
    await once(silent, 'close');
  });
});

/** Errors hide what they hold from JSON. */
function allProperties(_name: string, value: unknown): unknown {
  return value instanceof Error
    ? Object.fromEntries(Object.getOwnPropertyNames(value).map((name) => [name, Reflect.get(value, name)]))
    : value;
}

describe('an outside Redis', () => {
  it('is refused when it may drop what is stored', async () => {
    const { port } = await serve('--maxmemory', '100mb', '--maxmemory-policy', 'allkeys-lru');
    await expect(open(`redis://127.0.0.1:${port}`)).rejects.toMatchObject({ name: 'PermanentError', code: 'redis-evicts' });
  });

  it('is used with warnings when it could come to drop or lose something', async () => {
    const { port } = await serve('--maxmemory-policy', 'volatile-ttl');
    const { warnings } = await open(`redis://127.0.0.1:${port}`);
    expect(warnings.map(({ finding }) => finding)).toEqual(['redis-may-evict', 'redis-no-append-only']);
    expect(log.entries.map(({ level, facts }) => [level, facts])).toEqual(warnings.map(({ finding }) => ['warn', { finding }]));
  });

  it('is judged by INFO when it forbids CONFIG', async () => {
    const { port } = await serve(
      '--maxmemory',
      '100mb',
      '--maxmemory-policy',
      'allkeys-lru',
      '--user',
      ...'managed on >pw ~* +@all -config'.split(' '),
    );
    await expect(open(`redis://managed:pw@127.0.0.1:${port}`)).rejects.toMatchObject({ code: 'redis-evicts' });
  });

  it('is used with a warning when it tells nothing', async () => {
    const { port } = await serve('--user', ...'managed on >pw ~* +@all -config -info'.split(' '));
    const { warnings } = await open(`redis://managed:pw@127.0.0.1:${port}`);
    expect(warnings.map(({ finding }) => finding)).toEqual(['redis-unchecked']);
  });

  it.each([
    ['6.2.0', []],
    ['7.0.15', []],
    ['10.0.0', []],
    ['6.0.16', ['redis-old']],
    ['5.0.14', ['redis-old']],
  ])('of version %s has the warnings %j', (version, findings) => {
    const warnings = judgeServer({ version, maxMemory: 1, policy: 'noeviction', appendOnly: true });
    expect(warnings.map(({ finding }) => finding)).toEqual(findings);
  });

  it('that tells a dropping policy and no limit is refused', () => {
    expect(() => judgeServer({ version: '7.0.0', policy: 'allkeys-lfu', appendOnly: true })).toThrow(
      expect.objectContaining({ code: 'redis-evicts' }),
    );
  });
});

describe('a client', () => {
  it('carries a command through a short restart and logs the outage once', async () => {
    const server = await serve();
    const client = connect(server.port);
    await client.set('one', '1');
    const away = log.next('Redis cannot be reached');
    await server.kill();
    const writing = client.set('two', '2');
    await away;
    await server.restart();
    expect([await writing, await client.get('two')]).toEqual(['OK', '2']);
    expect(log.entries.map(({ message }) => message)).toEqual(['Redis cannot be reached', 'Redis is reached again']);
  });

  it('rejects within seconds what is written during an outage, and never sends it afterwards', async () => {
    const server = await serve();
    const client = connect(server.port);
    await client.ping();
    await server.kill();
    const writing = Promise.all(Array.from({ length: 1000 }, (_, no) => codeOf(client.set(`late-${no}`, '1'))));
    expect(new Set(await writing)).toEqual(new Set(['MaxRetriesPerRequestError']));
    await server.restart();
    expect(await client.dbsize()).toBe(0);
  });

  it('rejects after 5 s what a frozen Redis does not answer, and is of use again when it thaws', async () => {
    const server = await serve();
    const client = connect(server.port);
    await client.ping();
    process.kill(server.pid, 'SIGSTOP');
    await expect(client.set('unit', 'x')).rejects.toThrow('Command timed out');
    process.kill(server.pid, 'SIGCONT');
    expect(await client.ping()).toBe('PONG');
  });
});
