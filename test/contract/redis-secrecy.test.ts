import { inspect } from 'node:util';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { guard } from '../../src/adapters/redis/guard.js';
import { keysOf } from '../../src/adapters/redis/keys.js';
import { PermanentError, TemporaryError, ValidationError } from '../../src/domain/errors.js';
import { hourMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import {
  body,
  change,
  cycleId,
  cycleOf,
  notice,
  openCycle,
  reply,
  request,
  scopesOf,
  start,
  step,
  storesOn,
  taskOf,
} from '../harness/stores.js';

const canary = '金丝雀 canary-7f3a';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

/** Puts the canary everywhere people's words can go. */
async function useEverything(): Promise<void> {
  const { cycles, replies, conversation, circulars, matters, rounds, outbox, household } = storesOn(client);
  const announced = notice('n1', 'li', { facts: { canary }, cycle: cycleId });
  const receipt = { to: 'li', text: `${canary} \uFFFC` };
  await cycles.watermark('monthly', 'cron', start);
  await cycles.recordMissed('monthly', start, 'superseded', start);
  await cycles.open(cycleOf(), start, [announced], 'bot', scopesOf);
  await cycles.takeStep(step('a', 0, { circulate: true, notices: [notice('n2', 'li', { facts: { canary } })] }), 'bot', start);
  await cycles.takeStep(step('b', 0, { circulate: true }), 'bot', start);
  await cycles.takeDue(cycleId, start, 1, hourMs);
  await conversation.claim(
    {
      id: 'm0',
      person: 'li',
      dialog: { kind: 'confirm-command', command: canary },
      draft: { cycle: cycleId, unit: 'a', body: { answers: { issue: { type: 'text', text: canary } } } },
    },
    start,
  );
  await conversation.greetStranger(canary, '2026-08-25');
  await replies.record(reply('m1', 'c', { body: body(canary), receipt, dialog: { kind: 'confirm-command', command: canary } }), start);
  await replies.record(
    reply('m2', 'c', { body: body(canary), receipt, after: 1, notices: [notice('n3', 'li', { facts: { canary } })] }),
    start,
  );
  await replies.explain({ messageId: 'm3', cycle: cycleId, unit: 'a', by: 'li', at: start, text: canary, receipt }, start);
  const drafted = await circulars.draft(cycleId, ['a'], () => [notice('n4', 'zhou', { facts: { canary } })], start);
  await circulars.decide(
    { no: drafted?.no ?? 0, messageId: 'm4', state: 'withheld', by: 'zhou', reason: canary, notices: [], receipt },
    start,
  );
  const asked = request(await matters.number('request/m5'), 'a', { reason: canary, words: canary });
  const dialog = { kind: 'confirm-command', command: canary } as const;
  await matters.write(
    change(asked, { notices: [notice('n5', 'li', { facts: { canary } })], said: { messageId: 'm5', receipt, dialog } }),
    start,
  );
  await matters.write(change({ ...asked, version: 1, settledAt: start }), start);
  const words = [{ by: 'li', at: start, words: canary, files: [] }];
  await matters.write(change({ ...taskOf(2), evidence: words, sentBack: words, text: canary }), start);
  const round = { schedule: 'node', kind: 'reminder', plannedAt: start, openedAt: start, recipients: 1 } as const;
  await rounds.open(round, [notice('n6', 'li', { facts: { canary } })], [{ person: 'li', text: 'text-1' }], 'bot');
  await household.noteAct('m6', 'wang', 'decided', start);
  await household.holdCourier('here', hourMs);
  await outbox.claim('here', 'normal', { kind: 'person', person: 'li' }, start, start + hourMs);
  await outbox.settle(['n1'], 'unknown', start, 'timed-out', []);
  await outbox.noteSend(start, 'li', ['monthly']);
  await household.beat(start, 1);
  await household.beat(start + hourMs, 1);
}

/** Every value of every key, as it would stand in the files. */
async function everyValue(): Promise<{ key: string; text: string }[]> {
  const keys = await client.keys('*');
  return Promise.all(
    keys.map(async (key) => {
      const type = await client.type(key);
      switch (type) {
        case 'string':
          return { key, text: (await client.get(key)) ?? '' };
        case 'hash':
          return { key, text: JSON.stringify(await client.hgetall(key)) };
        case 'zset':
          return { key, text: JSON.stringify(await client.zrange(key, 0, '-1')) };
        case 'set':
          return { key, text: JSON.stringify(await client.smembers(key)) };
        case 'stream':
          return { key, text: JSON.stringify(await client.xrange(key, '-', '+')) };
        default:
          throw new Error(`${key} is a ${type}`);
      }
    }),
  );
}

describe('what stands in Redis', () => {
  it('holds nobody’s words in plain text, and no stranger’s account', async () => {
    await useEverything();
    const values = await everyValue();
    expect(values.length).toBeGreaterThan(40);
    for (const { key, text } of values) {
      expect(`${key} ${text}`).not.toContain('金丝雀');
      expect(`${key} ${text}`).not.toContain('canary');
    }
  });

  it('is all under the committee’s own hash tag', async () => {
    await useEverything();
    expect((await client.keys('*')).filter((key) => !key.startsWith('zrt:{qingshan}:'))).toEqual([]);
  });

  it('is not seen by another committee on the same server', async () => {
    await useEverything();
    const other = storesOn(client, 'other-town');
    expect(await other.cycles.openCycles()).toEqual([]);
    expect(await other.conversation.seen('m1')).toBe(false);
    expect(await openCycle(other)).toBe(true);
  });

  it('cannot be opened any more when the cycle’s data key is gone, except by who still has it', async () => {
    await useEverything();
    await client.hdel(keysOf('qingshan').dataKeys, cycleId);
    await expect(storesOn(client).replies.latest(cycleId, 'c')).rejects.toMatchObject({ code: 'data-key-gone' });
  });

  it('does not open when an answer was moved to another unit', async () => {
    await useEverything();
    const { answers } = keysOf('qingshan').cycle(cycleId);
    await client.hset(answers, 'd', (await client.hget(answers, 'c')) ?? '');
    await expect(storesOn(client).replies.latest(cycleId, 'd')).rejects.toMatchObject({ code: 'sealed-broken' });
  });

  it('does not open when a matter was put in another’s place, or an earlier version in that of a later one', async () => {
    await useEverything();
    const [first, second] = [1, 2].map((no) => keysOf('qingshan').matter(no));
    await client.hset(second ?? '', 'body', (await client.hget(first ?? '', 'body')) ?? '');
    await expect(storesOn(client).matters.matter(2)).rejects.toMatchObject({ code: 'sealed-broken' });
    await client.hset(first ?? '', 'version', '1');
    await expect(storesOn(client).matters.matter(1)).rejects.toMatchObject({ code: 'sealed-broken' });
  });

  it('belongs to committees whose id cannot break out of the hash tag', () => {
    for (const id of ['', 'a}b', 'Ä', 'a:b', 'a b']) expect(() => keysOf(id), id).toThrow(ValidationError);
  });
});

describe('an error that leaves the stores', () => {
  function everythingIn(error: unknown): string {
    const seen = new Set<unknown>();
    const describeError = (value: unknown): string => {
      if (typeof value !== 'object' || value === null) return inspect(value);
      if (seen.has(value)) return '';
      seen.add(value);
      return [inspect(value), ...Object.getOwnPropertyNames(value).map((name) => describeError(Reflect.get(value, name)))].join(' ');
    };
    return describeError(error);
  }

  async function errorOf(failing: Promise<unknown>): Promise<unknown> {
    return failing.then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it('holds no arguments of the command, when Redis refuses it', async () => {
    const stores = storesOn(client);
    await openCycle(stores);
    await client.set(keysOf('qingshan').cycle(cycleId).answers, 'of the wrong type');
    const error = await errorOf(stores.replies.record(reply('m1', 'a', { body: body(canary), by: 'canary-person' }), start));
    expect(error).toBeInstanceOf(PermanentError);
    expect(error).toMatchObject({ code: 'redis-refused' });
    expect(error).not.toHaveProperty('cause');
    expect(everythingIn(error)).not.toContain('canary');
    expect(everythingIn(error)).not.toContain('m1');
  });

  it('holds none of what Redis quotes of an unknown command', async () => {
    const error = await errorOf(guard(client.call('nonsense', canary)));
    expect(error).toMatchObject({ code: 'redis-refused' });
    expect(everythingIn(error)).not.toContain('canary');
  });

  it('is temporary when Redis is gone or busy loading, full or read-only', async () => {
    const own = await startTestRedis();
    const lonely = own.client();
    const stores = storesOn(lonely);
    await stores.household.ping();
    await lonely.config('SET', 'maxmemory', '1');
    expect(await errorOf(stores.cycles.watermark('monthly', 'cron', start))).toMatchObject({ code: 'redis-oom' });
    await lonely.config('SET', 'maxmemory', '0');
    await lonely.replicaof('127.0.0.1', '1');
    expect(await errorOf(stores.cycles.watermark('monthly', 'cron', start))).toMatchObject({ code: 'redis-readonly' });
    lonely.options.maxRetriesPerRequest = 0;
    lonely.on('error', () => undefined);
    await own.kill();
    const error = await errorOf(stores.conversation.claim({ id: canary }, start));
    expect(error).toBeInstanceOf(TemporaryError);
    expect(error).toMatchObject({ code: 'redis-unavailable' });
    expect(everythingIn(error)).not.toContain('canary');
    await own.stop();
  });
});
