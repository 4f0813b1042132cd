/** The key is changed and dies at each of its steps, while a bot goes on writing and reading; the next start ends what was begun. */
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { wrappingKeyOf } from '../../src/adapters/crypto/wrapping-key.js';
import { keysOf } from '../../src/adapters/redis/keys.js';
import { rotateKeys, type Rotation } from '../../src/application/rotate-keys.js';
import { answerIn, committee, KeyHouse, reads } from '../harness/key-house.js';
import { start } from '../harness/stores.js';

const { dataKeys, keyPrint } = keysOf(committee);

let house: KeyHouse;

beforeAll(async () => {
  house = await KeyHouse.open();
});
beforeEach(() => house.furnish());
afterEach(() => house.clear());
afterAll(() => house.redis.stop());

class Death extends Error {}

/** Both ports of a rotation, dying at the n-th of their calls: before it, or when it is done and nobody has learned of it. */
function mortal(rotation: Rotation, deadly: number, when: 'before' | 'after'): { rotation: Rotation; calls: () => number } {
  let calls = 0;
  const watched = <T extends object>(port: T): T =>
    new Proxy(port, {
      get(target, name) {
        const run: unknown = Reflect.get(target, name);
        if (typeof run !== 'function') return run;
        return async (...args: unknown[]): Promise<unknown> => {
          calls += 1;
          if (calls > deadly || (calls === deadly && when === 'before')) throw new Death();
          const result: unknown = await Reflect.apply(run, target, args);
          if (calls === deadly) throw new Death();
          return result;
        };
      },
    });
  return { rotation: { files: watched(rotation.files), store: watched(rotation.store) }, calls: () => calls };
}

