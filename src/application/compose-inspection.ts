/** The words of notices about inspections, made from the books. */
import { itemLabel } from '../domain/checklist.js';
import { differing, photosMissing, problemsOf, totalsOf, verdictOf, type Inspection } from '../domain/inspection.js';
import type { PersonId } from '../domain/roster.js';
import type { Composer, DueNotice } from './due-notice.js';
import { isOlder } from './hand-in-inspection.js';
import type { LeftFacts } from './hand-over-inspections.js';
import { asInspection, inspectedName, overseersOfInspection } from './inspection-book.js';
import { namesOf, problemLines, totalsIn } from './inspection-words.js';
import type { Facts } from './messages.js';
import type { inspectionNoticeKinds } from './notices.js';
import { dayWords, personName } from './words.js';
import { say, type World } from './world.js';

export const inspectionComposers: Record<(typeof inspectionNoticeKinds)[number], Composer> = {
  'inspection-report': (world, items) => each(world, items, report),
  'inspection-sign': (world, items) => each(world, items, sign),
  'inspection-remind': (world, items) => each(world, items, remind),
  'inspection-left': (world, items) => each(world, items, left),
  'inspection-over': (world, items) => each(world, items, over),
};

type Words = (world: World, inspection: Inspection, item: DueNotice) => string | null;

async function each(world: World, items: readonly DueNotice[], words: Words): Promise<string[]> {
  const sections = await Promise.all(
    items.map(async (item) => {
      const { no } = item.notice.facts as { no: number };
      const inspection = asInspection(await world.stores.matters.matter(no));
      return inspection === undefined ? null : words(world, inspection, item);
    }),
  );
  return sections.filter((section) => section !== null);
}

function report(world: World, inspection: Inspection, { notice }: DueNotice): string | null {
  if (inspection.state !== 'done') return null;
  const { checklist, records, inspectors, findings, signed, unit } = inspection;
  const { reader } = notice.facts as { reader: Facts<'inspection-report'>['reader'] };
  const problems = problemsOf(inspection);
  const gone = !world.config().roster.units.has(unit);
  return say(world, 'inspection-report', {
    reader,
    number: inspection.no,
    unit: inspectedName(world, inspection),
    checklist: checklist.name,
    at: dayWords(world, signed.at(-1)?.at ?? inspection.at),
    inspectors: namesOf(world, [...new Set([...walkedBefore(world, inspection), ...inspectors, ...signed.map(({ by }) => by)])]),
    items: checklist.items.length,
    totals: totalsIn(inspection),
    fine: checklist.items.filter(({ id }) => isFine(inspection, id)).map(itemLabel),
    problems: problemLines(world, { checklist, records }, false).map((line, index) => ({
      ...line,
      number: findings[problems[index]?.item.id ?? ''] ?? null,
    })),
    photos: problems.reduce((sum, { record }) => sum + record.photos.length, 0),
    differing: reader === 'overseer' ? differing(inspection).map((one) => differingFacts(world, one)) : [],
    missing: reader === 'overseer' ? photosMissing(inspection).map((place) => place + 1) : [],
    decides: namesOf(world, overseersOfInspection(world, inspection)),
    office: checklist.overseer,
    gone,
    ownerless: !gone && problems.some(({ item }) => findings[item.id] === undefined),
    older: reader === 'overseer' && isOlder(world, inspection),
    basis: checklist.basis ?? null,
    plan: checklist.plan.name,
    filing: checklist.plan.filing,
  });
}

/** Those who said something of it and were followed by somebody else. */
function walkedBefore(world: World, { records, inspectors }: Inspection): PersonId[] {
  const spoke = Object.values(records).flatMap(({ said }) => said.map(({ by }) => by));
  return spoke.filter((person) => !inspectors.includes(person) && isKnown(world, person));
}

/** Of whoever is in the roster no more nothing but an id is left, which tells nobody anything. */
function isKnown(world: World, person: PersonId): boolean {
  return world.config().roster.people.has(person);
}

function isFine({ records }: Inspection, id: string): boolean {
  const record = records[id];
  return record !== undefined && verdictOf(record) === 'fine';
}

function differingFacts(
  world: World,
  { place, item, said }: ReturnType<typeof differing>[number],
): Facts<'inspection-report'>['differing'][number] {
  return { number: place + 1, label: itemLabel(item), said: said.map(({ by, verdict }) => ({ who: personName(world, by), verdict })) };
}

function sign(world: World, inspection: Inspection, { notice }: DueNotice): string | null {
  const { no, checklist, records, signed, state } = inspection;
  if (
    state !== 'handed-in' ||
    isOf(
      signed.map((one) => one.by),
      notice,
    )
  )
    return null;
  const { again = false } = notice.facts as { again?: true };
  const by = signed[0]?.by;
  return say(world, 'inspection-sign', {
    number: no,
    unit: inspectedName(world, inspection),
    checklist: checklist.name,
    by: by === undefined ? null : personName(world, by),
    totals: totalsIn(inspection),
    problems: problemLines(world, { checklist, records }, false),
    again,
  });
}

function remind(world: World, inspection: Inspection, { notice }: DueNotice): string | null {
  if (inspection.state !== 'open' || !isOf(inspection.inspectors, notice)) return null;
  const heardAt = Math.max(inspection.at, ...Object.values(inspection.heard));
  return say(world, 'inspection-remind', {
    unit: inspectedName(world, inspection),
    checklist: inspection.checklist.name,
    open: totalsOf(inspection).open.length,
    at: dayWords(world, heardAt),
  });
}

function left(world: World, inspection: Inspection, { notice }: DueNotice): string | null {
  const { no, checklist, inspectors, state } = inspection;
  if (state !== 'open' || !isOf(inspectors, notice)) return null;
  const { from, why } = notice.facts as LeftFacts;
  const open = totalsOf(inspection).open.length;
  return say(world, 'inspection-left', {
    number: no,
    unit: inspectedName(world, inspection),
    checklist: checklist.name,
    by: namesOf(
      world,
      from.filter((person) => isKnown(world, person)),
    ),
    why,
    done: checklist.items.length - open,
    open,
    gives: isOf(overseersOfInspection(world, inspection), notice),
  });
}

/** Whether it goes to one of these. */
function isOf(people: readonly PersonId[], { to }: DueNotice['notice']): boolean {
  return to.kind === 'person' && people.includes(to.person);
}

function over(world: World, inspection: Inspection, { notice }: DueNotice): string {
  const { by, how } = notice.facts as { by: PersonId; how: 'handed-in' | 'signed' | 'withdrawn' };
  const { name } = inspection.checklist;
  return say(world, 'inspection-over', { unit: inspectedName(world, inspection), checklist: name, by: personName(world, by), how });
}
