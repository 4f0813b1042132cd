/** Puts a slip into files that are right, and expects to be pointed at it. */
import { expect, it } from 'vitest';
import { formatFault } from '../../src/adapters/yaml/fault.js';
import { load, rightFiles, writeHome, type HomeFiles } from './home-folder.js';

/** In `file`, `from` becomes `to`, in which ‸ stands before the place that must be pointed at. */
export interface Slip {
  about: string;
  file: string;
  from: string | RegExp;
  to: string;
  says: string;
}

/** What is said of the home that is right with these files laid over it. */
export async function faultsOf(files: HomeFiles): Promise<string[]> {
  const loaded = await load(await writeHome({ ...rightFiles, ...files }));
  return loaded.ok ? [] : loaded.faults.map(formatFault);
}

/** `files`: right ones beside those of `rightFiles`. */
export function testSlips(slips: readonly Slip[], files: Readonly<Record<string, string>> = {}): void {
  it.each(slips)('$about', async ({ file, from, to, says }) => {
    const source = files[file] ?? rightFiles[file] ?? '';
    const changed = source.replace(from, () => to);
    expect(changed).toContain('‸');
    const { text, place } = marked(changed);
    expect(await faultsOf({ ...files, [file]: text })).toEqual([`${file}:${place}  ${says}`]);
  });
}

function marked(text: string): { text: string; place: string } {
  const before = text.slice(0, text.indexOf('‸')).split('\n');
  return { text: text.replace('‸', ''), place: `${before.length}:${(before.at(-1)?.length ?? 0) + 1}` };
}
