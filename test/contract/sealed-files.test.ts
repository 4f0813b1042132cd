import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openVault } from '../../src/adapters/crypto/vault.js';
import { openPhotoFiles } from '../../src/adapters/files/photo-files.js';
import { openFileSealer } from '../../src/adapters/redis/file-sealer.js';
import { keysOf } from '../../src/adapters/redis/keys.js';
import type { Files } from '../../src/application/ports.js';
import { sealedFiles } from '../../src/main/sealed-files.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';

const key = randomBytes(32);
const committee = 'qingshan';
const broken = { name: 'PermanentError', code: 'sealed-broken' };

let redis: TestRedis;
let client: Redis;
let home: string;

beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(async () => {
  await redis.flush();
  home = await mkdtemp(join(tmpdir(), 'zrt-sealed-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));
afterAll(() => redis.stop());

async function opened(of = committee): Promise<Files> {
  return sealedFiles(await openPhotoFiles(home), openFileSealer(client, { committee: of, vault: openVault(key) }));
}

function place(name: string): string {
  return join(home, 'data', 'files', name);
}

describe('attachments', () => {
  it('are read as they were handed in, by whoever has the key, and stand on disk in no way that tells what they are', async () => {
    const photo = randomBytes(10 * 1024 * 1024);
    photo.write('the words of a canary', 5_000_000);
    const name = await (await opened()).save('msg-7', photo, 'jpg', { cycle: 'monthly-20260825-0900' });
    const stored = await readFile(place(name));
    expect(stored.includes('canary')).toBe(false);
    expect(stored.includes(photo.subarray(0, 16))).toBe(false);
    const again = await opened();
    expect(photo.equals((await again.read(name)) ?? Buffer.of())).toBe(true);
    expect(await again.save('msg-7', photo, 'jpg', { cycle: 'monthly-20260825-0900' })).toBe(name);
    expect(stored.equals(await readFile(place(name)))).toBe(true);
  });

  it.each([undefined, 'c1', '季度 报告\n-1'])(
    'are kept with the key of the cycle %j, also when there is nothing in them',
    async (cycle) => {
      const files = await opened();
      const name = await files.save('msg-7', Buffer.of(), 'txt', { cycle });
      expect(await (await opened()).read(name)).toEqual(Buffer.of());
      expect(await client.hkeys(keysOf(committee).dataKeys)).toEqual([cycle ?? 'outbox']);
    },
  );

  it('cannot be read any more once the key of their cycle is deleted, and others can', async () => {
    const files = await opened();
    const [gone, kept] = await Promise.all(['c1', 'c2'].map((cycle) => files.save(`msg-${cycle}`, Buffer.from(cycle), 'txt', { cycle })));
    await client.hdel(keysOf(committee).dataKeys, 'c1');
    const later = await opened();
    await expect(later.read(gone ?? '')).rejects.toMatchObject({ name: 'PermanentError', code: 'data-key-gone' });
    expect(await later.read(kept ?? '')).toEqual(Buffer.from('c2'));
  });

  it('do not open under another name, in another cycle, for another committee, or when a byte of them was changed', async () => {
    const files = await opened();
    const name = await files.save('msg-7', Buffer.from('as it was'), 'txt', { cycle: 'c1' });
    const other = await files.save('msg-8', Buffer.from('another'), 'txt', { cycle: 'c2' });
    const whole = await readFile(place(name));
    await expect((await opened('other-town')).read(name)).rejects.toMatchObject({ name: 'PermanentError' });
    const changes: [string, Buffer][] = [
      ['of another cycle', Buffer.concat([Buffer.from('zrt1 c2'), whole.subarray('zrt1 c1'.length)])],
      ['cut off', whole.subarray(0, -1)],
      ['changed', Buffer.concat([whole.subarray(0, -20), Buffer.of((whole.at(-20) ?? 0) ^ 1), whole.subarray(-19)])],
      ['longer', Buffer.concat([whole, Buffer.of(0)])],
      ['without a head', whole.subarray(8)],
      ['plain', Buffer.from('as it was')],
      ['empty', Buffer.of()],
      ['all head', Buffer.alloc(5_000, 'z')],
    ];
    for (const [what, content] of changes) {
      await writeFile(place(name), content);
      await expect(files.read(name), what).rejects.toMatchObject(broken);
    }
    await writeFile(place(name), whole);
    expect(await files.read(name)).toEqual(Buffer.from('as it was'));
    await rename(place(name), place(other));
    await expect(files.read(other)).rejects.toMatchObject(broken);
    await truncate(place(other));
    await expect(files.read(other)).rejects.toMatchObject(broken);
  });

  it('are not kept when they cannot be sealed, and can be handed in again', async () => {
    const files = await opened();
    await client.set(keysOf(committee).dataKeys, 'of the wrong type');
    await expect(files.save('msg-7', Buffer.from('photo'), 'jpg')).rejects.toMatchObject({ code: 'redis-refused' });
    expect(await readdir(join(home, 'data', 'files'))).toEqual([]);
    await client.del(keysOf(committee).dataKeys);
    const name = await files.save('msg-7', Buffer.from('photo'), 'jpg');
    expect(await files.read(name)).toEqual(Buffer.from('photo'));
    await files.remove([name]);
    expect(await files.read(name)).toBeUndefined();
  });
});
