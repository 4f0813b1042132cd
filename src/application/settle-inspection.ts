/**
 * What an inspection leads to once it was handed in: each problem is proposed as a finding, then the reports go out and it is settled. What a crash
 * left half done is completed at the next look, for every finding has the number of its item.
 */
import { overseersOf } from '../domain/finding.js';
import { problemsOf, type Inspection, type ItemRecord } from '../domain/inspection.js';
import type { ChecklistItem, ItemId } from '../domain/checklist.js';
import { reachable } from '../domain/ladder.js';
import type { MatterNo } from '../domain/matter-base.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { newFinding } from './enter-finding.js';
import { findingLook, findingNotices, overseersToTell, ownerOf } from './finding-book.js';
import { inspectionNotices, overseersOfInspection, silenceLook } from './inspection-book.js';
import { problemText } from './inspection-words.js';
import type { Notice } from './ports.js';
import type { World } from './world.js';

const most = 500;

export async function settleInspection(world: World, inspection: Inspection, now: Instant): Promise<void> {
  const findings: Record<ItemId, MatterNo> = {};
  for (const { item, record } of problemsOf(inspection)) {
    const no = await proposed(world, inspection, item, record, now);
    if (no !== undefined) findings[item.id] = no;
  }
  await world.stores.matters.write(
    {
      matter: { ...inspection, findings, settledAt: now },
      after: inspection.version,
      waitsFor: [],
      actor: 'bot',
      act: 'inspection-reported',
      notices: reports(world, inspection, now),
    },
    now,
  );
}

/** The number of the finding; undefined: nobody is there who could mend it, and whoever oversees sees that in the report. */
async function proposed(
  world: World,
  inspection: Inspection,
  item: ChecklistItem,
  record: ItemRecord,
  now: Instant,
): Promise<MatterNo | undefined> {
  const { unit, checklist, no: number } = inspection;
  const { matters } = world.stores;
  const no = await matters.number(`inspection/${number}/${item.id}`);
  if ((await matters.matter(no)) !== undefined) return no;
  const owner = world.config().roster.units.has(unit) ? ownerOf(world, unit) : undefined;
  if (owner === undefined) return undefined;
  const { roster } = world.config();
  const last = record.said.at(-1);
  const finding = newFinding(
    world,
    { at: last?.at ?? inspection.at },
    {
      no,
      source: 'inspection',
      unit,
      field: checklist.field,
      text: [...problemText(world, item, record)].slice(0, most).join(''),
      owner,
      files: record.photos.map(({ file }) => file),
      origin: { kind: 'inspection', inspection: number, item: item.id },
      ...(checklist.basis === undefined ? {} : { basis: checklist.basis }),
      ...(holders(roster, checklist.overseer, unit).length === 0 ? {} : { overseer: checklist.overseer }),
    },
  );
  await matters.write(
    {
      matter: finding,
      after: 0,
      due: findingLook(world, finding, now),
      waitsFor: overseersOf(roster, finding),
      actor: 'bot',
      act: 'finding-proposed',
      // The report is there at once; what is to be decided waits for the morning of the next workday.
      notices: findingNotices(world, finding, { kind: 'finding-proposed', to: overseersToTell(world, finding) }, silenceLook(world, now)),
    },
    now,
  );
  return no;
}

/** To whoever decides, to the unit, and to its supervisor. Nobody is told twice, and nobody of what they handed in themselves. */
function reports(world: World, inspection: Inspection, now: Instant): Notice[] {
  const { roster } = world.config();
  const { unit, inspectors } = inspection;
  const told = new Set<PersonId>(inspectors);
  const fresh = (people: readonly PersonId[]): PersonId[] =>
    reachable(roster, [...new Set(people)]).filter((person) => {
      if (told.has(person)) return false;
      told.add(person);
      return true;
    });
  const notice = (reader: string, to: readonly PersonId[]): Notice[] =>
    inspectionNotices(world, inspection, { kind: 'inspection-report', to, mark: `report-${reader}`, facts: { reader } }, now);
  const unitPeople = [...holders(roster, 'principal', unit), ...holders(roster, 'liaison', unit)];
  return [
    ...notice('overseer', fresh(overseersOfInspection(world, inspection))),
    ...notice('unit', fresh(unitPeople)),
    ...notice('supervisor', fresh(holders(roster, 'supervisor', unit))),
  ];
}
