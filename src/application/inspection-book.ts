/** Looks inspections up: whose they are, who may go on with one, who signs it and who decides on what it found. */
import type { Inspection } from '../domain/inspection.js';
import { reachable } from '../domain/ladder.js';
import type { Matter } from '../domain/matter.js';
import { may, mayUse } from '../domain/permission.js';
import { answersFor, holders } from '../domain/responsibility.js';
import type { CommitteeRole, PersonId, UnitId } from '../domain/roster.js';
import { tiesToInspected } from '../domain/ties.js';
import type { Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { noticesTo, type inspectionNoticeKinds } from './notices.js';
import type { Notice } from './ports.js';
import { workContext, type World } from './world.js';

/** An inspector who has said nothing for so long is asked once whether it goes on. */
const silentWorkdays = 1;

export function asInspection(matter: Matter | undefined): Inspection | undefined {
  return matter?.kind === 'inspection' ? matter : undefined;
}

/** Those a person is on, or has to sign. */
export function inspectionsOf(world: World, person: PersonId): Promise<Inspection[]> {
  return world.stores.matters.open({ kind: 'inspection', waitsFor: person });
}

/** Whether somebody may inspect a unit now, or go on when it has left the roster meanwhile. */
export function mayInspect(world: World, person: PersonId, unit: UnitId): boolean {
  const { roster } = world.config();
  if (!roster.units.has(unit)) return mayUse(roster, person, 'inspect');
  return may(roster, person, 'inspect', { unit, ties: tiesToInspected(roster, unit, person) });
}

/** The unit as it is called now; as it was called when the inspection began, if it is gone. */
export function inspectedName(world: World, { unit, called }: Pick<Inspection, 'unit' | 'called'>): string {
  return world.config().roster.units.get(unit)?.name ?? called;
}

export function isVillage(world: World, unit: UnitId): boolean {
  return world.config().roster.units.get(unit)?.kind === 'village';
}

const decidersInstead: readonly (readonly CommitteeRole[])[] = [['discipline', 'discipline-secretary'], ['secretary']];

/** Who decides on what an inspection found: the checklist's role, and nobody who answers for the unit. Empty: nobody. */
export function overseersOfInspection(world: World, { unit, checklist }: Pick<Inspection, 'unit' | 'checklist'>): PersonId[] {
  const { roster } = world.config();
  for (const roles of [[checklist.overseer], ...decidersInstead]) {
    const found = roles.flatMap((role) => holders(roster, role, unit)).filter((person) => !answersFor(roster, unit, person));
    if (found.length > 0) return [...new Set(found)];
  }
  return [];
}

/** Who may put the second name under it: an inspector who was there, or any other, or else somebody of discipline. */
export function cosignersOf(world: World, { unit, inspectors, signed }: Pick<Inspection, 'unit' | 'inspectors' | 'signed'>): PersonId[] {
  const { roster } = world.config();
  const names = new Set(signed.map(({ by }) => by));
  const groups = [
    inspectors,
    holders(roster, 'inspector', unit),
    holders(roster, 'discipline', unit),
    holders(roster, 'discipline-secretary', unit),
  ];
  for (const people of groups) {
    const others = reachable(roster, people).filter((person) => !names.has(person) && mayInspect(world, person, unit));
    if (others.length > 0) return [...new Set(others)];
  }
  return [];
}

/** Whether somebody has to put their name under it, and may. */
export function waitsForSignatureOf(world: World, inspection: Inspection, person: PersonId): boolean {
  const { state, signed, unit } = inspection;
  return state === 'handed-in' && signed.every(({ by }) => by !== person) && mayInspect(world, person, unit);
}

/** When somebody who has fallen silent is asked. */
export function silenceLook(world: World, now: Instant): Instant {
  return resolveStep({ kind: 'workdays', days: silentWorkdays }, now, workContext(world));
}

export type InspectionNoticeKind = (typeof inspectionNoticeKinds)[number];

/** The same to each of several people, under an id that the same version of the inspection gives again. */
export function inspectionNotices(
  world: World,
  { no, version, unit }: Pick<Inspection, 'no' | 'version' | 'unit'>,
  { kind, to, mark, facts }: { kind: InspectionNoticeKind; to: readonly PersonId[]; mark?: string; facts?: object },
  now: Instant,
): Notice[] {
  const stem = `inspection/${no}@${version}/${mark ?? kind}`;
  return noticesTo(world, stem, to, { kind, unit, facts: { no, ...facts } }, now);
}
