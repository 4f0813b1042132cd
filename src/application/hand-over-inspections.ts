/**
 * Inspections of whoever has left, is on leave or may not inspect the unit any more: whoever follows them, or stands in, goes on where they stood;
 * when nobody does, whoever decides on what is found is given it, and may give it on. What waits for a second signature waits for somebody who is there.
 */
import type { Inspection } from '../domain/inspection.js';
import { relay, type Presence, type Relay } from '../domain/inspection-relay.js';
import { reachable } from '../domain/ladder.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { cosignersOf, inspectionNotices, mayInspect, overseersOfInspection, silenceLook } from './inspection-book.js';
import type { Config, Notice, Stores } from './ports.js';
import type { World } from './world.js';

/** The rosters that each store's inspections are in line with. */
const taken = new WeakMap<Stores, Config['roster']>();

/** What whoever takes a walk on is told of it. */
export interface LeftFacts {
  from: PersonId[];
  /** `given`: somebody gave it to them. */
  why: 'leave' | 'gone' | 'given';
}

/** Costs nothing as long as the roster is the same object. Several processes may do it at once: each change follows a version. */
export async function handOverInspections(world: World, now: Instant): Promise<void> {
  const { roster } = world.config();
  if (taken.get(world.stores) === roster) return;
  let complete = true;
  for (const inspection of await underWay(world)) {
    if (!(await putInHands(world, inspection, now, now))) complete = false;
  }
  if (complete) taken.set(world.stores, roster);
}

/** What somebody who is transferred today was on. `told`: when whoever follows hears of it. False: another change came first. */
export async function handOverWalks(world: World, person: PersonId, told: Instant, now: Instant): Promise<boolean> {
  for (const inspection of await underWay(world)) {
    if (inspection.inspectors.includes(person) && !(await putInHands(world, inspection, told, now, person))) return false;
  }
  return true;
}

async function underWay(world: World): Promise<Inspection[]> {
  const open = await world.stores.matters.open({ kind: 'inspection' });
  return open.filter(({ state }) => state === 'open' || state === 'handed-in');
}

/** `leaver`: whose transfer is being carried out; of others it is waited for, so that what they had open is counted first. */
async function putInHands(world: World, inspection: Inspection, told: Instant, now: Instant, leaver?: PersonId): Promise<boolean> {
  const relayed = relayOf(world, inspection, leaver);
  const after = relayed?.inspection ?? inspection;
  const signing = after.state === 'handed-in' ? await freshCosigners(world, after) : [];
  if (relayed === undefined && signing.length === 0) return true;
  const notices = [
    ...(relayed === undefined || after.state !== 'open' ? [] : walkNotices(world, inspection, relayed, told)),
    ...inspectionNotices(world, inspection, { kind: 'inspection-sign', to: signing }, told),
  ];
  const recorded = await world.stores.matters.write(
    {
      matter: after,
      after: inspection.version,
      due: silenceLook(world, now),
      waitsFor: waitingFor(world, after),
      actor: 'files',
      act: 'inspection-handed-over',
      notices,
    },
    now,
  );
  return recorded.kind !== 'conflict';
}

/** Whoever walks it, and whose signature it waits for. */
export function waitingFor(world: World, inspection: Inspection): PersonId[] {
  const cosigners = inspection.state === 'handed-in' ? cosignersOf(world, inspection) : [];
  return [...new Set([...inspection.inspectors, ...cosigners])];
}

function relayOf(world: World, inspection: Inspection, leaver: PersonId | undefined): Relay | undefined {
  const { people } = world.config().roster;
  const presence = (inspector: PersonId): Presence => {
    const person = people.get(inspector);
    if (person?.left !== undefined && !person.left.silent && inspector !== leaver) return 'there';
    if (person === undefined || person.left !== undefined || !mayInspect(world, inspector, inspection.unit)) return 'gone';
    return person.away === undefined ? 'there' : 'away';
  };
  const follower = (inspector: PersonId): PersonId | undefined => {
    const { left, away } = people.get(inspector) ?? {};
    // A successor may still have to be bound; a deputy is there or is none.
    if (left !== undefined) return mayInspect(world, left.to, inspection.unit) ? left.to : undefined;
    return able(world, inspection, [away?.deputy])[0];
  };
  const others = [...overseersOfInspection(world, inspection), ...holders(world.config().roster, 'inspector', inspection.unit)];
  return relay(inspection, { presence, follower, instead: able(world, inspection, others)[0] });
}

function able(world: World, { unit }: Inspection, people: readonly (PersonId | undefined)[]): PersonId[] {
  const known = people.filter((person) => person !== undefined);
  return reachable(world.config().roster, known).filter((person) => mayInspect(world, person, unit));
}

function walkNotices(world: World, inspection: Inspection, { from, to }: Relay, told: Instant): Notice[] {
  const { people } = world.config().roster;
  const isLeave = from.every((one) => people.get(one)?.away !== undefined && people.get(one)?.left === undefined);
  const facts: LeftFacts = { from, why: isLeave ? 'leave' : 'gone' };
  return inspectionNotices(world, inspection, { kind: 'inspection-left', to: reachable(world.config().roster, to), facts }, told);
}

/** Those of whom it did not wait yet, when nobody of whom it does is there any more. */
async function freshCosigners(world: World, inspection: Inspection): Promise<PersonId[]> {
  const people = cosignersOf(world, inspection);
  const known = await Promise.all(people.map((person) => world.stores.matters.open({ kind: 'inspection', waitsFor: person })));
  const fresh = people.filter((_, index) => known[index]?.every(({ no }) => no !== inspection.no));
  return fresh.length === people.length ? fresh : [];
}
