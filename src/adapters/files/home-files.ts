/** The files of a home that belong into a backup: what people write, attachments, and the seal kept outside the store. */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileCopy, HomeFiles } from '../../application/backup-port.js';
import { PermanentError, TemporaryError } from '../../domain/errors.js';

const ownFiles = ['roster.yaml', 'settings.yaml'];
const ownFolders = ['schedules', 'checklists', 'lists', 'duties', 'templates', 'templates/office', 'holidays'];
const witness = 'data/audit-head.json';
const attachmentFolder = 'data/files';
const attachment = /^data\/files\/[0-9a-f]{32}\.[a-z0-9]{1,8}$/u;
/** Where something else stands already, the backup's goes here, for somebody to compare. */
const besideFolder = 'restored';

/** `beside`: something else stands in its place and was left alone. */
export type Placing = 'placed' | 'same' | 'beside';

export function homeFilesIn(home: string): HomeFiles {
  return {
    async *written() {
      for (const path of ownFiles) yield* copyOf(home, path);
      for (const folder of ownFolders) for (const name of await namesIn(join(home, folder))) yield* copyOf(home, `${folder}/${name}`);
      yield* copyOf(home, witness);
    },
    async *attachments() {
      for (const name of await namesIn(join(home, attachmentFolder))) {
        const path = `${attachmentFolder}/${name}`;
        if (attachment.test(path)) yield* copyOf(home, path);
      }
    },
  };
}

/**
 * Moves the seal that a home keeps aside, so that a trail put back is measured by its own. What an earlier call has moved stays; what was put in
 * its place since is removed. `to`: the number it goes to; absent: it cannot be read. undefined: there was none.
 */
export async function setWitnessAside(home: string, mark: string): Promise<{ path: string; to?: number } | undefined> {
  const path = `data/audit-head.before-${mark}.json`;
  try {
    const before = await readFile(join(home, path), 'utf8').catch(ignoreAbsence);
    const text = before ?? (await readFile(join(home, witness), 'utf8').catch(ignoreAbsence));
    if (text === undefined) return undefined;
    if (before === undefined) await rename(join(home, witness), join(home, path));
    else await unlink(join(home, witness)).catch(ignoreAbsence);
    const to = /"to":(\d{1,15})\b/u.exec(text)?.[1];
    return { path, ...(to === undefined ? {} : { to: Number(to) }) };
  } catch (error) {
    throw unplaced(join(home, witness), error);
  }
}

/**
 * Puts a file back. What people have written meanwhile is never written over: the backup's is laid beside it, into `restored/`. Attachments and
 * the seal go with the store, so they replace what is there. Throws a PermanentError `backup-strange` for a path that belongs to no backup, a
 * TemporaryError `file-not-written`.
 */
export async function placeFile(home: string, { path, content }: FileCopy): Promise<Placing> {
  const ours = attachment.test(path) || path === witness;
  if (!ours && !isOwn(path)) throw new PermanentError('backup-strange', 'The backup holds a file that belongs to no home.');
  const bytes = Buffer.from(content, 'base64');
  try {
    const there = await readFile(join(home, path)).catch(ignoreAbsence);
    if (there?.equals(bytes) === true) return 'same';
    const beside = there !== undefined && !ours;
    await writeWhole(join(home, ...(beside ? [besideFolder] : []), path), bytes);
    return beside ? 'beside' : 'placed';
  } catch (cause) {
    throw unplaced(join(home, path), cause);
  }
}

function isOwn(path: string): boolean {
  const [, folder = '', name = ''] = /^(.+)\/([^/]+)$/u.exec(path) ?? [];
  return ownFiles.includes(path) || (ownFolders.includes(folder) && name !== '' && !name.startsWith('.'));
}

/** Gone in the meantime: it belongs to nothing any more. */
async function* copyOf(home: string, path: string): AsyncIterable<FileCopy> {
  const bytes = await readFile(join(home, path)).catch(ignoreAbsence);
  if (bytes !== undefined) yield { kind: 'file', path, content: bytes.toString('base64') };
}

async function namesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(ignoreAbsence);
  const files = (entries ?? []).filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && !entry.name.startsWith('.'));
  return files.map(({ name }) => name).toSorted();
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

function unplaced(path: string, cause: unknown): TemporaryError {
  return new TemporaryError('file-not-written', `${path} cannot be put back; the same command goes on with it.`, cause);
}