describe('a change of the key', () => {
  it('leaves nothing that the old key opens, while the bot that runs goes on without a word', async () => {
    const { bot, before } = await house.begun();
    const old = await open(house.keyFile);
    const command = await house.start('command');
    expect(await command.keys.rotate()).toEqual({ resumed: false, dataKeys: 1 });
    await house.isChanged(before);
    // What the removed file held is overwritten, for whoever still has it open or searches the disk.
    expect((await old.readFile()).includes(before.key)).toBe(false);
    await old.close();
    await answerIn(bot, 'c2');
    await reads(bot, 'c1', 'c2');
    await reads(await house.start(), 'c1', 'c2');
    await house.isGone(before);
    expect(house.log.entries).toEqual([]);
  });

  it('disturbs nothing that is written or read while it happens', async () => {
    const { bot, before } = await house.begun();
    const done = new AbortController();
    const cycles: string[] = [];
    const worker = async (name: string): Promise<void> => {
      for (let no = 0; !done.signal.aborted; no += 1) {
        const cycle = `${name}-${no}`;
        await answerIn(bot, cycle);
        cycles.push(cycle);
        await reads(bot, 'c1', cycle);
      }
    };
    const working = Promise.all(['p', 'q', 'r', 's'].map(worker));
    const command = await house.start('command');
    for (let no = 0; no < 3; no += 1) await command.keys.rotate();
    done.abort();
    await working;
    expect(cycles.length).toBeGreaterThanOrEqual(4);
    await reads(await house.start(), 'c1', ...cycles);
    await house.isGone(before);
  });

  it('is taken up by the bot that runs even when it needs no data key', async () => {
    const { bot } = await house.begun();
    const print = bot.keys.vault.print();
    await (await house.start('command')).keys.rotate();
    await bot.keys.look();
    expect(bot.keys.vault.print()).not.toBe(print);
    expect(bot.keys.vault.print()).toBe(await house.client.get(keyPrint));
  });

  it('is missed while the bot runs when its file is gone, and no more once it is back', async () => {
    const { bot, before } = await house.begun();
    await rm(house.keyFile);
    for (let no = 0; no < 3; no += 1) await bot.keys.look();
    expect(house.log.entries.map(({ message }) => message)).toEqual(['the key file is gone; without it the next start fails']);
    await expect(house.start()).rejects.toMatchObject({ code: 'key-missing' });
    await writeFile(house.keyFile, before.key, { mode: 0o600 });
    await bot.keys.look();
    expect(house.log.entries).toHaveLength(1);
    await reads(await house.start(), 'c1');
  });

  it('may follow another, and keeps what accounts and codes are told by', async () => {
    const { bot } = await house.begun();
    const code = await bot.stores.bindings.issue({ person: 'li', until: start + 1, by: 'operator' }, start);
    for (let no = 0; no < 3; no += 1) expect(await bot.keys.rotate()).toMatchObject({ resumed: false });
    const redeemed = await (await house.start()).stores.bindings.redeem({ code, account: 'wxid_li', messageId: 'm1' }, start);
    expect(redeemed).toMatchObject({ kind: 'bound', person: 'li' });
    await reads(bot, 'c1');
  });

  it('is not begun by two at once', async () => {
    const { bot, before } = await house.begun();
    const other = await house.start('command');
    const outcomes = await Promise.allSettled([bot.keys.rotate(), other.keys.rotate()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'key-changing' } });
    await house.isChanged(before);
  });

  const calls = Array.from({ length: 12 }, (_, i) => i + 1);
  it.each(calls.flatMap((call) => (['before', 'after'] as const).map((when) => ({ call, when }))))(
    'that dies $when its call $call loses nothing, and the next start ends it',
    async ({ call, when }) => {
      const { bot, before } = await house.begun();
      const dying = mortal(await house.rotation(), call, when);
      const outcome = await rotateKeys(dying.rotation, start).then(
        () => 'lived',
        (error: unknown) => (error instanceof Death ? 'died' : error),
      );
      expect(outcome).toBe('died');
      // The bot that runs finds whichever key is in force.
      await answerIn(bot, 'c2');
      await reads(bot, 'c1', 'c2');
      await reads(await house.start('command'), 'c1', 'c2');
      const wrapped = [...before.wrapped, ...(await house.wrapped()).filter((text) => wrappingKeyOf(before.key).wraps(text))];
      const next = await house.start();
      await reads(next, 'c1', 'c2');
      // A change that had left nothing behind never began.
      if ((await readFile(house.keyFile)).equals(before.key)) await next.keys.rotate();
      await house.isChanged({ key: before.key, wrapped });
      await answerIn(bot, 'c3');
      await answerIn(next, 'c4');
      await reads(await house.start(), 'c1', 'c2', 'c3', 'c4');
      expect(house.log.entries.filter(({ level }) => level !== 'info')).toEqual([]);
    },
  );

  it('dies nowhere but at the calls of this table', async () => {
    await house.begun();
    const living = mortal(await house.rotation(), Number.POSITIVE_INFINITY, 'before');
    await rotateKeys(living.rotation, start);
    expect(living.calls()).toBe(calls.length);
  });

  it.each([
    [
      'half way through making the new key',
      async () => writeFile(`${house.keyFile}.next.0123456789ab.new`, randomBytes(32), { mode: 0o600 }),
      'not-begun',
    ],
    [
      'with the new key made and the old one not noted',
      async () => writeFile(`${house.keyFile}.next`, randomBytes(32), { mode: 0o600 }),
      'begun',
    ],
    [
      'with two names for the new key',
      async () => {
        await writeFile(`${house.keyFile}.next.0123456789ab.new`, randomBytes(32), { mode: 0o600 });
        await link(`${house.keyFile}.next.0123456789ab.new`, `${house.keyFile}.next`);
      },
      'begun',
    ],
  ] as const)('that died %s is ended by the next one', async (_, leave, state) => {
    const { bot, before } = await house.begun();
    await leave();
    expect(await (await house.start('command')).keys.rotate()).toMatchObject({ resumed: state === 'begun' });
    await house.isChanged(before);
    await reads(bot, 'c1');
  });

  it('that died while it overwrote the old key is ended by the next start', async () => {
    const { before } = await house.begun();
    const dying = mortal(await house.rotation(), 12, 'before');
    await expect(rotateKeys(dying.rotation, start)).rejects.toThrow(Death);
    expect((await readFile(`${house.keyFile}.old`)).equals(before.key)).toBe(true);
    await writeFile(`${house.keyFile}.old`, randomBytes(32));
    await house.start();
    await house.isChanged(before);
  });

  it.each(['bot', 'command'] as const)('goes forward again by a %s with a Redis that had lost its last seconds', async (use) => {
    const { bot, before } = await house.begun();
    const dying = mortal(await house.rotation(), 11, 'before');
    await expect(rotateKeys(dying.rotation, start)).rejects.toThrow(Death);
    const old = wrappingKeyOf(before.key);
    expect((await readFile(house.keyFile)).equals(before.key)).toBe(false);
    // As it was before the power cut: nothing of the change, nor its entry.
    await house.client.del(dataKeys, keyPrint, keysOf(committee).audit, keysOf(committee).numbers);
    await house.client.hset(dataKeys, 'c1', before.wrapped[0] ?? '');
    await house.client.set(keyPrint, old.print);
    const next = await house.start(use);
    if (use === 'command') expect(await next.keys.rotate()).toMatchObject({ resumed: true });
    await house.isChanged(before);
    await bot.keys.look();
    expect(bot.keys.vault.print()).toBe(await house.client.get(keyPrint));
  });

  it('wraps data keys that came in meanwhile as well', async () => {
    const { bot, before } = await house.begun();
    const { files, store } = await house.rotation();
    let late = 0;
    const rewrap: typeof store.rewrap = async (change, now) => {
      late += 1;
      if (late === 1) await answerIn(bot, 'c2');
      return store.rewrap(change, now);
    };
    expect(await rotateKeys({ files, store: { ...store, rewrap } }, start)).toMatchObject({ dataKeys: 2 });
    expect(late).toBe(2);
    await house.isChanged(before);
    await reads(await house.start(), 'c1', 'c2');
  });

  it('that was sent before a crash and arrives after everything changes nothing', async () => {
    const { bot } = await house.begun();
    const { files, store } = await house.rotation();
    const sent: (() => Promise<unknown>)[] = [];
    const rewrap: typeof store.rewrap = (change, now) => {
      sent.push(() => store.rewrap(change, now));
      return Promise.reject(new Death());
    };
    await expect(rotateKeys({ files, store: { ...store, rewrap } }, start)).rejects.toThrow(Death);
    await house.start();
    expect(await sent[0]?.()).toBe('done');
    await bot.keys.rotate();
    expect(await sent[0]?.()).toBe('other');
    await reads(await house.start(), 'c1');
  });
});
