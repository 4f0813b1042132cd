/** Gathers the checklists of on-site inspections: those of the home's folder. None are shipped, for each is filed under a plan of the committee's own. */
import { join } from 'node:path';
import type { Checklist } from '../../domain/checklist.js';
import type { LedgerRules } from '../../domain/ledger.js';
import { checkChecklist, checkUsual, type AroundChecklists } from './checklist-checks.js';
import { checklistOf, checklistSchema } from './checklist-file.js';
import type { FaultList } from './fault.js';
import type { FaultTexts } from './fault-texts.js';
import { listFiles, type ListedFile } from './folder.js';
import type { Place } from './place.js';
import { readText, start } from './read-text.js';
import { readYaml } from './read-yaml.js';
import { checkShape } from './shape-faults.js';
import { id } from './shape.js';

const folder = 'checklists';

/** By id, which is the file's name. */
export type Checklists = ReadonlyMap<string, Checklist>;

export async function loadChecklists(
  files: readonly ListedFile[],
  around: Omit<AroundChecklists, 'fields'> & { ledger: LedgerRules | undefined; texts: FaultTexts },
  faults: FaultList,
): Promise<Checklists> {
  const checklists = new Map<string, Checklist>();
  const fields = around.ledger && new Map([...around.ledger.fields].map(([field, name]) => [field, name ?? field]));
  const roots: Place[] = [];
  for (const file of files) {
    const root = await open(file, faults);
    if (!root) continue;
    roots.push(root);
    checkChecklist(root, { ...around, fields }, faults);
    const data = checkShape(root, checklistSchema, faults, around.texts);
    if (data && faults.isEmpty()) checklists.set(file.stem, checklistOf(file.stem, data, fields ?? new Map()));
  }
  checkUsual(roots, faults);
  return checklists;
}

/** The files, before anything in them is read. */
export function listChecklists(home: string, faults: FaultList): Promise<ListedFile[]> {
  return listFiles(join(home, folder), folder, '.yaml', faults);
}

async function open({ path, stem, name }: ListedFile, faults: FaultList): Promise<Place | undefined> {
  if (!id.safeParse(stem).success) faults.add(name, start, 'bad-file-name', { example: 'on-site.yaml' });
  const file = await readText(path, name, faults);
  return file && readYaml(file, faults);
}
