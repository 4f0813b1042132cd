/** Gathers the schedules: those of the home's folder, or the shipped ones when the home has none. */
import { join } from 'node:path';
import type { Schedule } from '../../domain/schedule.js';
import type { FaultList } from './fault.js';
import { folderExists, listFiles, type ListedFile } from './folder.js';
import type { Place } from './place.js';
import { readText, start } from './read-text.js';
import { readYaml } from './read-yaml.js';
import { checkSchedule, type Surroundings } from './schedule-checks.js';
import { laterKinds, scheduleOf, scheduleSchema } from './schedule-file.js';
import { checkShape } from './shape-faults.js';
import { id } from './shape.js';

/** By id, which is the file's name. */
export async function loadSchedules(
  home: string,
  shipped: string,
  around: Surroundings,
  faults: FaultList,
): Promise<ReadonlyMap<string, Schedule>> {
  const schedules = new Map<string, Schedule>();
  for (const file of await scheduleFiles(home, shipped, faults)) {
    const root = await open(file, faults);
    if (!root || isLaterKind(root, faults)) continue;
    checkSchedule(root, around, faults);
    const data = checkShape(root, scheduleSchema, faults, around.texts);
    // With a fault anywhere nothing starts, and a faulty ladder has no meaning to build.
    if (data && faults.isEmpty()) schedules.set(file.stem, scheduleOf(file.stem, data));
  }
  return schedules;
}

async function scheduleFiles(home: string, shipped: string, faults: FaultList): Promise<ListedFile[]> {
  const own = join(home, 'schedules');
  if (await folderExists(own)) return listFiles(own, 'schedules', '.yaml', faults);
  const folder = join(shipped, 'schedules');
  return listFiles(folder, folder, '.yaml', faults);
}

async function open({ path, stem, name }: ListedFile, faults: FaultList): Promise<Place | undefined> {
  if (!id.safeParse(stem).success) faults.add(name, start, 'bad-file-name', { example: 'monthly-self-check.yaml' });
  const file = await readText(path, name, faults);
  return file && readYaml(file, faults);
}

/** Such a file's other keys are right in the format and unknown to this version: one clear fault instead of many. */
function isLaterKind(root: Place, faults: FaultList): boolean {
  const kind = root.get('kind');
  const written = kind?.text();
  if (!kind || written === undefined || !laterKinds.includes(written)) return false;
  faults.add(kind.file, kind.at, 'kind-not-supported', { kind: written });
  return true;
}
