/** The key file: the one secret of a committee. Whoever has it and the data reads everything; without it nothing can be read. */
import { randomBytes } from 'node:crypto';
import { link, mkdir, open, stat, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { PermanentError } from '../../domain/errors.js';

const keyBytes = 32;

/** Where the key of a home lies: ZERENTIAN_KEY_FILE, read from the home folder when relative, else data/key. */
export function keyFilePath(options: { env: NodeJS.ProcessEnv; home: string }): string {
  return resolve(options.home, options.env['ZERENTIAN_KEY_FILE'] || join('data', 'key'));
}

/**
 * Reads the 32 bytes of the key file. When there is none, `create` makes one with mode 0600; processes that start at once end with the
 * same key. Pass `create: false` where sealed data exists already: a new key could not open it.
 *
 * Throws a PermanentError: `key-missing`, `key-exposed` (others than the owner may read it), `key-wrong-size`, `key-unreadable`,
 * `key-unwritable`.
 */
export async function readKeyFile(path: string, options: { create: boolean }): Promise<Buffer> {
  const key = await readIfThere(path);
  if (key) return key;
  if (!options.create) {
    throw new PermanentError('key-missing', `The key file ${path} is missing, and what is stored can only be read with it. Put it back.`);
  }
  await createOnce(path);
  const created = await readIfThere(path);
  if (!created) throw new PermanentError('key-unreadable', `The key file ${path} vanished while it was made.`);
  return created;
}

/** Whether there is a key file; one that cannot be read counts as there. */
export function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  );
}

/** Undefined: there is no such file. Throws the PermanentErrors `key-exposed`, `key-wrong-size` and `key-unreadable`. */
export async function readIfThere(path: string): Promise<Buffer | undefined> {
  try {
    const file = await open(path, 'r');
    try {
      const facts = await file.stat();
      const { mode, size } = facts;
      if (!facts.isFile()) throw new PermanentError('key-unreadable', `${path} is not a file.`);
      if ((mode & 0o077) !== 0) {
        throw new PermanentError('key-exposed', `Others than its owner may use the key file ${path}. Mend it with: chmod 600 '${path}'`);
      }
      if (size !== keyBytes) {
        throw new PermanentError(
          'key-wrong-size',
          `The key file ${path} has ${size} bytes instead of ${keyBytes}; it is not a key or was damaged.`,
        );
      }
      return await file.readFile();
    } finally {
      await file.close();
    }
  } catch (cause) {
    if (cause instanceof PermanentError) throw cause;
    if (codeOf(cause) === 'ENOENT') return undefined;
    throw new PermanentError('key-unreadable', `The key file ${path} cannot be read.`, cause);
  }
}

/**
 * Makes a new key, unless there is one. It becomes visible only when whole and on disk; `link` lets exactly one of several makers win. Throws a
 * PermanentError `key-unwritable`.
 */
export async function createOnce(path: string): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.new`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(randomBytes(keyBytes));
      await file.sync();
    } finally {
      await file.close();
    }
    await link(draft, path);
    await syncFolder(dirname(path));
  } catch (cause) {
    if (codeOf(cause) !== 'EEXIST') throw new PermanentError('key-unwritable', `The key file ${path} cannot be made.`, cause);
  } finally {
    if (await stat(draft).then(Boolean, () => false)) await unlink(draft);
  }
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
