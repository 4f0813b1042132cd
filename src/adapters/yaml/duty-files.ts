/** duties/*.yaml: the responsibility lists of a home. */
import { join } from 'node:path';
import { z } from 'zod';
import { dutyKinds, type CommonDuty, type DutyList, type OwnDuty } from '../../domain/duty.js';
import { committeeRoles, unitRoles } from '../../domain/roster.js';
import { checkAudience } from './audience-checks.js';
import type { FaultList } from './fault.js';
import type { FaultTexts } from './fault-texts.js';
import { listFiles, type ListedFile } from './folder.js';
import { entries, type Names, type RosterNames } from './names.js';
import type { Place } from './place.js';
import { readText, start } from './read-text.js';
import { readYaml } from './read-yaml.js';
import { checkDistinct, checkReference } from './references.js';
import { audience } from './schedule-parts.js';
import { checkShape } from './shape-faults.js';
import { date, id, line, reference, section } from './shape.js';

/** Of several members nobody in particular would answer. */
const holder = z.enum([...unitRoles, ...committeeRoles]).exclude(['members']);
const duty = z.enum(dutyKinds);

const commonDuty = section({ id, text: line(60), duty, holder, for: audience });

const ownDuty = section({
  id,
  text: line(60),
  unit: reference,
  duty,
  person: reference.exactOptional(),
  role: holder.exactOptional(),
  lead: reference.exactOptional(),
  support: z.array(reference).default([]),
  measure: section({ number: z.number().min(0).max(1_000_000), unit: line(6) }).exactOptional(),
  due: date.exactOptional(),
});

export const dutySchema = section({
  name: line(30),
  basis: line(60).exactOptional(),
  common: z.array(commonDuty).max(200).default([]),
  own: z.array(ownDuty).max(2_000).default([]),
});

export interface LoadedDuties {
  lists: DutyList[];
  /** Ids of all duties with their texts, for those who refer to one. */
  names: Names;
}

/** All files of the folder, which may be missing. An id is one duty's in all of them. */
export async function loadDuties(
  home: string,
  names: RosterNames | undefined,
  faults: FaultList,
  texts: FaultTexts,
): Promise<LoadedDuties> {
  const lists: DutyList[] = [];
  const items: Place[] = [];
  for (const file of await listFiles(join(home, 'duties'), 'duties', '.yaml', faults)) {
    const root = await open(file, faults);
    if (!root) continue;
    items.push(...entries(root, 'common'), ...entries(root, 'own'));
    if (names) checkItems(root, names, faults);
    const data = checkShape(root, dutySchema, faults, texts);
    if (data) lists.push(listOf(file.stem, data));
  }
  for (const list of byFile(items)) {
    checkDistinct(
      list.map((item) => ({ place: item.get('id') })),
      'duplicate-id',
      faults,
    );
  }
  checkAcross(items, faults);
  return { lists, names: new Map(items.flatMap((item) => named(item))) };
}

async function open({ path, stem, name }: ListedFile, faults: FaultList): Promise<Place | undefined> {
  if (!id.safeParse(stem).success) faults.add(name, start, 'bad-file-name', { example: 'duties.yaml' });
  const file = await readText(path, name, faults);
  return file && readYaml(file, faults);
}

function named(item: Place): [string, string][] {
  const own = item.get('id')?.text();
  return own === undefined ? [] : [[own, item.get('text')?.text() ?? own]];
}

function byFile(items: readonly Place[]): Place[][] {
  return [...new Set(items.map(({ file }) => file))].map((file) => items.filter((item) => item.file === file));
}

/** Of two files that give one id the later one is told. */
function checkAcross(items: readonly Place[], faults: FaultList): void {
  const first = new Map<string, string>();
  for (const item of items) {
    const place = item.get('id');
    const own = place?.text();
    if (place === undefined || own === undefined) continue;
    const file = first.get(own) ?? place.file;
    first.set(own, file);
    if (file !== place.file) faults.add(place.file, place.at, 'duty-elsewhere', { id: own, file });
  }
}

function checkItems(root: Place, names: RosterNames, faults: FaultList): void {
  for (const item of entries(root, 'common')) checkAudience(item.get('for'), names, faults);
  for (const item of entries(root, 'own')) {
    for (const unit of [item.get('unit'), item.get('lead'), ...entries(item, 'support')]) {
      checkReference(unit, names.units, 'unknown-unit', faults);
    }
    const person = item.get('person');
    checkReference(person, names.people, 'unknown-person', faults);
    if (person && item.get('role')) faults.add(person.file, person.at, 'duty-two-holders');
  }
}

function listOf(file: string, { name, basis, common: shared, own: special }: z.infer<typeof dutySchema>): DutyList {
  return {
    id: file,
    name,
    ...(basis === undefined ? {} : { basis }),
    common: shared.map((item): CommonDuty => item),
    own: special.map((item): OwnDuty => item),
  };
}
