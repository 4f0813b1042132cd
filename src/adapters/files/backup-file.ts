/** Writes and reads a backup file (backup-frames.ts). */
import { randomBytes } from 'node:crypto';
import { open, rename, stat, unlink, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { backupVersion, type BackupHeader, type BackupItem, type BackupWriter, type WrittenBackup } from '../../application/backup-port.js';
import type { Vault } from '../../application/vault-port.js';
import { PermanentError, TemporaryError, ValidationError } from '../../domain/errors.js';
import { frameOf, framesOf, headOf, readHeader } from './backup-frames.js';

/** Frames are cut here, unless a single item is longer. */
const frameCharacters = 65_536;

export interface OpenBackup {
  header: BackupHeader;
  /** From the beginning each time. Throws a PermanentError `backup-damaged` at the first frame that is not as it was written. */
  items(): AsyncIterable<BackupItem[]>;
  close(): Promise<void>;
}

/** A name for a backup. */
export function newBackupId(): string {
  return randomBytes(12).toString('base64url');
}

/** Throws a ValidationError `file-exists`. */
export async function mustBeNew(path: string): Promise<void> {
  const there = await stat(path).then(Boolean, () => false);
  if (there) throw new ValidationError('file-exists', `There is a file ${path} already; nothing was written.`);
}

/**
 * Writes to `<path>.part`, for its owner alone, and reads it again before it takes its name. What an earlier call left half written is replaced.
 * Throws a ValidationError `file-exists`, a TemporaryError `disk-full`, a PermanentError `out-unwritable`.
 */
export function backupWriter(path: string, vault: Vault): BackupWriter {
  const part = `${path}.part`;
  return {
    async write(header, items) {
      await mustBeNew(path);
      try {
        await unlink(part).catch(ignoreAbsence);
        const written = await writeNew(part, (file) => writeFrames(file, vault, header, items));
        await readWhole(part, vault);
        await mustBeNew(path);
        await rename(part, path);
        await syncFolder(dirname(path));
        return written;
      } catch (cause) {
        await unlink(part).catch(() => undefined);
        throw isSystemError(cause) ? unwritable(path, cause) : cause;
      }
    },
  };
}

async function writeNew(part: string, write: (file: FileHandle) => Promise<Omit<WrittenBackup, 'bytes'>>): Promise<WrittenBackup> {
  const file = await open(part, 'wx', 0o600);
  try {
    const counts = await write(file);
    await file.sync();
    return { ...counts, bytes: (await file.stat()).size };
  } finally {
    await file.close();
  }
}

async function writeFrames(
  file: FileHandle,
  vault: Vault,
  header: BackupHeader,
  items: AsyncIterable<BackupItem>,
): Promise<Omit<WrittenBackup, 'bytes'>> {
  await file.writeFile(headOf(header));
  const counts = { keys: 0, files: 0 };
  let no = 0;
  let lines: string[] = [];
  let characters = 0;
  let before = '';
  for await (const item of items) {
    if (item.kind === 'file') counts.files += 1;
    else if (item.name !== before) counts.keys += 1;
    before = item.kind === 'key' ? item.name : '';
    const line = JSON.stringify(item);
    lines.push(line);
    characters += line.length;
    if (characters < frameCharacters) continue;
    await file.writeFile(frameOf(vault, header, lines, { no, last: false }));
    no += 1;
    lines = [];
    characters = 0;
  }
  await file.writeFile(frameOf(vault, header, lines, { no, last: true }));
  return counts;
}

/**
 * Throws a ValidationError `no-such-file`, a PermanentError `not-a-backup`, `backup-newer` (a later version of the program made it) or
 * `backup-other-key` (neither the key file nor what lies beside it opens it). `keyFile`: for messages.
 */
export async function openBackup(path: string, vault: Vault, keyFile: string): Promise<OpenBackup> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    throw new ValidationError('no-such-file', `The file ${path} cannot be read.`, cause);
  });
  try {
    const read = await readHeader(file);
    if (read === undefined) throw new PermanentError('not-a-backup', `The file ${path} is no backup, or its beginning was damaged.`);
    const { header, end } = read;
    if (header.version > backupVersion) {
      throw new PermanentError('backup-newer', `The backup ${path} was made by a later version of the program; use that one.`);
    }
    await vault.takeUp({ wrappedKey: header.key }).catch((cause: unknown) => {
      throw new PermanentError(
        'backup-other-key',
        `The backup ${path} opens with another key than that of ${keyFile}. Put the key file from the time of the backup there.`,
        cause,
      );
    });
    return { header, items: () => wholeItems(file, vault, { path, header, from: end }), close: () => file.close() };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function* wholeItems(
  file: FileHandle,
  vault: Vault,
  { path, ...place }: { path: string; header: BackupHeader; from: number },
): AsyncIterable<BackupItem[]> {
  for await (const items of framesOf(file, vault, place)) {
    if (items === false) throw new PermanentError('backup-damaged', `The backup ${path} is damaged, cut off or put together; use another.`);
    yield items;
  }
}

/** What was written but cannot be read is no backup. */
async function readWhole(path: string, vault: Vault): Promise<void> {
  const written = await openBackup(path, vault, path);
  try {
    for await (const items of written.items()) void items;
  } finally {
    await written.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function unwritable(path: string, cause: NodeJS.ErrnoException): Error {
  if (cause.code === 'ENOSPC' || cause.code === 'EDQUOT') return new TemporaryError('disk-full', `No room is left for ${path}.`, cause);
  return new PermanentError('out-unwritable', `The file ${path} cannot be written.`, cause);
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
