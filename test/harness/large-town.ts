/** A hamlet grown to very many villages, all asked by one self-check, for pages that have to stay quick. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { files } from './hamlet.js';

/** For `prepare`, after the hamlet: villages beside those it has, without a liaison: what each is asked is another matter. */
export function withVillages(count: number): (home: string) => Promise<void> {
  return async (home) => {
    const path = join(home, files.roster);
    const villages = Array.from(
      { length: count },
      (_, index) => `  - {id: v${index + 1}, name: ${index + 1}号村, kind: village, parent: qingshan, principal: wu}`,
    );
    await writeFile(path, (await readFile(path, 'utf8')).replace('groups:', `${villages.join('\n')}\ngroups:`));
  };
}
