import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { homeFilesIn, placeFile } from '../../src/adapters/files/home-files.js';
import { mayPut, putFile } from '../../src/adapters/files/new-file.js';
import { readRosterText, replaceRosterText } from '../../src/adapters/files/roster-text.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zrt-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (text: string) => (path: string) => writeFile(path, text);

describe('a file that is put in its place', () => {
  it('is there whole, for its owner alone', async () => {
    const path = join(folder, 'a.xlsx');
    expect(await putFile(path, { force: false }, write('whole'))).toEqual({ bytes: 5 });
    expect([await readFile(path, 'utf8'), (await stat(path)).mode & 0o777, await readdir(folder)]).toEqual(['whole', 0o600, ['a.xlsx']]);
  });

  it('takes the place of another only when that was meant, though it came there meanwhile', async () => {
    const path = join(folder, 'a.xlsx');
    const late = putFile(path, { force: false }, async (beside) => {
      await writeFile(beside, 'late');
      await writeFile(path, 'first');
    });
    await expect(late).rejects.toMatchObject({ code: 'file-exists' });
    expect(await readFile(path, 'utf8')).toBe('first');
    await expect(mayPut(path, { force: false })).rejects.toMatchObject({ code: 'file-exists' });
    expect(await mayPut(path, { force: true })).toEqual({ replaces: true });
    await putFile(path, { force: true }, write('second'));
    expect([await readFile(path, 'utf8'), await readdir(folder)]).toEqual(['second', ['a.xlsx']]);
    await expect(mayPut(folder, { force: true })).rejects.toMatchObject({ code: 'file-exists' });
  });

  it('leaves nothing behind when it cannot be written, and says so', async () => {
    const failing = putFile(join(folder, 'a.xlsx'), { force: false }, () => Promise.reject(new Error('the store does not answer')));
    await expect(failing).rejects.toThrow('does not answer');
    expect(await readdir(folder)).toEqual([]);
    await expect(putFile(join(folder, 'none', 'a.xlsx'), { force: false }, write('x'))).rejects.toMatchObject({ code: 'out-unwritable' });
  });
});

describe('the roster', () => {
  it('is replaced with its mode, and the old one stays beside it under the time, twice in a second too', async () => {
    const path = join(folder, 'roster.yaml');
    await writeFile(path, '\uFEFFold');
    await chmod(path, 0o640);
    expect(await readRosterText(folder)).toBe('old');
    expect(await replaceRosterText(folder, { before: 'old', after: 'new', time: '20260903-100000' })).toBe(`${path}.bak-20260903-100000`);
    expect(await replaceRosterText(folder, { before: 'new', after: 'newer', time: '20260903-100000' })).toBe(
      `${path}.bak-20260903-100000-2`,
    );
    expect([await readFile(path, 'utf8'), (await stat(path)).mode & 0o777]).toEqual(['newer', 0o640]);
    expect((await readdir(folder)).sort()).toEqual(['roster.yaml', 'roster.yaml.bak-20260903-100000', 'roster.yaml.bak-20260903-100000-2']);
    expect(await readFile(`${path}.bak-20260903-100000-2`, 'utf8')).toBe('new');
  });

  it('stays as it is when somebody has changed it meanwhile', async () => {
    await writeFile(join(folder, 'roster.yaml'), 'by hand');
    const replacing = replaceRosterText(folder, { before: 'old', after: 'new', time: '20260903-100000' });
    await expect(replacing).rejects.toMatchObject({ code: 'roster-changed' });
    expect([await readFile(join(folder, 'roster.yaml'), 'utf8'), await readdir(folder)]).toEqual(['by hand', ['roster.yaml']]);
  });

  it('may lie elsewhere: the file is replaced, not the way to it', async () => {
    await mkdir(join(folder, 'kept'));
    await writeFile(join(folder, 'kept', 'roster.yaml'), 'old');
    await symlink('kept/roster.yaml', join(folder, 'roster.yaml'));
    await replaceRosterText(folder, { before: 'old', after: 'new', time: '20260903-100000' });
    expect(await readFile(join(folder, 'kept', 'roster.yaml'), 'utf8')).toBe('new');
    expect(await readFile(join(folder, 'roster.yaml'), 'utf8')).toBe('new');
  });

  it('that cannot be read is told', async () => {
    await writeFile(join(folder, 'roster.yaml'), Buffer.from([0xff, 0xfe, 0xfd]));
    await expect(readRosterText(folder)).rejects.toMatchObject({ code: 'roster-unreadable' });
  });
});

describe('a backup', () => {
  it('has the templates for Word, and puts them back; nothing that lies elsewhere', async () => {
    await mkdir(join(folder, 'templates', 'office'), { recursive: true });
    await writeFile(join(folder, 'templates', 'office', 'circular.docx'), 'PK');
    const paths: string[] = [];
    for await (const { path } of homeFilesIn(folder).written()) paths.push(path);
    expect(paths).toEqual(['templates/office/circular.docx']);
    const file = (path: string): Parameters<typeof placeFile>[1] => ({ kind: 'file', path, content: Buffer.from('PK').toString('base64') });
    await rm(join(folder, 'templates'), { recursive: true });
    expect(await placeFile(folder, file('templates/office/circular.docx'))).toBe('placed');
    for (const path of [
      'templates/../a',
      'templates/office/../../a',
      'templates/office/.a',
      'templates/office/',
      'templates/x/a',
      '/etc/a',
      'a',
    ])
      await expect(placeFile(folder, file(path))).rejects.toMatchObject({ code: 'backup-strange' });
  });
});
