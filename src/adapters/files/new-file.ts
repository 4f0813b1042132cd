/** Puts a whole file in its place, for its owner alone: it is there complete or not at all, and no file of that name is lost unless that was meant. */
import { randomBytes } from 'node:crypto';
import { link, lstat, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { PermanentError, ValidationError } from '../../domain/errors.js';

export interface PutOptions {
  /** A file of that name is replaced. */
  force: boolean;
}

/** Whether there is something already. Throws a ValidationError `file-exists` when it may not be replaced, and for what is no file whatever is meant. */
export async function mayPut(path: string, { force }: PutOptions): Promise<{ replaces: boolean }> {
  const found = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new PermanentError('out-unwritable', `The file ${path} cannot be written.`, error);
  });
  if (found === undefined) return { replaces: false };
  if (force && found.isFile()) return { replaces: true };
  throw taken(path, force);
}

/**
 * Has the content written beside the place, by a name that nobody else has, and then puts it there. Returns its size in bytes. Throws what `write`
 * throws, a ValidationError `file-exists`, and a PermanentError `out-unwritable`; nothing is left behind.
 */
export async function putFile(path: string, options: PutOptions, write: (beside: string) => Promise<void>): Promise<{ bytes: number }> {
  const beside = `${path}.part-${randomBytes(6).toString('hex')}`;
  await (await open(beside, 'wx', 0o600).catch((cause: unknown) => unwritable(path, cause))).close();
  try {
    await write(beside);
    const bytes = await flushed(beside).catch((cause: unknown) => unwritable(path, cause));
    await place(beside, path, options);
    await flushed(dirname(path)).catch((cause: unknown) => unwritable(path, cause));
    return { bytes };
  } finally {
    await unlink(beside).catch((error: unknown) => {
      if (codeOf(error) !== 'ENOENT') throw error;
    });
  }
}

async function place(beside: string, path: string, { force }: PutOptions): Promise<void> {
  try {
    if (force) await rename(beside, path);
    else await link(beside, path);
  } catch (cause) {
    if (codeOf(cause) === 'EEXIST') throw taken(path, false);
    // Some file systems have no second names for a file.
    if (force || !['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(codeOf(cause))) unwritable(path, cause);
    await mayPut(path, { force });
    await rename(beside, path).catch((error: unknown) => unwritable(path, error));
  }
}

async function flushed(path: string): Promise<number> {
  const file = await open(path, 'r');
  try {
    await file.sync();
    return (await file.stat()).size;
  } finally {
    await file.close();
  }
}

function taken(path: string, force: boolean): ValidationError {
  const how = force ? 'it is no file' : '--force replaces it';
  return new ValidationError('file-exists', `There is ${path} already (${how}); nothing was written.`);
}

function unwritable(path: string, cause: unknown): never {
  throw new PermanentError('out-unwritable', `The file ${path} cannot be written.`, cause);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
