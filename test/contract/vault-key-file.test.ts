import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyFilePath, readKeyFile } from '../../src/adapters/crypto/key-file.js';
import { runModule } from '../harness/module-process.js';

let home: string;
let path: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'zrt-key-'));
  path = keyFilePath({ env: {}, home });
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

describe('the key file', () => {
  it('lies in data/key, or where ZERENTIAN_KEY_FILE says, counted from the home', () => {
    expect(path).toBe(join(home, 'data', 'key'));
    expect(keyFilePath({ env: { ZERENTIAN_KEY_FILE: 'secret/key' }, home })).toBe(join(home, 'secret', 'key'));
    expect(keyFilePath({ env: { ZERENTIAN_KEY_FILE: '/etc/zerentian/key' }, home })).toBe('/etc/zerentian/key');
    expect(keyFilePath({ env: { ZERENTIAN_KEY_FILE: '' }, home })).toBe(path);
  });

  it('is made once, for its owner alone, and is the same ever after', async () => {
    const first = await readKeyFile(path, { create: true });
    expect(first).toHaveLength(32);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readKeyFile(path, { create: true })).toEqual(first);
    expect(await readKeyFile(path, { create: false })).toEqual(first);
    expect(await readdir(join(home, 'data'))).toEqual(['key']);
  });

  it('is the same for all that start at once', async () => {
    const keys = await Promise.all(
      Array.from({ length: 60 }, async (_, late) => {
        for (let turn = 0; turn < late; turn += 1) await nextTurn();
        return await readKeyFile(path, { create: true });
      }),
    );
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(await readdir(join(home, 'data'))).toEqual(['key']);
  });

  it('is the same for two processes that start at once', async () => {
    const code = `
      const { readKeyFile } = await load('src/adapters/crypto/key-file.ts');
      process.stdout.write((await readKeyFile(${JSON.stringify(path)}, { create: true })).toString('hex'));`;
    const printed = await Promise.all([runModule(code), runModule(code)]);
    expect(printed).toEqual(Array(2).fill((await readFile(path)).toString('hex')));
  });

  it('is not made anew where it must exist', async () => {
    await expect(readKeyFile(path, { create: false })).rejects.toMatchObject({ code: 'key-missing' });
    expect(await readdir(home)).toEqual([]);
  });

  it.each([0o640, 0o604, 0o620])('is refused with mode %o, and the message says how to mend it', async (mode) => {
    await readKeyFile(path, { create: true });
    await chmod(path, mode);
    await expect(readKeyFile(path, { create: true })).rejects.toMatchObject({
      code: 'key-exposed',
      message: expect.stringContaining(`chmod 600 '${path}'`),
    });
  });

  it.each([0, 31, 33])('is refused with %i bytes and left as it is', async (size) => {
    await mkdir(join(home, 'data'));
    await writeFile(path, Buffer.alloc(size), { mode: 0o600 });
    await expect(readKeyFile(path, { create: true })).rejects.toMatchObject({ code: 'key-wrong-size' });
    expect((await stat(path)).size).toBe(size);
  });

  it('is refused when it is a folder, and when its place cannot be written to', async () => {
    await mkdir(path, { recursive: true, mode: 0o700 });
    await expect(readKeyFile(path, { create: true })).rejects.toMatchObject({ code: 'key-unreadable' });
    await writeFile(join(home, 'file'), '');
    await expect(readKeyFile(join(home, 'file', 'key'), { create: true })).rejects.toMatchObject({ code: 'key-unreadable' });
    await symlink(join(home, 'nowhere', 'key'), join(home, 'link'));
    await expect(readKeyFile(join(home, 'link'), { create: true })).rejects.toMatchObject({ code: 'key-unreadable' });
    expect(await readdir(home)).toEqual(['data', 'file', 'link']);
  });
});
