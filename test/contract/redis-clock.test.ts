import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Stores } from '../../src/application/ports.js';
import { dayMs, hourMs, minuteMs, secondMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { auditTrail, cycleId, notice, openCycle, resending, start, step, storesOn } from '../harness/stores.js';

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

const bound = 2 * minuteMs;
const until = start + 100 * dayMs;

/** Beats once a minute with the account online, from one instant to another. */
async function online(from: number, to: number, on = stores): Promise<void> {
  for (let at = from; at <= to; at += minuteMs) await on.household.beat(at, bound, true);
}

describe('an account that is not online', () => {
  it('for more than two minutes is an outage like any other, though the bot was awake', async () => {
    await online(start, start + minuteMs);
    for (let at = 2; at < 10; at += 1) await stores.household.beat(start + at * minuteMs, bound, false);
    await stores.household.beat(start + 10 * minuteMs, bound, true);
    expect(await stores.household.outages(start, until)).toContainEqual({ from: start + minuteMs, to: start + 10 * minuteMs });
  });

  it('counts while it lasts, up to the present', async () => {
    const { household } = stores;
    await online(start, start);
    for (let at = 1; at <= 5; at += 1) await household.beat(start + at * minuteMs, bound);
    expect(await household.outages(start, start + 2 * minuteMs)).toEqual([]);
    expect(await household.outages(start, start + 5 * minuteMs)).toEqual([{ from: start, to: start + 5 * minuteMs, ongoing: true }]);
  });

  it('and never was is none: there is nobody who could have answered', async () => {
    for (let at = 0; at <= 60; at += 1) await stores.household.beat(start + at * minuteMs, bound);
    await stores.household.beat(start + hourMs + secondMs, bound, true);
    expect(await stores.household.outages(0, start + hourMs + 2 * secondMs)).toEqual([]);
  });

  it('has as long to log in after a start as ever, and what the bot was down is counted once', async () => {
    const { household } = stores;
    await online(start, start);
    await household.beat(start + hourMs, bound);
    await household.beat(start + hourMs + minuteMs, bound, true);
    expect(await household.outages(0, start + hourMs + minuteMs)).toEqual([{ from: start, to: start + hourMs }]);
  });

  it('before the bot went down and after it came back was away all the time, which is one outage', async () => {
    const { household } = stores;
    await online(start, start);
    for (let at = 1; at <= 10; at += 1) await household.beat(start + at * minuteMs, bound);
    await household.beat(start + hourMs, bound);
    expect(await household.outages(0, start + hourMs)).toEqual([{ from: start, to: start + hourMs, ongoing: true }]);
    await household.beat(start + hourMs + minuteMs, bound, true);
    expect(await household.outages(0, start + hourMs + minuteMs)).toEqual([{ from: start, to: start + hourMs + minuteMs }]);
  });

  it('through one process and is through another is online', async () => {
    const worker = storesOn(client);
    for (let at = 0; at <= 10; at += 1) {
      await stores.household.beat(start + at * minuteMs, bound, true);
      await worker.household.beat(start + at * minuteMs + secondMs, bound);
    }
    expect(await worker.household.outages(0, start + 10 * minuteMs + secondMs)).toEqual([]);
  });

  it('is counted once when the command is sent again because its reply was lost', async () => {
    const { household } = storesOn(resending(client));
    await household.beat(start, bound, true);
    await household.beat(start + hourMs, bound, true);
    expect(await household.outages(0, start + hourMs)).toEqual([{ from: start, to: start + hourMs }]);
  });
});

describe('a clock that was ahead and is put back', () => {
  it('leaves no outage far in the future, which would count once the present comes there', async () => {
    const { household } = stores;
    await online(start, start);
    await household.beat(start + 30 * dayMs, bound, true);
    await household.beat(start + minuteMs, bound, true);
    expect(await household.outages(0, until)).toEqual([
      { from: start, to: start + minuteMs },
      { from: start + minuteMs, to: until, ongoing: true },
    ]);
  });

  it('keeps an outage of up to three days: people were told of it', async () => {
    const { household } = stores;
    await household.beat(start, bound);
    await household.beat(start + dayMs, bound);
    await household.beat(start + minuteMs, bound);
    expect(await household.outages(0, until)).toEqual([{ from: start, to: start + dayMs }]);
  });

  it('has sent what it sent just now: the pace holds, and nobody waits until the clock is there again', async () => {
    const { household, outbox } = stores;
    await outbox.noteSend(start - minuteMs);
    await outbox.noteSend(start + dayMs);
    await outbox.noteSend(start + dayMs);
    await household.putClockBack(start, minuteMs);
    await household.putClockBack(start, minuteMs);
    expect(await outbox.sends(0)).toEqual([start - minuteMs, start, start]);
  });

  it('lets what it queued go out, riders apart', async () => {
    const { household, outbox } = stores;
    const ahead = notice('ahead', 'li', { notBefore: start + dayMs });
    const rider = notice('rider', 'li', { notBefore: Number.POSITIVE_INFINITY });
    const urgent = notice('urgent', 'wang', { notBefore: start + dayMs, urgent: true });
    await outbox.enqueue([ahead, rider, urgent], start + dayMs);
    expect(await outbox.due('normal', start, 10)).toEqual([]);
    await household.putClockBack(start, minuteMs);
    await household.holdCourier('here', minuteMs);
    expect((await outbox.claim('here', 'normal', ahead.to, start, start + minuteMs)).map(({ id }) => id)).toEqual(['ahead', 'rider']);
    expect(await outbox.due('urgent', start, 10)).toEqual([urgent.to]);
  });

  it('does not leave a send without outcome under way: it is unknown after its two minutes', async () => {
    const { household, outbox } = stores;
    await household.holdCourier('here', minuteMs);
    const sent = notice('sent', 'li', { notBefore: start });
    await outbox.enqueue([sent], start);
    await outbox.claim('here', 'normal', sent.to, start + dayMs, start + dayMs + bound);
    await household.putClockBack(start, minuteMs);
    expect(await outbox.expire(start + minuteMs)).toEqual([]);
    expect((await outbox.expire(start + bound)).map(({ id }) => id)).toEqual(['sent']);
  });

  it('lets the account rest no longer than it should', async () => {
    const { household } = stores;
    expect(await household.restsUntil()).toBeUndefined();
    await household.rest(start + dayMs);
    await household.putClockBack(start, 10 * minuteMs);
    expect(await household.restsUntil()).toBe(start + 10 * minuteMs);
    await household.rest(start + minuteMs);
    await household.putClockBack(start, 10 * minuteMs);
    expect(await household.restsUntil()).toBe(start + minuteMs);
  });

  it('has put off nobody beyond what they are due at the latest', async () => {
    const { cycles } = stores;
    await openCycle(stores);
    await cycles.takeStep(step('a', 0, { nextDue: start + dayMs }), 'bot', start);
    for (const by of [start + hourMs, start + 2 * hourMs]) await cycles.hasten(cycleId, 'a', 1, by);
    await cycles.hasten(cycleId, 'a', 0, start + minuteMs);
    expect(await cycles.takeDue(cycleId, start + hourMs - 1, 10, minuteMs)).not.toContain('a');
    expect(await cycles.takeDue(cycleId, start + hourMs, 10, minuteMs)).toContain('a');
  });

  it('on the machine of Redis does not keep the account from everybody for as long', async () => {
    const { household } = stores;
    const key = 'zrt:{qingshan}:courier';
    await household.holdCourier('gone', 30_000);
    await client.pexpire(key, dayMs);
    expect(await household.holdCourier('here', 30_000)).toBe(false);
    expect(await client.pttl(key)).toBeLessThanOrEqual(30_000);
    await client.pexpire(key, dayMs);
    expect(await household.holdCourier('gone', 30_000)).toBe(true);
    expect(await client.pttl(key)).toBeLessThanOrEqual(30_000);
  });
});

describe('an operator’s word about the clock', () => {
  it.each(['once', 'again because the reply was lost'])('sent %s is kept with one audit entry', async (how) => {
    const { household } = how === 'once' ? stores : storesOn(resending(client));
    expect(await household.clockAcceptedAt()).toBeUndefined();
    await household.beat(start, bound);
    await household.acceptClock(start + 40 * dayMs, 'operator');
    await household.acceptClock(start + 40 * dayMs, 'operator');
    expect(await household.clockAcceptedAt()).toBe(start + 40 * dayMs);
    expect(await auditTrail(client)).toEqual([
      expect.objectContaining({ actor: 'operator', act: 'clock-accepted', object: `clock/${start}-${start + 40 * dayMs}` }),
    ]);
  });
});

describe('what waits for a person', () => {
  it('is counted, and known by its oldest', async () => {
    const { household, outbox } = stores;
    expect(await outbox.unsettled('unknown')).toBeUndefined();
    await household.holdCourier('here', minuteMs);
    for (const [at, person] of [
      [start, 'li'],
      [start + hourMs, 'wang'],
    ] as const) {
      const lost = notice(`lost/${person}`, person);
      await outbox.enqueue([lost], start);
      await outbox.claim('here', 'normal', lost.to, start, start + minuteMs);
      await outbox.settle([lost.id], 'unknown', at, 'connection-lost', []);
    }
    expect(await outbox.unsettled('unknown')).toEqual({ count: 2, oldest: start });
    await outbox.enqueue([notice('next', 'li')], start);
    expect([await outbox.waiting('normal'), await outbox.waiting('urgent')]).toEqual([1, 0]);
  });
});
