/** How inspections stand, for whoever may inspect: in 我的 one's own, in 查 those of a unit, in 状态 all. */
import { asking, totalsOf, type Inspection } from '../domain/inspection.js';
import { mayUse } from '../domain/permission.js';
import type { Person, Unit } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { findUnit } from './find-cycle.js';
import { asInspection, inspectedName, inspectionsOf, mayInspect } from './inspection-book.js';
import { namesOf } from './inspection-words.js';
import type { Facts } from './messages.js';
import type { InspectionScope } from './ports.js';
import type { Said } from './said.js';
import { dayWords } from './words.js';
import { say, type World } from './world.js';

type Told = Facts<'inspections'>;

const lookedBackMs = 366 * dayMs;
const shown = 3;
const counted = 200;

export function ownInspections(world: World, person: Person, now: Instant): Promise<string> {
  return tell(
    world,
    person,
    { own: true, open: () => inspectionsOf(world, person.id), done: [{ of: 'inspector', inspector: person.id }] },
    now,
  );
}

export function allInspections(world: World, person: Person, now: Instant): Promise<string> {
  return tell(world, person, everything(world), now);
}

export function inspectionsOfUnit(world: World, person: Person, { id }: Unit, now: Instant): Promise<string> {
  const done = [...world.config().checklists.keys()].map((checklist): InspectionScope => ({ of: 'unit', unit: id, checklist }));
  return tell(world, person, { own: false, open: () => world.stores.matters.open({ kind: 'inspection', unit: id }), done }, now);
}

/** 状态 and 查 of an inspector who holds no other post. Empty: it is not theirs to see. */
export async function seenByInspector(
  world: World,
  { person, now }: Said,
  command: { verb: 'status' } | { verb: 'look'; unit?: string },
): Promise<string> {
  if (command.verb === 'status') return allInspections(world, person, now);
  const found = findUnit(world.config().roster, command.unit ?? '');
  return 'unit' in found ? inspectionsOfUnit(world, person, found.unit, now) : '';
}

interface Wanted {
  own: boolean;
  open(): Promise<Inspection[]>;
  done: readonly InspectionScope[];
}

function everything(world: World): Wanted {
  return { own: false, open: () => world.stores.matters.open({ kind: 'inspection' }), done: [{ of: 'all' }] };
}

/** `ended`: those that were handed in and signed within a year, the newest first. */
export interface SeenInspections {
  open: Inspection[];
  ended: { no: number; at: Instant }[];
}

/** All that somebody may know of; undefined: inspections are nothing of theirs. */
export function seenInspections(world: World, person: Person, now: Instant): Promise<SeenInspections | undefined> {
  return seen(world, person, everything(world), now);
}

async function seen(world: World, person: Person, wanted: Wanted, now: Instant): Promise<SeenInspections | undefined> {
  if (!mayUse(world.config().roster, person.id, 'inspect')) return undefined;
  const underWay = (await wanted.open()).filter(({ state }) => state === 'open' || state === 'handed-in');
  // Of their own unit nobody learns before it is handed in.
  const open = underWay.filter(({ unit }) => wanted.own || mayInspect(world, person.id, unit));
  const { ledger } = world.stores;
  const lists = await Promise.all(wanted.done.map((scope) => ledger.inspections(scope, now - lookedBackMs, now + 1, counted)));
  const ended = lists
    .flat()
    .filter(({ no }) => !underWay.some((one) => one.no === no))
    .toSorted((one, other) => other.at - one.at || other.no - one.no);
  return { open, ended };
}

/** Those of the numbers that count, with all that was found. */
export async function doneInspections(world: World, numbers: readonly number[]): Promise<Inspection[]> {
  const found = await Promise.all(numbers.map((no) => world.stores.matters.matter(no)));
  return found.map(asInspection).filter((one): one is Inspection => one?.state === 'done');
}

/** Empty: they may not know, or there is nothing. */
async function tell(world: World, person: Person, wanted: Wanted, now: Instant): Promise<string> {
  const known = await seen(world, person, wanted, now);
  if (known === undefined || known.open.length + known.ended.length === 0) return '';
  const { open, ended } = known;
  const latest = ended.slice(0, shown).map(({ no }) => no);
  return say(world, 'inspections', {
    own: wanted.own,
    open: open.map((inspection) => openFacts(world, inspection, person)),
    done: (await doneInspections(world, latest)).map((inspection) => doneFacts(world, inspection)),
    count: ended.length,
  });
}

/** As far as a walk has come, seen by one of those who may know of it. */
export function openFacts(world: World, inspection: Inspection, { id }: Person): Told['open'][number] {
  const { checklist, inspectors, paused, state } = inspection;
  const { asked } = asking(inspection, inspectors.includes(id) ? id : (inspectors[0] ?? ''));
  return {
    unit: inspectedName(world, inspection),
    checklist: checklist.name,
    number: asked.kind === 'item' ? asked.place + 1 : null,
    items: checklist.items.length,
    paused: inspectors.every((one) => paused.includes(one)),
    waits: state === 'handed-in',
    inspectors: namesOf(world, inspectors),
  };
}

function doneFacts(world: World, inspection: Inspection): Told['done'][number] {
  const { checklist, signed, at } = inspection;
  return {
    unit: inspectedName(world, inspection),
    checklist: checklist.name,
    at: dayWords(world, signed.at(-1)?.at ?? at),
    problem: totalsOf(inspection).problem,
  };
}
