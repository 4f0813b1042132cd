/** Names the state of a home's files: by names, sizes and times, without reading them, and by what is in them. */
import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const ownFiles = ['roster.yaml', 'settings.yaml'];
const ownFolders = ['schedules', 'checklists', 'lists', 'duties', 'templates', 'holidays'];
/** Those that are read, and those that are told as a slip of the pen. Backups and notes are nobody's business. */
const looked = /\.(?:ya?ml|md|markdown|txt|json)$/iu;

/** The same for the same state of the files, another after any change that the file system tells. Never rejects: what cannot be seen is part of the state. */
export async function homePrint(home: string): Promise<string> {
  const states = await Promise.all((await namesIn(home)).map((name) => stateOf(home, name)));
  return createHash('sha256').update(states.join('\n')).digest('base64url').slice(0, 22);
}

/** SHA-256, in hexadecimal digits, of names and contents: the same for a copy elsewhere. Never rejects. */
export async function homeDigest(home: string): Promise<string> {
  const parts = await Promise.all((await namesIn(home)).map((name) => contentsOf(home, name)));
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

async function namesIn(home: string): Promise<string[]> {
  const folders = await Promise.all(ownFolders.map((folder) => listed(home, folder)));
  return [...ownFiles, ...folders.flat()];
}

async function contentsOf(home: string, name: string): Promise<[string, string]> {
  try {
    return [
      name,
      createHash('sha256')
        .update(await readFile(join(home, name)))
        .digest('hex'),
    ];
  } catch {
    // A folder, or what is not there.
    return [name, ''];
  }
}

async function listed(home: string, folder: string): Promise<string[]> {
  try {
    const names = await readdir(join(home, folder));
    return [
      folder,
      ...names
        .filter((name) => !name.startsWith('.') && looked.test(name))
        .toSorted()
        .map((name) => join(folder, name)),
    ];
  } catch {
    return [folder];
  }
}

async function stateOf(home: string, name: string): Promise<string> {
  try {
    const found = await stat(join(home, name), { bigint: true });
    // A folder's own times change with every note that is put beside the files.
    if (found.isDirectory()) return `${name} folder`;
    return [name, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
  } catch (error) {
    return `${name} ${error instanceof Error && 'code' in error ? String(error.code) : 'unseen'}`;
  }
}
