/** The files of a home that may be changed from the console, on the disk: plain files in plain folders, each replaced whole with the one before kept. */
import { createHash, randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { link, lstat, mkdir, open, readdir, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { TemporaryError } from '../../domain/errors.js';
import { endingOf, fileName, pathOf, type FileFolder, type HomeFile } from '../../domain/home-file.js';

/** As the loader's own bound. */
const maxBytes = 1024 * 1024;

export interface StoredText {
  text: string;
  /** SHA-256 of its bytes, in hexadecimal digits. */
  digest: string;
}

/** Names without the extension, in their order. What is no plain file, or has a name that cannot be asked for, is left out. */
export async function listTexts(home: string, folder: FileFolder): Promise<string[]> {
  if (!(await isPlainFolder(join(home, folder)))) return [];
  const ending = endingOf(folder);
  const entries = await readdir(join(home, folder), { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map(({ name }) => name.slice(0, -ending.length))
    .filter((name) => fileName.test(name))
    .toSorted();
}

/** undefined: there is none; or it is a link, no file, too big or no text, and is not to be read or changed from here. */
export async function readStored(home: string, file: HomeFile): Promise<StoredText | undefined> {
  if (!fileName.test(file.name) || !(await isPlainFolder(join(home, file.folder)))) return undefined;
  try {
    const handle = await open(join(home, pathOf(file)), constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = await handle.stat();
      if (!found.isFile() || found.size > maxBytes) return undefined;
      const bytes = await handle.readFile();
      return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), digest: digestOf(bytes) };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof TypeError || isOneOf(error, 'ENOENT', 'ELOOP', 'EISDIR', 'ENXIO', 'EACCES')) return undefined;
    throw error;
  }
}

/**
 * Replaces it (`text` null: removes it), with the one before kept as `.bak-<mark>`, or a later number when that is taken. `changed`: it is not
 * the one with the digest `was` (null: none), and nothing was done. Throws a TemporaryError `file-not-written`.
 */
export async function placeText(
  home: string,
  file: HomeFile,
  { text, was, mark }: { text: string | null; was: string | null; mark: string },
): Promise<'placed' | 'changed'> {
  const path = join(home, pathOf(file));
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    if (text !== null) await writeSynced(draft, text);
    const there = await lstat(path).catch(ignoreAbsence);
    const now = await readStored(home, file);
    const isAsRead = (now?.digest ?? null) === was && (there === undefined) === (now === undefined);
    if (!isAsRead) return 'changed';
    if (there !== undefined) await keep(path, mark);
    if (text !== null) await rename(draft, path);
    else if (there !== undefined) await unlink(path);
    await syncFolder(dirname(path));
    return 'placed';
  } catch (cause) {
    throw new TemporaryError('file-not-written', `${path} could not be written.`, cause);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Makes a folder of files at once: it is there with all of them, or not at all. One that is there already stays as it is. */
export async function placeFolder(home: string, folder: FileFolder, texts: ReadonlyMap<string, string>): Promise<void> {
  const path = join(home, folder);
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await mkdir(draft);
    for (const [name, text] of texts) await writeSynced(join(draft, name), text);
    await syncFolder(draft);
    await rename(draft, path);
    await syncFolder(home);
  } catch (cause) {
    if (!isOneOf(cause, 'ENOTEMPTY', 'EEXIST')) throw new TemporaryError('file-not-written', `${path} could not be written.`, cause);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

export function digestOf(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A second name for the same bytes: whatever stands there at this moment is kept. */
async function keep(path: string, mark: string): Promise<void> {
  for (let more = 1; ; more += 1) {
    try {
      await link(path, `${path}.bak-${mark}${more === 1 ? '' : `-${more}`}`);
      return;
    } catch (error) {
      if (!isOneOf(error, 'EEXIST')) throw error;
    }
  }
}

async function isPlainFolder(path: string): Promise<boolean> {
  return (await lstat(path).catch(ignoreAbsence))?.isDirectory() ?? false;
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isOneOf(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
