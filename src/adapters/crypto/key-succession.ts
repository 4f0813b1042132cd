/** The key file while it changes: `<file>.next` beside it will take its place, `<file>.old` is the one before. */
import { randomBytes } from 'node:crypto';
import { link, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { KeyFiles, KeysAtHand, WrappingKey } from '../../application/key-port.js';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import { codeOf, createOnce, readIfThere, syncFolder } from './key-file.js';
import { wrappingKeyOf } from './wrapping-key.js';

/**
 * The files of a key file that exists; where it is a link, those beside what it points to.
 *
 * `old` is a second name of the key file until `next` takes its place, so that its bytes can be overwritten afterwards, and so that a file which
 * cannot be replaced (mounted by itself, kept by another owner, read-only) shows before anything depends on it.
 */
export async function openKeyFiles(path: string): Promise<KeyFiles> {
  const file = await realpath(path).catch((cause: unknown) => {
    throw new PermanentError('key-missing', `The key file ${path} is missing.`, cause);
  });
  const next = `${file}.next`;
  const old = `${file}.old`;
  return {
    path: file,
    read: () => readAll(file, next, old),

    async prepare() {
      if ((await exists(old)) && !(await exists(next))) return;
      let made = false;
      try {
        await createOnce(next);
        made = true;
        await link(file, old).catch(unlessThere);
        await syncFolder(dirname(file));
      } catch (cause) {
        // Without `old` nothing was wrapped by `next` yet.
        if (made && !(await exists(old))) await destroy(next);
        throw unwritable(file, cause);
      }
    },

    async replace() {
      await rename(next, file).catch((cause: unknown) => {
        throw new TemporaryError('key-not-replaced', `The new key is in force, but ${next} cannot be moved to ${file} yet.`, cause);
      });
      await syncFolder(dirname(file));
    },

    async destroyOld() {
      // The key file itself under its second name: there was no other to take its place.
      if (await areOne(file, old)) await unlink(old);
      else await destroy(old);
      await removeDrafts(file);
      await syncFolder(dirname(file));
    },
  };
}

async function readAll(file: string, next: string, old: string): Promise<KeysAtHand> {
  const current = await readIfThere(file);
  if (current === undefined) throw new PermanentError('key-missing', `The key file ${file} is missing.`);
  const [upcoming, before] = [await readIfThere(next), await readIfThere(old)];
  return {
    current: wrappingKeyOf(current),
    ...(upcoming === undefined ? {} : { next: wrappingKeyOf(upcoming) }),
    ...(before === undefined ? {} : { old: wrappingKeyOf(before) }),
  };
}

/**
 * Looks for a key in the key file and beside it: the one to come may be in force before it has taken its place, and the one before again in a
 * store that has lost its last seconds. Throws as readIfThere does.
 */
export async function findKey(path: string, fits: (key: WrappingKey) => boolean): Promise<WrappingKey | undefined> {
  const file = await realpath(path).catch(() => path);
  // In this order, for `next` moves to the key file's place; a damaged file must not hide a whole one.
  const faults: unknown[] = [];
  for (const candidate of [`${file}.next`, file, `${file}.old`]) {
    try {
      const bytes = await readIfThere(candidate);
      const key = bytes === undefined ? undefined : wrappingKeyOf(bytes);
      if (key !== undefined && fits(key)) return key;
    } catch (cause) {
      faults.push(cause);
    }
  }
  const [fault] = faults;
  if (fault instanceof PermanentError) throw fault;
  return undefined;
}

/** Whether a change of the key was begun and not ended. */
export async function isUnfinished(path: string): Promise<boolean> {
  const file = await realpath(path).catch(() => path);
  return (await exists(`${file}.next`)) || (await exists(`${file}.old`));
}

function unwritable(file: string, cause: unknown): PermanentError {
  const needed = 'its folder must be writable, and the file must not be mounted by itself';
  return new PermanentError('key-unwritable', `The key file ${file} cannot be replaced: ${needed}. The key was not changed.`, cause);
}

/** Overwritten first: what is only removed stays readable on the disk for long. */
async function destroy(path: string): Promise<void> {
  const file = await open(path, 'r+').catch((error: unknown) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
  if (file === undefined) return;
  try {
    const { size } = await file.stat();
    await file.write(randomBytes(size), 0, size, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await unlink(path);
}

/** What a crash left of a file in the making may be another name of the key in force: it is removed, not overwritten. */
async function removeDrafts(file: string): Promise<void> {
  const folder = dirname(file);
  for (const name of await readdir(folder)) {
    const rest = name.startsWith(basename(file)) ? name.slice(basename(file).length) : '';
    if (/^(\.next)?\.[0-9a-f]{12}\.new$/.test(rest)) await unlink(join(folder, name));
  }
}

async function areOne(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([stat(one), stat(other).catch(() => undefined)]);
  return second !== undefined && first.ino === second.ino && first.dev === second.dev;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
      return false;
    },
  );
}

function unlessThere(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}
