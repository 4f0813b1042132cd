import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Redis } from 'ioredis';
import { describe, expect, it } from 'vitest';
import { startTestRedis } from '../harness/redis.js';

describe('the Redis of a test', () => {
  it('is empty, private and gone afterwards', async () => {
    const [one, other] = await Promise.all([startTestRedis(), startTestRedis()]);
    await one.client().set('unit', 'dongcun');
    expect(await other.client().keys('*')).toEqual([]);
    await one.flush();
    expect(await one.client().dbsize()).toBe(0);
    await Promise.all([one.stop(), other.stop()]);
    expect([existsSync(one.folder), existsSync(other.folder)]).toEqual([false, false]);
  });

  it('keeps what it said it kept through a kill when it is append-only', async () => {
    const redis = await startTestRedis({ appendOnly: true });
    await redis.client().set('unit', 'dongcun');
    await redis.kill();
    await redis.restart();
    expect(await redis.client().get('unit')).toBe('dongcun');
    await redis.stop();
  });

  it('forgets everything through a kill when it is not', async () => {
    const redis = await startTestRedis();
    await redis.client().set('unit', 'dongcun');
    await redis.restart();
    expect(await redis.client().dbsize()).toBe(0);
    await redis.stop();
  });

  it('rejects on stop when a client was leaked', async () => {
    const redis = await startTestRedis();
    const leaked = new Redis({ ...redis.options, retryStrategy: () => null });
    await leaked.ping();
    const gone = once(leaked, 'end');
    await expect(redis.stop()).rejects.toThrow('clients still connected');
    await gone;
    expect(existsSync(redis.folder)).toBe(false);
  });
});
