import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { partsOf } from '../../src/adapters/redis/key-parts.js';
import { mustBeRestored, openRestoring } from '../../src/adapters/redis/restoring.js';
import { copyRedis } from '../../src/adapters/redis/snapshot.js';
import type { KeyPart } from '../../src/application/backup-port.js';
import { doubtSends } from '../../src/application/doubt-sends.js';
import type { World } from '../../src/application/world.js';
import { recordingLog } from '../harness/recording-log.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { auditTrail, notice, start, storesOn } from '../harness/stores.js';

const committee = 'qingshan';
const prefix = `zrt:{${committee}}:`;
let redis: TestRedis;
let client: Redis;

beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
  await client.config('SET', 'repl-diskless-sync-delay', '0');
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

async function partsIn(from: Redis): Promise<KeyPart[]> {
  const parts: KeyPart[] = [];
  for await (const part of partsOf(from, committee)) parts.push(part);
  return parts;
}

/** A key of each type, some of several pages, with bytes that are no text. */
async function filled(): Promise<void> {
  const many = Array.from({ length: 700 }, (_, i) => i);
  await client.set(`${prefix}text`, Buffer.from([0, 255, 128, 10, 34]));
  await client.set(`${prefix}passing`, 'x', 'PX', 3_600_000);
  await client.hset(`${prefix}hash`, Object.fromEntries(many.map((i) => [`东村#${i}`, `${i}`.repeat(80)])));
  await client.zadd(`${prefix}due`, ...many.flatMap((i) => [i * 1_788_000_123, `u${i}`]), '+inf', 'rider', '0.25', 'small');
  for (const i of many) await client.xadd(`${prefix}audit`, `${i + 1}-0`, 'at', i, 'object', i % 2 === 0 ? '' : '村');
  await client.set('zrt:{other}:text', 'theirs');
}

async function contentsOf(key: string): Promise<unknown> {
  const type = await client.type(key);
  if (type === 'hash') return client.hgetall(key);
  if (type === 'zset') return client.zrange(key, 0, '-1', 'WITHSCORES');
  return type === 'stream' ? client.xrange(key, '-', '+') : client.getBuffer(key);
}

async function everything(): Promise<Map<string, unknown>> {
  const keys = (await client.keys(`${prefix}*`)).toSorted();
  return new Map(await Promise.all(keys.map(async (key) => [key, await contentsOf(key)] as const)));
}

describe('keys that are put back', () => {
  it('hold byte for byte what they held, page after page, and pass when they would have passed', async () => {
    await filled();
    const before = await everything();
    const parts = await partsIn(client);
    expect(parts.filter(({ name }) => name === 'hash').length).toBeGreaterThan(2);
    expect(parts.filter(({ name }) => name === 'audit').length).toBe(2);
    await redis.flush();
    const restoring = openRestoring(client, committee);
    await restoring.begin();
    // As from a file, where the text went through JSON.
    await restoring.put(JSON.parse(JSON.stringify(parts)) as KeyPart[]);
    await restoring.end();
    expect(await everything()).toEqual(before);
    expect(await client.pttl(`${prefix}passing`)).toBeGreaterThan(3_500_000);
    expect(await client.get('zrt:{other}:text')).toBeNull();
    await restoring.begin().then(
      () => expect.unreachable(),
      (error: unknown) => expect(error).toMatchObject({ code: 'redis-not-empty' }),
    );
  });

  it('are not put beside anything of the committee, and what was begun and cut short is begun anew', async () => {
    await client.set(`${prefix}beat`, '1');
    await client.set('zrt:{other}:text', 'theirs');
    const restoring = openRestoring(client, committee);
    await expect(restoring.begin()).rejects.toMatchObject({ code: 'redis-not-empty' });
    expect(await client.get(`${prefix}beat`)).toBe('1');
    await client.del(`${prefix}beat`);
    await mustBeRestored(client, committee);

    await restoring.begin();
    await restoring.put([{ kind: 'key', name: 'half', type: 'stream', rows: ['1-0', '2', 'at', '5'] }]);
    await restoring.put([{ kind: 'key', name: 'over', type: 'string', rows: ['x'], expiresAt: Date.now() - 1 }]);
    await expect(mustBeRestored(client, committee)).rejects.toMatchObject({ code: 'restore-unfinished' });
    const again = openRestoring(client, committee);
    await again.begin();
    await again.put([{ kind: 'key', name: 'half', type: 'stream', rows: ['1-0', '2', 'at', '6'] }]);
    await again.end();
    await mustBeRestored(client, committee);
    expect(await everything()).toEqual(new Map([[`${prefix}half`, [['1-0', ['at', '6']]]]]));
    expect(await client.get('zrt:{other}:text')).toBe('theirs');
  });

  it('give out no number that somebody may have been told since', async () => {
    await client.hset(`${prefix}numbers`, { audit: 7, matter: 12 });
    await openRestoring(client, committee).leaveGap();
    expect(await client.hgetall(`${prefix}numbers`)).toEqual({ audit: '7', matter: '112', circular: '100', notice: '100' });
  });

  it('of what cannot be backed up are told, not left out', async () => {
    await client.sadd(`${prefix}set`, 'a');
    await expect(partsIn(client)).rejects.toMatchObject({ code: 'backup-unknown-type' });
  });
});

