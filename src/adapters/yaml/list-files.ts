/** lists/*.yaml: items of task schedules in files of their own, for a schedule that is the same everywhere cannot know a township's units. */
import { join } from 'node:path';
import { didYouMean } from './did-you-mean.js';
import type { FaultList, Hint } from './fault.js';
import { listFiles, type ListedFile } from './folder.js';
import type { Place } from './place.js';
import { readText, start } from './read-text.js';
import { readYaml } from './read-yaml.js';
import { listName } from './schedule-kinds/task.js';

const folder = 'lists';
const ending = '.yaml';

/** By the whole name of the file. */
export type Lists = ReadonlyMap<string, ListedFile>;

export interface MissingList {
  /** The schedule's, for people. */
  name: string;
  /** Where the list is looked for, below the home. */
  list: string;
  /** At a list that is there. */
  hint?: Hint;
}

/** The lists of a home, whether or not a schedule names them; the folder may be missing. None of them is read yet. */
export async function findLists(home: string, faults: FaultList): Promise<Lists> {
  const listed = await listFiles(join(home, folder), folder, ending, faults);
  for (const { stem, name } of listed) {
    if (!listName.safeParse(`${stem}${ending}`).success) faults.add(name, start, 'bad-file-name', { example: 'rules.yaml' });
  }
  return new Map(listed.map((file) => [`${file.stem}${ending}`, file]));
}

/**
 * The schedule with the items of the list that it names, to be checked as if they were written in it; as it is when it names none, or none
 * that can be read. A list that is not there is a fault, or `missing` when it may be.
 */
export async function takeItems(
  root: Place,
  lists: Lists,
  { mayBeMissing }: { mayBeMissing: boolean },
  faults: FaultList,
): Promise<{ root: Place; missing?: MissingList }> {
  const items = root.get('kind')?.text() === 'task' ? root.get('items') : undefined;
  const { data: named } = listName.safeParse(items?.text());
  if (!items || named === undefined) return { root };
  const file = lists.get(named);
  if (file) {
    const list = await readList(file, faults);
    return { root: list ? root.with('items', list) : root };
  }
  const path = `${folder}/${named}`;
  const hint = didYouMean(named, lists.keys());
  if (mayBeMissing) return { root, missing: { name: root.get('name')?.text() ?? named, list: path, ...(hint && { hint }) } };
  faults.add(items.file, items.at, 'missing-file', { path }, hint);
  return { root };
}

async function readList({ path, name }: ListedFile, faults: FaultList): Promise<Place | undefined> {
  const file = await readText(path, name, faults);
  const list = file && readYaml(file, faults);
  if (!list || Array.isArray(list.value())) return list;
  faults.add(list.file, list.at, 'not-a-list');
  return undefined;
}
