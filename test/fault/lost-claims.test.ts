import { once } from 'node:events';
import { Redis } from 'ioredis';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createClient } from '../../src/adapters/redis/connect.js';
import type { Stores } from '../../src/application/ports.js';
import { minuteMs } from '../../src/domain/time.js';
import { recordingLog } from '../harness/recording-log.js';
import { openRedisLine, type RedisLine } from '../harness/redis-line.js';
import { notice, start, storesOn } from '../harness/stores.js';
import { startTcpRedis, type TcpRedis } from '../harness/tcp-redis.js';

const courier = 'courier-one';
const wang = { kind: 'person', person: 'wang' } as const;

let redis: TcpRedis;
let line: RedisLine;
let client: Redis;
let direct: Redis;
let stores: Stores;

beforeEach(async () => {
  redis = await startTcpRedis();
  line = await openRedisLine(redis.port);
  client = createClient({ url: line.url }, recordingLog());
  direct = new Redis(redis.port);
  stores = storesOn(client);
  await stores.household.holdCourier(courier, minuteMs);
  await stores.outbox.enqueue([notice('n', 'wang')], start);
});
afterEach(async () => {
  for (const one of [client, direct]) {
    const ended = once(one, 'end');
    one.disconnect();
    await ended;
  }
  await line.close();
  await redis.stop();
});

const claim = (by: Stores, now = start) => by.outbox.claim(courier, 'normal', wang, now, now + minuteMs);

test('a claim whose answer was lost is given back, for nothing was sent under it, and nobody is asked about it', async () => {
  // By now Redis knows the script.
  await claim(stores);
  await stores.outbox.release(['n'], start);
  line.swallowRepliesFrom(courier);
  const claiming = claim(stores);
  await vi.waitFor(async () => expect(await direct.zcard('zrt:{qingshan}:sending')).toBe(1), { timeout: 10_000 });
  line.cut();
  await expect(claiming).rejects.toMatchObject({ name: 'TemporaryError' });
  line.mend();
  expect(await stores.outbox.expire(start + 10 * minuteMs)).toEqual([]);
  expect(await stores.outbox.due('normal', start + 10 * minuteMs, 10)).toEqual([wang]);
  expect(await claim(stores, start + 10 * minuteMs)).toMatchObject([{ id: 'n' }]);
});

test('a claim that somebody else has taken over after its lease is not held any more, nor is one that was settled', async () => {
  const [mine] = await claim(stores);
  expect(mine?.id).toBe('n');
  expect(await stores.outbox.stillClaimed(['n'])).toBe(true);
  const others = storesOn(direct);
  expect(await others.outbox.stillClaimed(['n'])).toBe(false);
  const [lost] = await others.outbox.expire(start + 2 * minuteMs);
  expect(await stores.outbox.stillClaimed(['n'])).toBe(false);
  expect(await others.outbox.resolve(lost?.no ?? 0, 'resend', 'he', start, [], 'op')).toBe(true);
  expect(await claim(others)).toMatchObject([{ id: 'n' }]);
  expect([await stores.outbox.stillClaimed(['n']), await others.outbox.stillClaimed(['n'])]).toEqual([false, true]);
});