describe('a copy of a server', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'zrt-copy-'));
  });
  afterEach(() => rm(home, { recursive: true, force: true }));

  it('is of one moment while others write, and nothing of it is left', async () => {
    // Two counters that are only ever moved together.
    const moved = new AbortController();
    const writer = redis.client();
    const move = (): Promise<unknown> =>
      writer.eval(`redis.call('INCR', KEYS[1]) redis.call('INCR', KEYS[2])`, 2, `${prefix}a`, `${prefix}b`);
    await move();
    const writing = (async () => {
      while (!moved.signal.aborted) await move();
    })();
    const folder = join(home, 'copy');
    const copy = await copyRedis(client, { folder, log: recordingLog() });
    const [a, b] = await copy.client.mget(`${prefix}a`, `${prefix}b`);
    expect(Number(a)).toBeGreaterThan(0);
    expect(b).toBe(a);
    moved.abort();
    await writing;
    expect(Number(await client.get(`${prefix}a`))).toBeGreaterThan(Number(a));
    await copy.close();
    expect(await readdir(home)).toEqual([]);
  });

  it('that cannot be made leaves nothing and says why', async () => {
    await client.acl('SETUSER', 'clerk', 'on', '>secret', '~*', '+@all', '-psync', '-sync');
    const limited = client.duplicate({ username: 'clerk', password: 'secret' });
    const folder = join(home, 'copy');
    const copying = copyRedis(limited, { folder, log: recordingLog() });
    await expect(copying).rejects.toMatchObject({ code: 'redis-not-copied', message: expect.not.stringContaining('secret') });
    limited.disconnect();
    await client.acl('DELUSER', 'clerk');
    expect(await readdir(home)).toEqual([]);
  });
});

it('what a restored store would send is asked about first, and what is not due yet goes out in its time', async () => {
  const stores = storesOn(client);
  const later = start + 3_600_000;
  await stores.outbox.enqueue(
    [
      notice('n1', 'zhao', { notBefore: start }),
      notice('n2', 'ma', { notBefore: start, urgent: true }),
      notice('n3', 'li', { notBefore: later }),
    ],
    start,
  );
  const world = { stores, processId: 'restore' } as World;
  expect(await doubtSends(world, start)).toBe(2);
  expect(await doubtSends(world, start)).toBe(0);
  expect((await stores.outbox.expire(start + 1)).map(({ id }) => id).toSorted()).toEqual(['n1', 'n2']);
  expect(await stores.outbox.due('normal', later, 10)).toEqual([{ kind: 'person', person: 'li' }]);
  expect(await stores.household.courier()).toBeUndefined();
  expect(await auditTrail(client)).toEqual([]);
});
