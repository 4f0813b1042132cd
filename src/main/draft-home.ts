/** A home as it would be with one file changed: a folder of links to all that stays, beside the one text that does not. */
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endingOf, pathOf, type HomeFile } from '../domain/home-file.js';

const files = ['roster.yaml', 'settings.yaml'];
const folders = ['schedules', 'checklists', 'lists', 'duties', 'templates', 'holidays'];

/** `text` null: without the file. `beside`: what its folder holds when the home has none, by whole names. The folder is removed afterwards. */
export async function withDraftHome<T>(
  home: string,
  { file, text, beside }: { file: HomeFile; text: string | null; beside: ReadonlyMap<string, string> },
  use: (draft: string) => Promise<T>,
): Promise<T> {
  const draft = await mkdtemp(join(tmpdir(), 'zrt-draft-'));
  try {
    const there = new Set(await readdir(home));
    for (const name of [...files, ...folders].filter((one) => there.has(one) && one !== file.folder))
      await symlink(join(home, name), join(draft, name));
    const folder = join(draft, file.folder);
    const own = there.has(file.folder) ? await readdir(join(home, file.folder)) : [];
    if (own.length > 0 || beside.size > 0 || text !== null) await mkdir(folder);
    const changed = `${file.name}${endingOf(file.folder)}`;
    for (const name of own.filter((one) => one !== changed)) await symlink(join(home, file.folder, name), join(folder, name));
    if (!there.has(file.folder)) for (const [name, written] of beside) await writeFile(join(folder, name), written);
    if (text !== null) await writeFile(join(draft, pathOf(file)), text);
    return await use(draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
