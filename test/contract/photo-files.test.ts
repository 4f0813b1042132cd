import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPhotoFiles } from '../../src/adapters/files/photo-files.js';

let home: string;
let folder: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'zrt-files-'));
  folder = join(home, 'data', 'files');
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

const bytes = (text: string) => (): Promise<Uint8Array> => Promise.resolve(Buffer.from(text));

describe('keeping attachments', () => {
  it('writes a file once, under a name made of nothing but the operation', async () => {
    const files = await openPhotoFiles(home);
    const name = await files.save('wxid_sun/msg-7', bytes('photo'), 'jpg');
    expect(name).toMatch(/^[0-9a-f]{32}\.jpg$/);
    const written = await stat(join(folder, name));
    expect(await files.save('wxid_sun/msg-7', bytes('photo'), 'jpg')).toBe(name);
    expect((await stat(join(folder, name))).ino).toBe(written.ino);
    expect(await readFile(join(folder, name), 'utf8')).toBe('photo');
    expect(await files.save('wxid_sun/msg-8', bytes('photo'), 'jpg')).not.toBe(name);
  });

  it('gives the same name after a restart', async () => {
    const name = await (await openPhotoFiles(home)).save('msg-7', bytes('photo'), 'png');
    expect(await (await openPhotoFiles(home)).save('msg-7', bytes('photo'), 'png')).toBe(name);
    expect(await readdir(folder)).toEqual([name]);
  });

  it('writes one whole file when the same message comes several times at once, also to two openings', async () => {
    const [one, other] = await Promise.all([openPhotoFiles(home), openPhotoFiles(home)]);
    const photo = Buffer.alloc(3_000_000, 'x');
    const names = await Promise.all(
      [one, other, one, other, one].map((files) => files.save('msg-7', () => Promise.resolve(photo), 'webp')),
    );
    expect(new Set(names).size).toBe(1);
    expect(await readdir(folder)).toEqual([names[0]]);
    expect((await readFile(join(folder, names[0] ?? ''))).equals(photo)).toBe(true);
  });

  it('keeps everything to its owner', async () => {
    const name = await (await openPhotoFiles(home)).save('msg-7', bytes('photo'), 'jpg');
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  });

  it.each(['', '../x', 'jpg/..', 'JPG', 'a.b', 'jpg\0', 'toolonglonglong'])('refuses the extension %j', async (extension) => {
    const files = await openPhotoFiles(home);
    await expect(files.save('msg-7', bytes('photo'), extension)).rejects.toMatchObject({ code: 'bad-extension' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('clears away what a crash left half written, and not what another process is writing', async () => {
    await mkdir(folder, { recursive: true });
    const [abandoned, current] = ['a.jpg.1.part', 'b.jpg.2.part'].map((name) => join(folder, name));
    for (const path of [abandoned, current]) await writeFile(path ?? '', 'half');
    await utimes(abandoned ?? '', 0, 0);
    await openPhotoFiles(home);
    expect(await readdir(folder)).toEqual(['b.jpg.2.part']);
  });

  it('leaves nothing behind when writing fails, and can be tried again', async () => {
    const files = await openPhotoFiles(home);
    await rm(folder, { recursive: true });
    await expect(files.save('msg-7', bytes('photo'), 'jpg')).rejects.toMatchObject({ name: 'TemporaryError', code: 'file-not-written' });
    await mkdir(folder);
    const name = await files.save('msg-7', bytes('photo'), 'jpg');
    expect(await readdir(folder)).toEqual([name]);
  });

  it('makes nothing for a file that is there already, and takes up nothing of content that could not be made', async () => {
    const files = await openPhotoFiles(home);
    const fault = new Error('no key');
    await expect(files.save('msg-7', () => Promise.reject(fault), 'jpg')).rejects.toBe(fault);
    expect(await readdir(folder)).toEqual([]);
    const name = await files.save('msg-7', bytes('photo'), 'jpg');
    expect(await files.save('msg-7', () => Promise.reject(fault), 'jpg')).toBe(name);
  });

  it('makes content for the very name under which it will lie', async () => {
    const files = await openPhotoFiles(home);
    const name = await files.save('msg-7', (its) => bytes(its)(), 'jpg');
    expect(await readFile(join(folder, name), 'utf8')).toBe(name);
  });

  it('reads a file, and none that was not kept here', async () => {
    const files = await openPhotoFiles(home);
    const name = await files.save('msg-7', bytes('photo'), 'jpg');
    await writeFile(join(home, 'data', 'key'), 'secret');
    expect(Buffer.from((await files.read(name)) ?? []).toString()).toBe('photo');
    for (const other of [`0${name.slice(1)}x`, '../key', `../files/${name}`, '', '.', `${name}\0`])
      expect(await files.read(other)).toBeUndefined();
  });

  it('removes files, also twice, and nothing but files', async () => {
    const files = await openPhotoFiles(home);
    const names = await Promise.all(['msg-7', 'msg-8'].map((id) => files.save(id, bytes(id), 'jpg')));
    await writeFile(join(home, 'data', 'key'), 'secret');
    await files.remove([names[0] ?? '', '../key', `${'0'.repeat(32)}.jpg`]);
    await files.remove([names[0] ?? '']);
    expect(await readdir(folder)).toEqual([names[1]]);
    expect(await readdir(join(home, 'data'))).toContain('key');
  });

  it('says when data cannot be written to', async () => {
    await writeFile(join(home, 'data'), 'a file, no folder');
    await expect(openPhotoFiles(home)).rejects.toMatchObject({ name: 'PermanentError', code: 'data-unwritable' });
  });
});
