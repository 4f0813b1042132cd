import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetOldFiles, mayForgetFiles } from '../../src/adapters/redis/forget-files.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';

const old = 'wrapped-by-the-old-key';

let redis: TestRedis;
let client: Redis;

afterEach(() => redis.stop());

async function began(appendOnly: boolean): Promise<void> {
  redis = await startTestRedis({ appendOnly });
  client = redis.client();
  // It is restarted under it.
  client.on('error', () => undefined);
  await client.hset('keys', 'c1', old);
  await client.config('SET', 'slowlog-log-slower-than', '0');
  await client.hset('keys', 'c1', old);
  await client.config('SET', 'rdbcompression', 'no');
  await client.save();
  await client.hset('keys', 'c1', 'wrapped-by-the-new-key');
  await client.config('SET', 'slowlog-log-slower-than', '1000000');
}

/** Files in which the old value stands. */
async function holders(): Promise<string[]> {
  const entries = await readdir(redis.folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return paths.filter((_, i) => contents[i]?.includes(old)).map((path) => path.slice(redis.folder.length + 1));
}

describe('forgetting what was replaced', () => {
  beforeEach(() => began(true));

  it('leaves it in neither file of a Redis elsewhere, nor among its slow commands', async () => {
    expect((await holders()).length).toBe(2);
    expect(JSON.stringify(await client.slowlog('GET', -1))).toContain(old);
    await forgetOldFiles(client);
    expect(await holders()).toEqual([]);
    expect(JSON.stringify(await client.slowlog('GET', -1))).not.toContain(old);
    await redis.restart();
    expect(await redis.client().hget('keys', 'c1')).toBe('wrapped-by-the-new-key');
  });

  it('waits for what Redis writes by itself, which may have begun before', async () => {
    await client.bgsave();
    await client.bgrewriteaof();
    await forgetOldFiles(client, redis.folder);
    expect(await holders()).toEqual([]);
  });

  it('removes from a folder of its own what nothing refers to, and none of what Redis lives on', async () => {
    const parts = join(redis.folder, 'appendonlydir');
    const orphans = ['temp-rewriteaof-bg-7.aof', 'temp-7.rdb', 'appendonlydir/appendonly.aof.9.base.rdb', 'appendonlydir/temp-8.aof'];
    for (const orphan of orphans) await writeFile(join(redis.folder, orphan), old);
    await client.hset('keys', 'c2', 'new');
    await forgetOldFiles(client, redis.folder);
    expect(await holders()).toEqual([]);
    expect((await readdir(redis.folder)).sort()).toEqual(['appendonlydir', 'redis.sock']);
    expect(await readdir(parts)).toHaveLength(3);
    await client.hset('keys', 'c3', 'new');
    await redis.restart();
    expect(await redis.client().hgetall('keys')).toEqual({ c1: 'wrapped-by-the-new-key', c2: 'new', c3: 'new' });
  });

  it('does not pass for done where Redis refuses it', async () => {
    expect(await mayForgetFiles(client)).toBeUndefined();
    await client.acl('SETUSER', 'bound', 'on', '>word', '~*', '&*', '+@all', '-bgsave');
    const other = redis.client();
    await other.auth('bound', 'word');
    await expect(mayForgetFiles(other)).rejects.toMatchObject({ code: 'redis-keeps-old', message: expect.stringContaining('BGSAVE') });
    await expect(forgetOldFiles(other)).rejects.toMatchObject({ code: 'redis-refused' });
  });

  it('says when Redis could not write', async () => {
    await rm(join(redis.folder, 'dump.rdb'));
    await mkdir(join(redis.folder, 'dump.rdb', 'in the way'), { recursive: true });
    await expect(forgetOldFiles(client)).rejects.toMatchObject({ name: 'TemporaryError', code: 'redis-not-rewritten' });
  });
});

describe('forgetting without an append-only file', () => {
  beforeEach(() => began(false));

  it('leaves nothing in the dump, which is on disk by then', async () => {
    expect(await holders()).toEqual(['dump.rdb']);
    await forgetOldFiles(client);
    expect(await holders()).toEqual([]);
    expect(await readFile(join(redis.folder, 'dump.rdb'), 'latin1')).toContain('wrapped-by-the-new-key');
  });
});
