/** Gathers the schedules: those of the home's folder, or the shipped ones when the home has none. The lists they name are the home's. */
import { join } from 'node:path';
import type { NudgeText, Schedule } from '../../domain/schedule.js';
import type { FaultList } from './fault.js';
import { folderExists, listFiles, type ListedFile } from './folder.js';
import { findLists, takeItems, type MissingList } from './list-files.js';
import { readLibrary } from './nudge-library.js';
import { entries, type Names } from './names.js';
import type { Place } from './place.js';
import { readText, start, type TextFile } from './read-text.js';
import { readYaml } from './read-yaml.js';
import { checkSchedule, type Surroundings } from './schedule-checks.js';
import { scheduleOf, scheduleSchema } from './schedule-file.js';
import { defaultLibrary } from './schedule-kinds/nudge.js';
import { checkShape } from './shape-faults.js';
import { id } from './shape.js';
import { templateUses } from './template-uses.js';

export interface LoadedSchedules {
  /** By id, which is the file's name. */
  schedules: ReadonlyMap<string, Schedule>;
  /** The messages in whose place a template is said, by the template's name. */
  uses: ReadonlyMap<string, ReadonlySet<string>>;
  /** Lists that shipped schedules name and the home does not have. */
  missingLists: readonly MissingList[];
  /** The questions each file asks, however much of it is wrong; undefined: it could not be read. */
  questions: ReadonlyMap<string, Names | undefined>;
}

/** `files`: the Markdown files by name, among them the libraries that the schedules name. */
export async function loadSchedules(
  home: string,
  shipped: string,
  around: Omit<Surroundings, 'schedules'>,
  files: ReadonlyMap<string, TextFile>,
  faults: FaultList,
): Promise<LoadedSchedules> {
  const schedules = new Map<string, Schedule>();
  const uses = new Map<string, Set<string>>();
  const libraries = new Map<string, NudgeText[]>();
  const missingLists: MissingList[] = [];
  const questions = new Map<string, Names | undefined>();
  const lists = await findLists(home, faults);
  const { files: listed, areOwn } = await scheduleFiles(home, shipped, faults);
  const opened = await Promise.all(listed.map(async (file) => ({ file, written: await open(file, faults) })));
  const known: Surroundings = { ...around, schedules: namesOfCampaigns(opened) };
  for (const { file, written } of opened) {
    questions.set(file.stem, written && questionsIn(written));
    if (!written) continue;
    const { root, missing } = await takeItems(written, lists, { mayBeMissing: !areOwn }, faults);
    if (missing) missingLists.push(missing);
    checkSchedule(root, known, faults);
    noteUses(root, uses);
    const texts = textsFor(root, files, libraries, faults);
    const data = checkShape(root, scheduleSchema, faults, around.texts);
    // With a fault anywhere nothing starts, and a faulty ladder has no meaning to build.
    if (data && faults.isEmpty()) schedules.set(file.stem, scheduleOf(file.stem, data, texts));
  }
  return { schedules, uses, missingLists, questions };
}

async function scheduleFiles(home: string, shipped: string, faults: FaultList): Promise<{ files: ListedFile[]; areOwn: boolean }> {
  const own = join(home, 'schedules');
  if (await folderExists(own)) return { files: await listFiles(own, 'schedules', '.yaml', faults), areOwn: true };
  const folder = join(shipped, 'schedules');
  return { files: await listFiles(folder, folder, '.yaml', faults), areOwn: false };
}

async function open({ path, stem, name }: ListedFile, faults: FaultList): Promise<Place | undefined> {
  if (!id.safeParse(stem).success) faults.add(name, start, 'bad-file-name', { example: 'monthly-self-check.yaml' });
  const file = await readText(path, name, faults);
  return file && readYaml(file, faults);
}

/** What a campaign may name: whatever asks, or keeps tasks. */
function namesOfCampaigns(opened: readonly { file: ListedFile; written: Place | undefined }[]): Names {
  const found = opened.filter(({ written }) => ['self-check', 'report', 'spot-check', 'task'].includes(written?.get('kind')?.text() ?? ''));
  return new Map(found.map(({ file, written }) => [file.stem, written?.get('name')?.text() ?? file.stem]));
}

function questionsIn(root: Place): Names {
  const asked = [...entries(root, 'questions'), ...entries(root, 'parts')].map((question) => question.get('id')?.text());
  return new Map(asked.filter((one) => one !== undefined).map((one) => [one, one]));
}

function noteUses(root: Place, uses: Map<string, Set<string>>): void {
  for (const { place, message } of templateUses(root)) {
    const name = place.text();
    if (name !== undefined) uses.set(name, (uses.get(name) ?? new Set()).add(message));
  }
}

/** The texts of a nudge's library, each library read once; none for any other kind, and when there is no such file. */
function textsFor(root: Place, files: ReadonlyMap<string, TextFile>, libraries: Map<string, NudgeText[]>, faults: FaultList): NudgeText[] {
  if (root.get('kind')?.text() !== 'nudge') return [];
  const name = root.get('library')?.text() ?? defaultLibrary;
  const file = files.get(name);
  const texts = libraries.get(name) ?? (file ? readLibrary(file, faults) : []);
  libraries.set(name, texts);
  return texts;
}
