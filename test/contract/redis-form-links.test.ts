import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormLinkStore } from '../../src/application/ports.js';
import { formLinkMs } from '../../src/domain/answer-form.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { auditTrail, cycleId, resending, start, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client).formLinks },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)).formLinks },
];
const until = start + formLinkMs;

describe.each(ways)('links to answer forms, $way', ({ connect }) => {
  let links: FormLinkStore;
  const issue = (person = 'zhao', unit = 'a'): Promise<string> => links.issue({ person, cycle: cycleId, unit, until }, start);
  beforeEach(() => {
    links = connect();
  });

  it('say for whom and what they are, and under which id an answer counts once', async () => {
    const token = await issue();
    expect(token.length).toBeGreaterThanOrEqual(43);
    const found = await links.link(token);
    expect(found).toEqual({ id: expect.stringMatching(/^form:/), person: 'zhao', cycle: cycleId, unit: 'a', until });
    expect(found?.id).not.toContain(token);
    expect(await links.link(`${token}x`)).toBeUndefined();
    expect(await links.link('')).toBeUndefined();
    expect(await links.link('x'.repeat(1_000_000))).toBeUndefined();
    expect((await auditTrail(client)).map(({ actor, act, object }) => `${actor} ${act} ${object}`)).toEqual([
      `zhao form-link ${cycleId}/a`,
    ]);
  });

  it('take the place of the one before of the same person and unit, and of no other', async () => {
    const [first, ofAnother, ofOther] = [await issue(), await issue('ma'), await issue('zhao', 'b')];
    const second = await issue();
    expect(await links.link(first)).toBeUndefined();
    for (const token of [second, ofAnother, ofOther]) expect(await links.link(token)).toBeDefined();
  });

  it('are kept as digests, and are forgotten by themselves', async () => {
    const token = await issue();
    const stored: string[] = [];
    for (const key of await client.keys('*')) {
      stored.push(key, String(await client.call('DUMP', key)));
      if (key.includes(':form')) expect(await client.pttl(key)).toBeGreaterThan(formLinkMs);
    }
    expect(stored.join('\n')).not.toContain(token);
  });
});
