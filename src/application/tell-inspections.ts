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
  return tell(world, person, { own: false, open: () => world.stores.matters.open({ kind: 'inspection' }), done: [{ of: 'all' }] }, now);
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

/** Empty: they may not know, or there is nothing. */
async function tell(world: World, person: Person, wanted: Wanted, now: Instant): Promise<string> {
  if (!mayUse(world.config().roster, person.id, 'inspect')) return '';
  const underWay = (await wanted.open()).filter(({ state }) => state === 'open' || state === 'handed-in');
  // Of their own unit nobody learns before it is handed in.
  const open = underWay.filter(({ unit }) => wanted.own || mayInspect(world, person.id, unit));
  const { ledger, matters } = world.stores;
  const lists = await Promise.all(wanted.done.map((scope) => ledger.inspections(scope, now - lookedBackMs, now + 1, counted)));
  const ended = lists
    .flat()
    .filter(({ no }) => !underWay.some((one) => one.no === no))
    .toSorted((one, other) => other.at - one.at || other.no - one.no);
  const found = await Promise.all(ended.slice(0, shown).map(({ no }) => matters.matter(no)));
  const done = found.map(asInspection).filter((inspection) => inspection?.state === 'done');
  if (open.length + ended.length === 0) return '';
  return say(world, 'inspections', {
    own: wanted.own,
    open: open.map((inspection) => openFacts(world, inspection, person)),
    done: done.flatMap((inspection) => (inspection === undefined ? [] : [doneFacts(world, inspection)])),
    count: ended.length,
  });
}

function openFacts(world: World, inspection: Inspection, { id }: Person): Told['open'][number] {
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
