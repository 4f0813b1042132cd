import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SignInStore } from '../../src/application/ports.js';
import { sessionMs, wrongSignInsAnHour } from '../../src/domain/sign-in.js';
import { hourMs, minuteMs } from '../../src/domain/time.js';
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
  { way: 'with every command sent once', connect: () => storesOn(client).signIns },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)).signIns },
];
const until = start + sessionMs;

describe.each(ways)('signing in, $way', ({ connect }) => {
  let signIns: SignInStore;
  const issue = (person = 'he'): Promise<string> => signIns.issue({ person, until: start + 10 * minuteMs, by: person }, start);
  beforeEach(() => {
    signIns = connect();
  });

  it('opens one session for a code, which is eight digits, and none for the same code again', async () => {
    const code = await issue();
    expect(code).toMatch(/^\d{8}$/);
    const signedIn = await signIns.redeem(code, until, start + minuteMs);
    if (signedIn.kind !== 'in') throw new Error(signedIn.kind);
    expect(signedIn.person).toBe('he');
    expect(await signIns.session(signedIn.token, start + hourMs)).toEqual({ person: 'he', since: start + minuteMs, until });
    expect(await signIns.redeem(code, until, start + minuteMs)).toEqual({ kind: 'wrong' });
    const acts = (await auditTrail(client)).map(({ actor, act, object }) => `${actor} ${act} ${object}`);
    expect(acts).toEqual(['he sign-in-code console/he', 'he signed-in console/he']);
  });

  it('takes the latest code of a person only, and none after its time', async () => {
    const first = await issue();
    const second = await issue();
    expect(await signIns.redeem(first, until, start)).toEqual({ kind: 'wrong' });
    expect(await signIns.redeem(second, until, start + 10 * minuteMs)).toEqual({ kind: 'wrong' });
    expect(await signIns.redeem(second, until, start)).toEqual({ kind: 'wrong' });
  });

  it('ends a session by its time, or when its holder ends it, and then for good', async () => {
    const open = async (): Promise<string> => {
      const signedIn = await signIns.redeem(await issue(), until, start);
      return signedIn.kind === 'in' ? signedIn.token : '';
    };
    const [one, other] = [await open(), await open()];
    expect(await signIns.sessionsOf('he', start)).toHaveLength(2);
    await signIns.end(one, start + minuteMs);
    expect(await signIns.session(one, start + minuteMs)).toBeUndefined();
    expect(await signIns.sessionsOf('he', start)).toHaveLength(1);
    expect(await signIns.session(other, until - 1)).toBeDefined();
    expect(await signIns.session(other, until)).toBeUndefined();
    await signIns.end(one, start + hourMs);
    expect((await auditTrail(client)).filter(({ act }) => act === 'signed-out')).toHaveLength(1);
  });

  it('ends all sessions of a person together with their open code, says so once, and leaves others alone', async () => {
    const open = async (person: string): Promise<string> => {
      const signedIn = await signIns.redeem(await issue(person), until, start);
      return signedIn.kind === 'in' ? signedIn.token : '';
    };
    const [one, other, another] = [await open('he'), await open('he'), await open('ma')];
    const code = await issue('he');
    await issue('wu');
    expect((await signIns.holders()).toSorted()).toEqual(['he', 'ma', 'wu']);
    await signIns.endAll('he', 'he', start + minuteMs);
    await signIns.endAll('he', 'he', start + hourMs);
    for (const token of [one, other]) expect(await signIns.session(token, start)).toBeUndefined();
    expect(await signIns.session(another, start)).toMatchObject({ person: 'ma' });
    expect(await signIns.redeem(code, until, start)).toEqual({ kind: 'wrong' });
    expect((await signIns.holders()).toSorted()).toEqual(['ma', 'wu']);
    expect((await auditTrail(client)).filter(({ act }) => act === 'sessions-ended')).toMatchObject([{ actor: 'he', object: 'console/he' }]);
  });

  it('looks at no code after too many wrong ones within an hour, and at codes again when it is over', async () => {
    for (let tried = 0; tried < wrongSignInsAnHour; tried += 1) {
      expect(await signIns.redeem('no code', until, start + tried)).toEqual({ kind: 'wrong' });
    }
    const code = await issue();
    expect(await signIns.redeem(code, until, start + minuteMs)).toEqual({ kind: 'stopped', until: start + hourMs });
    const later = await signIns.issue({ person: 'he', until: start + 3 * hourMs, by: 'he' }, start);
    expect(await signIns.redeem(later, until, start + 2 * hourMs)).toMatchObject({ kind: 'in', person: 'he' });
  });

  it('keeps neither codes nor tokens as they are', async () => {
    const code = await issue();
    const signedIn = await signIns.redeem(code, until, start);
    const token = signedIn.kind === 'in' ? signedIn.token : '';
    const other = await issue('ma');
    const stored: string[] = [];
    for (const key of await client.keys('*')) {
      stored.push(key, String(await client.call('DUMP', key)));
    }
    for (const secret of [code, other, token]) expect(stored.join('\n')).not.toContain(secret);
  });

  it('drops sessions that are over when somebody signs in', async () => {
    await signIns.redeem(await issue(), until, start);
    const code = await signIns.issue({ person: 'he', until: until + hourMs, by: 'he' }, start);
    await signIns.redeem(code, until + hourMs, until);
    expect(await client.hlen('zrt:{qingshan}:sessions')).toBe(1);
  });
});
