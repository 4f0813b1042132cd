import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openVault } from '../../src/adapters/crypto/vault.js';
import { wrappingKeyOf } from '../../src/adapters/crypto/wrapping-key.js';
import { openKeyStore } from '../../src/adapters/redis/key-store.js';
import { keysOf } from '../../src/adapters/redis/keys.js';
import { createSealer } from '../../src/adapters/redis/sealer.js';
import type { WrappingKey } from '../../src/application/key-port.js';
import type { Vault } from '../../src/application/vault-port.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';

const committee = 'qingshan';
const keys = keysOf(committee);
const [oldKey, newKey] = [randomBytes(32), randomBytes(32)];
const [from, to] = [wrappingKeyOf(oldKey), wrappingKeyOf(newKey)];
const place = { cycle: 'c1', unit: 'dongcun', id: 'm1' };

let redis: TestRedis;
let client: Redis;

beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

function sealerOf(vault: Vault): ReturnType<typeof createSealer> {
  return createSealer(client, keys, committee, vault);
}

async function rewrapAll(): Promise<void> {
  const store = openKeyStore(client, { committee });
  const rows = [...(await store.dataKeys())].map(([name, before]) => ({ name, before, after: to.wrap(from.unwrap(before)) }));
  expect(await store.rewrap({ from: from.print, to: to.print, rows, actor: 'operator' }, 0)).toBe('done');
}

/** Lets what waits go on this many times. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

describe('sealing while the key changes', () => {
  it.each(Array.from({ length: 20 }, (_, late) => late))(
    'goes on when the new key is taken up at any moment in between, after %i turns',
    async (late) => {
      let arrives = (_key: WrappingKey): void => undefined;
      const arriving = new Promise<WrappingKey>((settle) => {
        arrives = settle;
      });
      const vault = openVault(oldKey, { path: 'key', find: () => arriving });
      const sealer = sealerOf(vault);
      const sealed = await sealer.seal(place, { text: '是' });
      await rewrapAll();
      const taken = vault.takeUp({ print: to.print });
      arrives(to);
      await turns(late);
      const again = await sealer.seal({ ...place, id: 'm2' }, { text: '否' });
      const opened = await sealer.open(place, sealed);
      await taken;
      expect(vault.print()).toBe(to.print);
      expect(opened).toEqual({ text: '是' });
      expect(await sealerOf(openVault(newKey)).open({ ...place, id: 'm2' }, again)).toEqual({ text: '否' });
    },
  );

  it('puts no data key in its place that was wrapped by the key before', async () => {
    const away = sealerOf(openVault(oldKey));
    await away.seal(place, {});
    await rewrapAll();
    await expect(away.prepare('c2')).rejects.toMatchObject({ name: 'TemporaryError', code: 'key-rotated' });
    await expect(away.seal({ ...place, cycle: 'c3' }, {})).rejects.toMatchObject({ code: 'key-rotated' });
    expect(await client.hkeys(keys.dataKeys)).toEqual(['c1']);
  });

  it('gives everybody the data key of whoever made it first', async () => {
    const sealers = Array.from({ length: 5 }, () => sealerOf(openVault(oldKey)));
    const sealed = await Promise.all(sealers.map((sealer, no) => sealer.seal({ ...place, id: String(no) }, { no })));
    const read = await Promise.all(sealed.map((text, no) => sealerOf(openVault(oldKey)).open({ ...place, id: String(no) }, text)));
    expect(read).toEqual(sealers.map((_, no) => ({ no })));
  });
});
