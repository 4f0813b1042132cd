import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { WebhookStore } from '../../src/application/ports.js';
import { hourMs, minuteMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { resending, start, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client).webhooks },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)).webhooks },
];

describe.each(ways)('how far receivers of events have heard, $way', ({ connect }) => {
  let webhooks: WebhookStore;
  beforeEach(() => {
    webhooks = connect();
  });

  it('begins once, goes on, and does not go back', async () => {
    expect(await webhooks.mark('oa')).toBeUndefined();
    await webhooks.begin('oa', 7);
    await webhooks.begin('oa', 9);
    expect(await webhooks.mark('oa')).toEqual({ no: 7 });
    await webhooks.accepted('oa', 12);
    await webhooks.accepted('oa', 10);
    expect(await webhooks.mark('oa')).toEqual({ no: 12 });
    expect(await webhooks.mark('other')).toBeUndefined();
  });

  it('counts a failing from its first time until something is accepted, and keeps none of a receiver that has not begun', async () => {
    await webhooks.failed('oa', start);
    await webhooks.accepted('oa', 3);
    expect(await webhooks.mark('oa')).toBeUndefined();
    await webhooks.begin('oa', 7);
    await webhooks.failed('oa', start);
    await webhooks.failed('oa', start + hourMs);
    expect(await webhooks.mark('oa')).toEqual({ no: 7, failingSince: start });
    await webhooks.accepted('oa', 8);
    expect(await webhooks.mark('oa')).toEqual({ no: 8 });
  });

  it('lets one process tell a receiver, until it gives it back; other receivers are others’', async () => {
    expect(await webhooks.hold('oa', 'one', minuteMs)).toBe(true);
    expect(await webhooks.hold('oa', 'two', minuteMs)).toBe(false);
    expect(await webhooks.hold('other', 'two', minuteMs)).toBe(true);
    await webhooks.yield('oa', 'two');
    expect(await webhooks.lease('oa')).toBe('one');
    await webhooks.yield('oa', 'one');
    expect(await webhooks.lease('oa')).toBeUndefined();
    expect(await webhooks.hold('oa', 'two', minuteMs)).toBe(true);
  });
});
