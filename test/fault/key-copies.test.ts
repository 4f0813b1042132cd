/** Who has another copy of the key file, and keys that cannot be changed. */
import { copyFile, lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openKeyFiles } from '../../src/adapters/crypto/key-succession.js';
import { openKeyStore } from '../../src/adapters/redis/key-store.js';
import { keysOf } from '../../src/adapters/redis/keys.js';
import { rotateKeys } from '../../src/application/rotate-keys.js';
import { answerIn, committee, KeyHouse, reads } from '../harness/key-house.js';
import { openCycle, start } from '../harness/stores.js';

let house: KeyHouse;

beforeAll(async () => {
  house = await KeyHouse.open();
});
beforeEach(() => house.furnish());
afterEach(() => house.clear());
afterAll(() => house.redis.stop());

describe('a process with another copy of the key file', () => {
  it('says what to do, writes nothing under the old key, and goes on by itself once the new one is there', async () => {
    const { bot } = await house.begun();
    const away = await mkdtemp(join(tmpdir(), 'zrt-rotation-away-'));
    await mkdir(join(away, 'data'));
    await copyFile(house.keyFile, join(away, 'data', 'key'));
    const other = await house.start('bot', away);
    await bot.keys.rotate();
    const refusal = { name: 'TemporaryError', code: 'key-rotated', message: expect.stringContaining(join(away, 'data', 'key')) };
    await expect(openCycle(other.stores, { id: 'c2' })).rejects.toMatchObject(refusal);
    await expect(other.stores.replies.latest('c1', 'a')).rejects.toMatchObject(refusal);
    await expect(other.keys.rotate()).rejects.toMatchObject({ code: 'key-not-in-force' });
    await expect(house.start('bot', away)).rejects.toMatchObject({ name: 'PermanentError', code: 'key-not-in-force' });
    for (let no = 0; no < 3; no += 1) await other.keys.look();
    expect(house.log.entries.map(({ message }) => message)).toEqual(['the key was changed, and this process does not have the new one']);
    // While it is being copied.
    await writeFile(join(away, 'data', 'key'), '');
    await expect(other.stores.replies.latest('c1', 'a')).rejects.toMatchObject(refusal);
    await copyFile(house.keyFile, join(away, 'data', 'key'));
    await answerIn(other, 'c2');
    await other.keys.look();
    expect(house.log.entries).toHaveLength(1);
    await reads(other, 'c1', 'c2');
    await reads(bot, 'c1', 'c2');
    await rm(away, { recursive: true });
  });
});

describe('a key that cannot be changed', () => {
  it('is left as it is when its folder cannot be written to', async () => {
    const { before } = await house.begun();
    const secrets = join(house.home, 'secrets');
    await mkdir(secrets);
    // A name that is too long for one beside it is refused by any user's system, as a read-only folder is.
    const path = join(secrets, 'k'.repeat(240));
    await rename(house.keyFile, path);
    const files = await openKeyFiles(path);
    const store = openKeyStore(house.client, { committee, folder: house.redis.folder });
    await expect(rotateKeys({ files, store }, start)).rejects.toMatchObject({ name: 'PermanentError', code: 'key-unwritable' });
    expect((await readFile(path)).equals(before.key)).toBe(true);
    expect(await house.wrapped()).toEqual(before.wrapped);
    expect(await readdir(secrets)).toHaveLength(1);
  });

  it('is left as it is when Redis would keep what it opens', async () => {
    const { bot, before } = await house.begun();
    await house.client.acl('SETUSER', 'bound', 'on', '>word', '~*', '&*', '+@all', '-bgrewriteaof');
    const other = house.redis.client();
    await other.auth('bound', 'word');
    const store = openKeyStore(other, { committee });
    await expect(rotateKeys({ files: await openKeyFiles(house.keyFile), store }, start)).rejects.toMatchObject({ code: 'redis-keeps-old' });
    expect(await readFile(house.keyFile)).toEqual(before.key);
    expect(await readdir(join(house.home, 'data'))).toContain('key');
    await reads(bot, 'c1');
  });

  it('is left as it is when another committee on the same Redis has it too', async () => {
    const { bot, before } = await house.begun();
    const print = bot.keys.vault.print();
    await house.client.set(keysOf('other').keyPrint, print);
    const shared = openKeyStore(house.client, { committee });
    await expect(rotateKeys({ files: await openKeyFiles(house.keyFile), store: shared }, start)).rejects.toMatchObject({
      code: 'key-shared',
      message: expect.stringContaining('other'),
    });
    expect(await house.wrapped()).toEqual(before.wrapped);
  });

  it('is changed where ZERENTIAN_KEY_FILE says, also through a link, which stays one', async () => {
    const secrets = join(house.home, 'secrets');
    const bot = await house.start('bot', house.home, { ZERENTIAN_KEY_FILE: 'secrets/key' });
    await answerIn(bot, 'c1');
    const before = await readFile(join(secrets, 'key'));
    await symlink(join(secrets, 'key'), join(house.home, 'link'));
    const command = await house.start('command', house.home, { ZERENTIAN_KEY_FILE: 'link' });
    await command.keys.rotate();
    expect((await readFile(join(secrets, 'key'))).equals(before)).toBe(false);
    expect(await readdir(secrets)).toEqual(['key']);
    expect((await lstat(join(house.home, 'link'))).isSymbolicLink()).toBe(true);
    await answerIn(bot, 'c2');
    await reads(await house.start('bot', house.home, { ZERENTIAN_KEY_FILE: 'link' }), 'c1', 'c2');
  });
});
