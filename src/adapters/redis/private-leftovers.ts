/** What a crash of the private Redis leaves in its folder, and what somebody saved there by hand: nothing refers to it. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

const appendFolder = 'appendonlydir';
const manifest = 'appendonly.aof.manifest';

/**
 * Removes dumps, unfinished files, and parts of the append-only file that its manifest does not name.
 *
 * `atRest` asks the server, and resolves when it writes no files. A part that is being made is named before the server answers anybody, so what
 * was listed before the answer and is not named after it belongs to nobody.
 */
export async function removeLeftovers(folder: string, atRest: () => Promise<unknown>): Promise<void> {
  const saved = await filesIn(folder);
  const parts = await filesIn(join(folder, appendFolder));
  await atRest();
  const named = await partsNamed(join(folder, appendFolder, manifest));
  const unused = [
    ...saved.filter((name) => name === 'dump.rdb' || /^temp-.*\.(rdb|aof)$/.test(name)),
    ...(named === undefined ? [] : parts.filter((name) => name !== manifest && !named.has(name)).map((name) => join(appendFolder, name))),
  ];
  for (const name of unused) await rm(join(folder, name), { force: true });
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(ifAbsent);
  return (entries ?? []).filter((entry) => entry.isFile()).map(({ name }) => name);
}

/** Base and increments; undefined: a Redis before 7, which has one file. Lines are `file <name> seq <n> type <b, i or h>`. */
async function partsNamed(path: string): Promise<Set<string> | undefined> {
  const text = await readFile(path, 'utf8').catch(ifAbsent);
  if (text === undefined) return undefined;
  return new Set([...text.matchAll(/^file "?(\S+?)"? seq \d+ type [bi]$/gm)].map(([, name]) => name ?? ''));
}

function ifAbsent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}
