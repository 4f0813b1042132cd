/** Attachments on disk, under generated names that tell nothing of who sent them. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { PermanentError, TemporaryError } from '../../domain/errors.js';

const unfinished = '.part';
const generated = /^[0-9a-f]{32}\.[a-z0-9]{1,8}$/;
/** What a crash left behind is older than this when the next process comes by; what another process is writing is not. */
const abandonedMs = 3_600_000;

export interface PhotoFiles {
  /** The generated name that `save` gives. */
  nameOf(operationId: string, extension: string): string;
  /**
   * Writes what `contentOf` makes for the generated name, and gives back the name only when the file is whole and on disk; nothing is made for
   * one that is there already. It caps no size: that is the caller's. Throws a TemporaryError `disk-full` or `file-not-written`, a PermanentError
   * `data-unwritable` or `bad-extension`, and what `contentOf` throws.
   */
  save(operationId: string, contentOf: (name: string) => Promise<Uint8Array>, extension: string): Promise<string>;
  /** Undefined: there is no such file. Throws a TemporaryError `file-not-read`. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Names that are not there, or never could be, change nothing. Throws as `save` does. */
  remove(names: readonly string[]): Promise<void>;
}

/** Opens data/files of a home (folder 0700, files 0600) and clears away what a crash left half written. */
export async function openPhotoFiles(home: string): Promise<PhotoFiles> {
  const folder = join(home, 'data', 'files');
  await translated(folder, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await clearAbandoned(folder);
  });
  const running = new Map<string, Promise<string>>();

  return {
    nameOf,

    save: (operationId, contentOf, extension) => {
      if (!/^[a-z0-9]{1,8}$/.test(extension))
        return Promise.reject(new PermanentError('bad-extension', 'An extension is 1 to 8 of a-z and 0-9.'));
      const name = nameOf(operationId, extension);
      const saving = running.get(name) ?? saveOnce(folder, name, contentOf).finally(() => running.delete(name));
      running.set(name, saving);
      return saving;
    },

    async read(name) {
      if (!generated.test(name)) return undefined;
      try {
        return await readFile(join(folder, name));
      } catch (cause) {
        if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return undefined;
        throw new TemporaryError('file-not-read', `A file of ${folder} could not be read.`, cause);
      }
    },

    remove: (names) =>
      translated(folder, async () => {
        for (const name of names) if (generated.test(name)) await unlink(join(folder, name)).catch(ignoreAbsence);
        await sync(folder);
      }),
  };
}

function nameOf(operationId: string, extension: string): string {
  return `${createHash('sha256').update(`file\0${operationId}`).digest('hex').slice(0, 32)}.${extension}`;
}

async function saveOnce(folder: string, name: string, contentOf: (name: string) => Promise<Uint8Array>): Promise<string> {
  const path = join(folder, name);
  const content = (await translated(folder, () => exists(path))) ? undefined : await contentOf(name);
  return translated(folder, async () => {
    if (content !== undefined) await writeWhole(path, content);
    // Also when it was there: the process that renamed it may have died before this.
    await sync(folder);
    return name;
  });
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}${unfinished}`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    if (await exists(draft)) await unlink(draft);
    throw cause;
  }
}

async function clearAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(unfinished)) continue;
    const path = join(folder, name);
    const facts = await stat(path).catch(ignoreAbsence);
    if (facts && Date.now() - facts.mtimeMs > abandonedMs) await unlink(path).catch(ignoreAbsence);
  }
}

async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return (await stat(path).catch(ignoreAbsence)) !== undefined;
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

async function translated<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new TemporaryError('disk-full', `No room is left for ${folder}.`, cause);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS' || code === 'ENOTDIR') {
      throw new PermanentError('data-unwritable', `The folder ${folder} cannot be written to.`, cause);
    }
    throw new TemporaryError('file-not-written', `A file could not be written to ${folder}.`, cause);
  }
}
