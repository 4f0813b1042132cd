import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { BindingStore, CodeAttempt } from '../../src/application/ports.js';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.js';
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
  { way: 'with every command sent once', connect: () => storesOn(client).bindings },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)).bindings },
];

let counter = 0;
function attempt(code: string, account = 'wxid_x', changes: Partial<CodeAttempt> = {}): CodeAttempt {
  return { code, account, messageId: `m${(counter += 1)}`, ...changes };
}

/** Not a code: another one by its last digit. */
function wrong(code: string): string {
  return code.slice(0, -1) + String((Number(code.at(-1)) + 1) % 10);
}

describe.each(ways)('a code, $way', ({ connect }) => {
  let bindings: BindingStore;
  const issue = (person = 'ma', by = 'he'): Promise<string> => bindings.issue({ person, until: start + dayMs, by }, start);
  beforeEach(() => {
    bindings = connect();
  });

  it('is eight digits and binds the account of whoever types it, once', async () => {
    const code = await issue();
    expect(code).toMatch(/^\d{8}$/);
    const first = attempt(code);
    expect(await bindings.redeem(first, start + hourMs)).toEqual({ kind: 'bound', person: 'ma', event: `code/${first.messageId}` });
    expect(await bindings.redeem(attempt(code, 'wxid_y'), start + hourMs)).toEqual({ kind: 'wrong', left: 2 });
    expect(await bindings.all()).toEqual({ version: 1, bound: [{ person: 'ma', account: 'wxid_x', at: start + hourMs }], suspended: [] });
    expect(await bindings.version()).toBe(1);
    const acts = (await auditTrail(client)).map(({ actor, act, object }) => `${actor} ${act} ${object}`);
    expect(acts).toEqual(['he code-issued binding/ma', 'ma bound binding/ma']);
  });

  it('is dealt with once for a message that arrives again', async () => {
    const code = await issue();
    const first = attempt(code);
    await bindings.redeem(first, start);
    expect(await bindings.redeem(first, start + minuteMs)).toEqual({ kind: 'duplicate' });
    const miss = attempt('00000000', 'wxid_y');
    await bindings.redeem(miss, start);
    expect(await bindings.redeem(miss, start)).toEqual({ kind: 'duplicate' });
    expect(await bindings.redeem(attempt('00000000', 'wxid_y'), start)).toEqual({ kind: 'wrong', left: 1 });
  });

  it('voids the one before, and is good until its time', async () => {
    const old = await issue();
    const code = await issue();
    expect(await bindings.redeem(attempt(old), start)).toMatchObject({ kind: 'wrong' });
    expect(await bindings.redeem(attempt(code), start + dayMs)).toEqual({ kind: 'expired' });
    expect(await bindings.redeem(attempt(await issue()), start + dayMs - 1)).toMatchObject({ kind: 'bound' });
  });

  it('goes to one of two who race for it', async () => {
    const code = await issue();
    const tried = await Promise.all(['wxid_x', 'wxid_y', 'wxid_z'].map((account) => connect().redeem(attempt(code, account), start)));
    expect(tried.map(({ kind }) => kind).sort()).toEqual(['bound', 'wrong', 'wrong']);
  });

  it('stops an account for an hour after three wrong tries, the right code included, and starts afresh then', async () => {
    const code = await issue();
    for (const left of [2, 1]) expect(await bindings.redeem(attempt(wrong(code)), start)).toEqual({ kind: 'wrong', left });
    expect(await bindings.redeem(attempt(wrong(code)), start + 1)).toEqual({ kind: 'stopped', until: start + 1 + hourMs, now: true });
    expect(await bindings.redeem(attempt(code), start + hourMs)).toEqual({ kind: 'stopped', until: start + 1 + hourMs, now: false });
    expect(await bindings.redeem(attempt(wrong(code)), start + 1 + hourMs)).toEqual({ kind: 'wrong', left: 2 });
    expect(await bindings.redeem(attempt(code), start + 1 + hourMs)).toMatchObject({ kind: 'bound' });
    expect((await bindings.untold(start + dayMs)).map(({ kind }) => kind)).toEqual(['binding-stopped', 'bound']);
  });

  it('leaves nothing behind when a stopped account goes on trying', async () => {
    const code = await issue();
    for (let tries = 0; tries < 3; tries += 1) await bindings.redeem(attempt(wrong(code)), start);
    const before = await client.dbsize();
    for (let tries = 0; tries < 20; tries += 1) await bindings.redeem(attempt(wrong(code)), start + minuteMs);
    expect(await client.dbsize()).toBe(before);
  });

  it('forgets wrong tries of more than an hour ago', async () => {
    const code = await issue();
    for (const _ of [1, 2]) await bindings.redeem(attempt(wrong(code)), start);
    expect(await bindings.redeem(attempt(wrong(code)), start + hourMs)).toEqual({ kind: 'wrong', left: 2 });
  });

  it('is void with all others after more than twenty wrong tries anywhere within an hour, until a new one is made', async () => {
    const codes = [await issue('ma'), await issue('zhao')];
    for (let tried = 1; tried <= 20; tried += 1) await bindings.redeem(attempt('1', `wxid_${tried}`), start);
    expect(await bindings.redeem(attempt('1', 'wxid_21'), start)).toEqual({ kind: 'suspended', now: true });
    for (const code of codes) expect(await bindings.redeem(attempt(code, 'wxid_ma'), start)).toEqual({ kind: 'suspended', now: false });
    const fresh = await issue('ma');
    expect(await bindings.redeem(attempt('1', 'wxid_zhao'), start)).toEqual({ kind: 'wrong', left: 2 });
    expect(await bindings.redeem(attempt(fresh, 'wxid_ma'), start)).toMatchObject({ kind: 'bound', person: 'ma' });
    expect((await bindings.untold(start)).filter(({ kind }) => kind === 'codes-suspended')).toHaveLength(1);
  });

  it('of somebody else binds nobody who is bound already, and is void', async () => {
    const code = await issue('ma');
    expect(await bindings.redeem(attempt(code, 'wxid_zhao', { holder: 'zhao' }), start)).toEqual({ kind: 'not-yours' });
    expect(await bindings.redeem(attempt(code), start)).toMatchObject({ kind: 'wrong' });
    expect(await bindings.untold(start)).toMatchObject([{ kind: 'code-void', person: 'ma', by: 'zhao', where: 'private', at: start }]);
  });

  it('that others saw is void, and tells whose it was', async () => {
    const codes = [await issue('ma'), await issue('zhao')];
    for (const code of codes) await bindings.void(code, { messageId: 'g1', by: 'li' }, start);
    expect(await bindings.void(codes[0] ?? '', { messageId: 'g2' }, start)).toBeUndefined();
    expect(await bindings.void('12345678', { messageId: 'g3' }, start)).toBeUndefined();
    expect(await bindings.untold(start)).toMatchObject([
      { kind: 'code-void', person: 'ma', by: 'li', where: 'group' },
      { kind: 'code-void', person: 'zhao' },
    ]);
    expect(await bindings.redeem(attempt(codes[1] ?? ''), start)).toMatchObject({ kind: 'wrong' });
  });
});

