/** 改派 of an inspection by whoever decides on what it finds: another inspector goes on where it stands. */
import { given } from '../domain/inspection-relay.js';
import type { Inspection } from '../domain/inspection.js';
import { reachable } from '../domain/ladder.js';
import { may } from '../domain/permission.js';
import type { Tie } from '../domain/permission-table.js';
import { readName } from '../domain/request-words.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import { findPeople } from './find-person.js';
import { waitingFor, type LeftFacts } from './hand-over-inspections.js';
import { asInspection, inspectedName, inspectionNotices, mayInspect, overseersOfInspection } from './inspection-book.js';
import { inspectionTrouble } from './inspection-trouble.js';
import { receiptMark } from './ports.js';
import type { Response, Said } from './said.js';
import { personName } from './words.js';
import { say, type World } from './world.js';
import { writeInspection } from './write-inspection.js';

/** undefined: it is no inspection under way that they decide on. */
export async function giveNumbered(
  world: World,
  said: Said,
  { no, text = '' }: { no?: number; text?: string },
): Promise<Response | undefined> {
  const inspection = no === undefined ? undefined : asInspection(await world.stores.matters.matter(no));
  if (inspection?.state !== 'open' || !mayGive(world, said.person.id, inspection)) return undefined;
  const found = findPeople(world.config().roster, readName(text));
  const to = found.kind === 'one' ? found.person.id : undefined;
  const fitting = inspectorsFor(world, inspection);
  if (to === undefined || !fitting.includes(to)) return unfit(world, inspection, text, fitting);
  return give(world, said, inspection, to);
}

function mayGive(world: World, person: PersonId, inspection: Inspection): boolean {
  const ties = new Set<Tie>(overseersOfInspection(world, inspection).includes(person) ? ['closer'] : []);
  return may(world.config().roster, person, 'reassign', { unit: inspection.unit, ties });
}

/** Those of the committee who are there and may go to the unit. */
function inspectorsFor(world: World, { unit }: Inspection): PersonId[] {
  const { roster } = world.config();
  const people = (['inspector', 'discipline', 'discipline-secretary'] as const).flatMap((role) => holders(roster, role, unit));
  return reachable(roster, [...new Set(people)]).filter((person) => mayInspect(world, person, unit));
}

function unfit(world: World, inspection: Inspection, typed: string, fitting: readonly PersonId[]): Response {
  const names = fitting.map((person) => personName(world, person));
  const about = { why: 'inspector-unknown', unit: inspectedName(world, inspection), typed: typed === '' ? null : typed, names } as const;
  return inspectionTrouble(world, about, `改派 ${inspection.no} `);
}

function give(world: World, said: Said, before: Inspection, to: PersonId): Promise<Response> {
  const { person, now } = said;
  const after = given(before, { by: person.id, to });
  const facts: LeftFacts = { from: [person.id], why: 'given' };
  return writeInspection(world, said, before, after, {
    act: 'inspection-given',
    text: say(world, 'receipt-inspection-given', {
      number: before.no,
      unit: inspectedName(world, before),
      checklist: before.checklist.name,
      name: personName(world, to),
      no: receiptMark,
    }),
    waitsFor: waitingFor(world, after),
    notices: to === person.id ? [] : inspectionNotices(world, before, { kind: 'inspection-left', to: [to], facts }, now),
    dialog: null,
  });
}
