/** 责任: the responsibility list of a unit or of a person, as far as the reader oversees it. */
import { obligationsOf, type Obligation } from '../domain/duty.js';
import { visible } from '../domain/permission.js';
import { overseenBy, unitsOf } from '../domain/responsibility.js';
import type { Person } from '../domain/roster.js';
import { findPeople } from './find-person.js';
import { findUnit } from './find-cycle.js';
import { allowedUnit } from './look-at-unit.js';
import type { Facts } from './messages.js';
import { taskSchedules } from './task-book.js';
import { calendarDateWords, personName, unitName } from './words.js';
import { say, type World } from './world.js';

/** A list longer than a phone's screen helps nobody. */
const listed = 12;

export async function tellDuties(world: World, person: Person, typed: string | undefined): Promise<string> {
  const { roster, duties = [] } = world.config();
  const seen = new Set(visible(roster, person.id, [...roster.units.keys()]));
  const all = obligationsOf(roster, duties).filter(({ unit, holder }) => seen.has(unit) || holder === person.id);
  if (typed === undefined) return ofPerson(world, person, all, person);
  const unit = findUnit(roster, typed);
  if ('unit' in unit && seen.has(unit.unit.id)) return ofUnit(world, all, unit.unit.id);
  const found = findPeople(roster, typed);
  const named = found.kind === 'one' ? found.person : undefined;
  // Whoever is not among one's own people is not told of at all.
  const isKnown = named !== undefined && (named.id === person.id || unitsOfAll(world, named).some((one) => seen.has(one)));
  if (named !== undefined && isKnown) return ofPerson(world, named, all, person);
  const allowed = allowedUnit(world, person, typed, 'look');
  return allowed.kind === 'refused' ? allowed.text : ofUnit(world, all, allowed.unit.id);
}

function unitsOfAll(world: World, { id }: Person): string[] {
  const { roster } = world.config();
  return [...unitsOf(roster, id), ...overseenBy(roster, id)];
}

async function ofUnit(world: World, all: readonly Obligation[], unit: string): Promise<string> {
  const theirs = all.filter((obligation) => obligation.unit === unit);
  return say(world, 'duties', { ...(await listFacts(world, theirs, 'unit')), name: unitName(world, unit), self: false });
}

/** What is the same in each of a leader's units is said once, with their number. */
async function ofPerson(world: World, holder: Person, all: readonly Obligation[], reader: Person): Promise<string> {
  const theirs = all.filter((obligation) => obligation.holder === holder.id);
  return say(world, 'duties', { ...(await listFacts(world, theirs, 'person')), name: holder.name, self: holder.id === reader.id });
}

type Lists = Pick<Facts<'duties'>, 'items' | 'more' | 'charge'>;

async function listFacts(world: World, theirs: readonly Obligation[], by: 'unit' | 'person'): Promise<Lists> {
  const groups = new Map<string, [Obligation, ...Obligation[]]>();
  for (const obligation of theirs) {
    const group = groups.get(`${obligation.list}/${obligation.id}`);
    if (group === undefined) groups.set(`${obligation.list}/${obligation.id}`, [obligation]);
    else group.push(obligation);
  }
  const shown = [...groups.values()].slice(0, listed);
  return {
    items: await Promise.all(shown.map((group) => itemFacts(world, group, by))),
    more: Math.max(0, groups.size - listed),
    charge: by === 'person' ? new Set(theirs.map(({ unit }) => unit)).size : 0,
  };
}

async function itemFacts(
  world: World,
  group: readonly [Obligation, ...Obligation[]],
  by: 'unit' | 'person',
): Promise<Facts<'duties'>['items'][number]> {
  const [{ text, duty, holder, own, unit, id }] = group;
  return {
    text,
    duty: say(world, 'duty', { duty }),
    holder: by === 'person' ? null : holder === undefined ? null : personName(world, holder),
    unheld: by === 'unit' && holder === undefined,
    units: by === 'person' ? group.length : 0,
    unit: by === 'person' && group.length === 1 ? unitName(world, unit) : null,
    measure: own?.measure === undefined ? null : `${own.measure.number}${own.measure.unit}`,
    due: own?.due === undefined ? null : calendarDateWords(world, own.due, false),
    support: (own?.support ?? []).map((one) => unitName(world, one)),
    tasks: await tasksWith(world, id, group),
  };
}

/** Open tasks that carry the duty: one post, two duties. */
async function tasksWith(world: World, duty: string, group: readonly Obligation[]): Promise<number[]> {
  const carrying = taskSchedules(world).flatMap(({ id, items }) =>
    items.filter((item) => item.duty === duty).map((item) => `${id}/${item.id}`),
  );
  if (carrying.length === 0) return [];
  const units = new Set(group.map(({ unit }) => unit));
  const open = await world.stores.matters.open({ kind: 'task' });
  return open.filter(({ schedule, item, unit }) => units.has(unit) && carrying.includes(`${schedule}/${item}`)).map(({ no }) => no);
}