describe.each(ways)('a binding, $way', ({ connect }) => {
  let bindings: BindingStore;
  const bind = async (person: string, account: string): Promise<void> => {
    const code = await bindings.issue({ person, until: start + dayMs, by: 'he' }, start);
    expect(await bindings.redeem(attempt(code, account), start)).toMatchObject({ kind: 'bound' });
  };
  beforeEach(() => {
    bindings = connect();
  });

  it('takes the place of the person’s one before', async () => {
    await bind('ma', 'wxid_old');
    await bind('ma', 'wxid_new');
    expect((await bindings.all()).bound).toEqual([{ person: 'ma', account: 'wxid_new', at: start }]);
    await bind('zhao', 'wxid_old');
    expect((await bindings.all()).bound).toHaveLength(2);
  });

  it('ends when its account is suspended, until somebody is bound to it anew', async () => {
    await bind('ma', 'wxid_ma');
    const taken = [
      { account: 'wxid_ma', person: 'ma' },
      { account: 'wxid_li', person: 'li' },
    ];
    const why = { reason: 'new-login' as const, by: 'bot', operationId: 'bot2' };
    expect(await bindings.suspend(taken, why, start)).toEqual(['wxid_ma', 'wxid_li']);
    expect(await bindings.suspend(taken, { ...why, operationId: 'bot2 again' }, start + 1)).toEqual([]);
    const after = await bindings.all();
    expect(after).toMatchObject({ version: 2, bound: [] });
    expect([...after.suspended].sort()).toEqual(['wxid_li', 'wxid_ma']);
    await bind('ma', 'wxid_ma');
    expect(await bindings.all()).toMatchObject({ version: 3, bound: [{ person: 'ma', account: 'wxid_ma' }], suspended: ['wxid_li'] });
    const suspended = (await bindings.untold(start)).filter(({ kind }) => kind === 'accounts-suspended');
    expect(suspended).toMatchObject([{ people: ['ma', 'li'] }]);
    const acts = (await auditTrail(client)).map(({ act, object }) => `${act} ${object}`);
    expect(acts).toContain('suspended-new-login binding/li');
  });

  it('is told of until it is known to be told', async () => {
    await bind('ma', 'wxid_ma');
    await bindings.suspend([{ account: 'wxid_ma', person: 'ma' }], { reason: 'not-me', by: 'ma', operationId: 'm99' }, start + 1);
    const [bound, ended] = await bindings.untold(start + 1);
    expect([bound, ended]).toMatchObject([
      { kind: 'bound', person: 'ma', at: start },
      { kind: 'not-me', person: 'ma' },
    ]);
    expect(await bindings.untold(start)).toHaveLength(1);
    await bindings.told([bound?.id ?? '']);
    expect(await bindings.untold(start + 1)).toEqual([ended]);
  });

  it('remembers under which account the bot was logged in last', async () => {
    expect(await bindings.ownAccount()).toBeUndefined();
    await bindings.noteOwnAccount('wxid_bot');
    expect(await bindings.ownAccount()).toBe('wxid_bot');
  });
});

describe('what Redis holds of it', () => {
  it('is neither a code, nor an account, nor anything a code could be guessed from without the key file', async () => {
    const bindings = storesOn(client).bindings;
    const code = await bindings.issue({ person: 'ma', until: start + dayMs, by: 'he' }, start);
    await bindings.redeem(attempt(wrong(code), 'wxid_guess'), start);
    await bindings.redeem(attempt(await bindings.issue({ person: 'zhao', until: start + dayMs, by: 'he' }, start), 'wxid_zhao'), start);
    await bindings.suspend([{ account: 'wxid_li', person: 'li' }], { reason: 'not-me', by: 'li', operationId: 'm1' }, start);
    const dumps = await Promise.all(
      (await client.keys('*')).map(async (key) => {
        const type = await client.type(key);
        if (type === 'hash') return [key, await client.hgetall(key)];
        if (type === 'string') return [key, await client.get(key)];
        return [key, type === 'zset' ? await client.zrange(key, 0, '-1') : await client.xrange(key, '-', '+')];
      }),
    );
    const everything = JSON.stringify(dumps);
    expect(everything).toContain('binding/ma');
    for (const secret of [code, 'wxid_guess', 'wxid_zhao', 'wxid_li']) expect(everything).not.toContain(secret);
  });
});
