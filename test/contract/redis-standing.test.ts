import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Stores } from '../../src/application/ports.js';
import { dayMs, minuteMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { cycleId, notice, openCycle, reply, scopesOf, start, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
let stores: Stores;

beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
afterAll(async () => {
  await redis.stop();
});
beforeEach(async () => {
  await redis.flush();
  stores = storesOn(client);
});

async function standing(person: string, units: string[]): Promise<string[]> {
  const found = await stores.cycles.standing(person, units);
  return found.map(({ cycle, unit, record }) => `${cycle.id} ${unit} ${record.state}`);
}

describe('how a person’s units stand', () => {
  it('is told for every open cycle they are in, the newest first', async () => {
    await openCycle(stores);
    expect(await standing('li', ['a', 'elsewhere'])).toEqual([`${cycleId} a pending`]);
    await openCycle(stores, { id: 'later', openedAt: start + dayMs });
    await openCycle(stores, { id: 'others', openedAt: start + 2 * dayMs, units: ['b'] });
    expect(await standing('li', ['a'])).toEqual(['later a pending', `${cycleId} a pending`]);
  });

  it('is as of now, whatever was told before', async () => {
    await openCycle(stores);
    expect(await standing('li', ['a'])).toEqual([`${cycleId} a pending`]);
    await stores.replies.record(reply('m1', 'a'), start);
    expect(await standing('li', ['a'])).toEqual([`${cycleId} a answered`]);
    await storesOn(client).cycles.close(cycleId, start + dayMs);
    expect(await standing('li', ['a'])).toEqual([]);
  });

  it('takes in the units whose prompt they got, whoever answers for them now', async () => {
    await openCycle(stores);
    const prompt = notice('prompt/c', 'li', { kind: 'prompt', cycle: cycleId, unit: 'c' });
    await stores.outbox.enqueue([prompt], start);
    await stores.household.holdCourier('here', minuteMs);
    await stores.outbox.claim('here', 'normal', prompt.to, start, start + minuteMs);
    const effect = {
      kind: 'prompted',
      cycle: cycleId,
      unit: 'c',
      by: 'li',
      at: start,
      step: 2,
      nextDue: start + dayMs,
      scopes: scopesOf('c'),
    } as const;
    await stores.outbox.settle([prompt.id], 'sent', start, undefined, [effect]);
    const found = await stores.cycles.standing('li', ['a']);
    expect(found.map(({ unit, asked }) => [unit, asked])).toEqual([
      ['a', false],
      ['c', true],
    ]);
  });

  it('says who has an answer under way', async () => {
    await openCycle(stores);
    const draft = { cycle: cycleId, unit: 'b', body: { answers: {} } };
    await stores.conversation.claim({ id: 'm1', person: 'li', draft }, start);
    const found = await stores.cycles.standing('li', ['a', 'b']);
    expect(found.map(({ unit, mayHaveDraft }) => [unit, mayHaveDraft])).toEqual([
      ['a', false],
      ['b', true],
    ]);
    const [others] = await stores.cycles.standing('sun', ['b']);
    expect(others?.mayHaveDraft).toBe(false);
  });
});
