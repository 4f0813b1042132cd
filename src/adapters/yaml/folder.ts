/** Lists the files of a folder that people put there. */
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { FaultList } from './fault.js';
import { codeOf, start } from './read-text.js';

export interface ListedFile {
  path: string;
  /** The file's name without its extension: an id. */
  stem: string;
  /** The name shown to people. */
  name: string;
}

/** Endings that are a slip when another is expected; anything else in a folder (notes, backups) is nobody's business. */
const lookAlikes: Readonly<Record<string, readonly string[]>> = { '.yaml': ['.yml', '.txt', '.json'], '.md': ['.markdown', '.txt'] };

/** No folder of these has anywhere near so many; each is read whole at every change. */
const mostFiles = 1_000;

/** Whether a folder is there. A file in its place counts, so that it is told as a fault when listed. */
export async function folderExists(folder: string): Promise<boolean> {
  return readdir(folder).then(
    () => true,
    (error: unknown) => codeOf(error) !== 'ENOENT',
  );
}

/** Its files with that ending, by name; none when the folder is missing. A look-alike ending is a fault, not silently passed over. */
export async function listFiles(folder: string, shownFolder: string, ending: string, faults: FaultList): Promise<ListedFile[]> {
  const listed = await readdir(folder).catch((error: unknown) => {
    const reason = codeOf(error);
    if (reason === 'ENOTDIR') faults.add(shownFolder, start, 'not-a-folder');
    else if (reason !== 'ENOENT') faults.add(shownFolder, start, 'cannot-read', { reason });
    return [];
  });
  const visible = listed.filter((file) => !file.startsWith('.')).toSorted();
  for (const file of visible) {
    const found = extname(file).toLowerCase();
    const isSlip = lookAlikes[ending]?.includes(found) || (found === ending && !file.endsWith(ending));
    if (isSlip) faults.add(`${shownFolder}/${file}`, start, 'wrong-extension', { ending });
  }
  const wanted = visible.filter((file) => file.endsWith(ending));
  if (wanted.length > mostFiles) faults.add(shownFolder, start, 'too-many-files', { max: mostFiles });
  return wanted
    .slice(0, mostFiles)
    .map((file) => ({ path: join(folder, file), stem: file.slice(0, -ending.length), name: `${shownFolder}/${file}` }));
}
