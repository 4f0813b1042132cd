import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CalendarLinkStore } from '../../src/application/ports.js';
import { minuteMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { auditTrail, resending, start, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client).calendarLinks },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)).calendarLinks },
];

describe.each(ways)('addresses of calendars, $way', ({ connect }) => {
  let links: CalendarLinkStore;
  const issue = async (operationId: string, renew = false, at = start): Promise<string> => {
    const given = await links.issue({ person: 'wang', renew, operationId }, at);
    return given.kind === 'made' ? given.token : given.kind;
  };
  beforeEach(() => {
    links = connect();
  });

  it('are one a person: 256 bits, told to the same words again, and to no other words', async () => {
    const token = await issue('m1');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await issue('m1', false, start + minuteMs)).toBe(token);
    expect(await links.issue({ person: 'wang', renew: false, operationId: 'm2' }, start + minuteMs)).toEqual({
      kind: 'kept',
      since: start,
    });
    expect(await links.holder(token)).toBe('wang');
    expect(await links.since('wang')).toBe(start);
    expect(await links.holders()).toEqual(['wang']);
    expect((await auditTrail(client)).map(({ actor, act, object }) => `${actor} ${act} ${object}`)).toEqual([
      'wang calendar-link calendar/wang',
    ]);
  });

  it('are void as soon as there is another, and the words that asked for one bring none back', async () => {
    const first = await issue('m1');
    const second = await issue('m2', true);
    expect(second).not.toBe(first);
    expect(await links.holder(first)).toBeUndefined();
    expect(await issue('m1', true)).toBe('kept');
    expect(await links.holder(second)).toBe('wang');
    expect(await links.holder(first)).toBeUndefined();
  });

  it('end once, and leave those of others alone', async () => {
    const token = await issue('m1');
    const other = await links.issue({ person: 'li', renew: true, operationId: 'm2' }, start);
    await links.end('wang', 'bot', start + minuteMs);
    await links.end('wang', 'bot', start + minuteMs);
    expect(await links.holder(token)).toBeUndefined();
    expect(await links.since('wang')).toBeUndefined();
    expect(await links.holder(other.kind === 'made' ? other.token : '')).toBe('li');
    const ended = (await auditTrail(client)).filter(({ act }) => act === 'calendar-link-ended');
    expect(ended).toMatchObject([{ actor: 'bot', object: 'calendar/wang' }]);
  });

  it('are nobody’s when they are no addresses, however long', async () => {
    await issue('m1');
    for (const text of ['', 'wang', 'x'.repeat(43), 'x'.repeat(100_000)]) expect(await links.holder(text)).toBeUndefined();
  });

  it('are kept nowhere as they are', async () => {
    const token = await issue('m1');
    const stored: string[] = [];
    for (const key of await client.keys('*')) stored.push(key, (await client.dumpBuffer(key))?.toString('latin1') ?? '');
    expect(stored.join('\n')).toContain('wang');
    expect(stored.join('\n')).not.toContain(token);
  });
});
