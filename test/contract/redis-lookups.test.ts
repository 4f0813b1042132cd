import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createLookups, type Lookups } from '../../src/adapters/redis/lookups.js';
import { scriptsOn } from '../../src/adapters/redis/scripts.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';

let redis: TestRedis;
let client: Redis;
let lookups: Lookups;

beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
afterAll(async () => {
  await redis.stop();
});
beforeEach(async () => {
  await redis.flush();
  lookups = createLookups(scriptsOn(client));
  // Redis gets to know the script.
  await lookups.exists('k');
  await client.hset('h', { a: '1', b: '' });
  await client.set('s', '甲');
  await client.zadd('z', 1, 'one', 2, 'two', 3, 'three');
});

/** How many scripts Redis was asked for meanwhile. */
async function scriptsDuring(work: () => Promise<unknown>): Promise<number> {
  const calls = async (): Promise<number> => Number(/cmdstat_evalsha:calls=(\d+)/.exec(await client.info('commandstats'))?.[1] ?? 0);
  const before = await calls();
  await work();
  return (await calls()) - before;
}

describe('look-ups', () => {
  it('give what is stored, and null where nothing is', async () => {
    expect(await lookups.get('s')).toBe('甲');
    expect(await lookups.get('none')).toBeNull();
    expect([await lookups.exists('s'), await lookups.exists('none')]).toEqual([true, false]);
    expect([await lookups.hget('h', 'a'), await lookups.hget('h', 'b'), await lookups.hget('none', 'a')]).toEqual(['1', '', null]);
    expect(await lookups.hmget('h', ['none', 'b', 'a', 'none'])).toEqual([null, '', '1', null]);
    expect(await lookups.all([{ command: 'ZRANGEBYSCORE', key: 'z', args: [2, '+inf'] }])).toEqual([['two', 'three']]);
  });

  it('that ask the same are asked once, and each gets its answer', async () => {
    const same = [
      lookups.get('s'),
      lookups.hget('h', 'a'),
      lookups.get('s'),
      lookups.hget('h', 'b'),
      lookups.hmget('h', ['a']),
      lookups.get('s'),
    ];
    expect(await Promise.all(same)).toEqual(['甲', '1', '甲', '', ['1'], '甲']);
  });

  it('of one turn are one command, for however many messages', async () => {
    const asked = await scriptsDuring(() =>
      Promise.all([
        lookups.get('s'),
        lookups.hmget('h', ['a']),
        Promise.resolve().then(() => lookups.hget('h', 'a')),
        lookups.all([
          { command: 'ZRANGE', key: 'z', args: [0, -1] },
          { command: 'HGET', key: 'h', args: ['a'] },
        ]),
      ]),
    );
    expect(asked).toBe(1);
  });

  it('that ask for nothing make no trip', async () => {
    expect(await scriptsDuring(async () => expect([await lookups.hmget('h', []), await lookups.all([])]).toEqual([[], []]))).toBe(0);
  });

  it('get each its own answers, in their order', async () => {
    const many = Array.from({ length: 120 }, (_, i) =>
      lookups.all([
        { command: 'HGET', key: 'h', args: [i % 2 === 0 ? 'a' : 'none'] },
        { command: 'ZRANGE', key: 'z', args: [i % 3, i % 3] },
      ]),
    );
    for (const [i, found] of (await Promise.all(many)).entries())
      expect(found).toEqual([i % 2 === 0 ? '1' : null, [['one', 'two', 'three'][i % 3]]]);
  });

  it('fail alone when what is stored is not what it should be', async () => {
    const [broken, right] = await Promise.allSettled([lookups.hget('s', 'a'), lookups.get('s')]);
    expect(broken).toMatchObject({ status: 'rejected', reason: { code: 'redis-refused' } });
    expect(right).toEqual({ status: 'fulfilled', value: '甲' });
  });
});
