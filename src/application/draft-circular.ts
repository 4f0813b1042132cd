/** Drafts the 通报 of a cycle: one for all units that reached the rung, shown to those who decide and to those who only look on. */
import type { Cycle } from '../domain/cycle.js';
import { may } from '../domain/permission.js';
import { answersFor, hasAccount, reachedBy } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Rung } from '../domain/schedule.js';
import { releasersOf, tiesToDraft } from '../domain/ties.js';
import type { Instant } from '../domain/time.js';
import { noticeOf } from './notices.js';
import type { Notice } from './ports.js';
import type { World } from './world.js';

export function circulateRung(cycle: Cycle): Rung | undefined {
  return cycle.schedule.escalate.find(({ release }) => release !== undefined);
}

export async function draftCircular(world: World, cycle: Cycle, now: Instant): Promise<void> {
  const rung = circulateRung(cycle);
  if (rung === undefined) return;
  const units = await world.stores.circulars.waiting(cycle.id);
  if (units.length === 0) return;
  await world.stores.circulars.draft(cycle.id, units, (no) => draftNotices(world, cycle, rung, units, no, now), now);
}

/** Each person hears of the units that are not about themselves; nobody hears of a draft without any. */
function draftNotices(world: World, cycle: Cycle, rung: Rung, units: UnitId[], no: number, now: Instant): Notice[] {
  const { roster } = world.config();
  const unitsFor = new Map<PersonId, UnitId[]>();
  for (const unit of units) {
    for (const person of reachedBy(roster, unit, rung)) unitsFor.set(person, [...(unitsFor.get(person) ?? []), unit]);
  }
  // Somebody may have to decide in place of those whom the rung names.
  for (const person of rung.release === undefined ? [] : releasersOf(roster, rung.release, units)) {
    const others = units.filter((unit) => !answersFor(roster, unit, person));
    if (!unitsFor.has(person) && others.length > 0 && hasAccount(roster, person)) unitsFor.set(person, others);
  }
  return [...unitsFor].map(([person, about]) => {
    const decides = mayRelease(world, { cycle, units }, person);
    const kind = decides ? 'circulate' : 'circulate-copy';
    return noticeOf(
      world,
      `${cycle.id}/circular/${no}/${person}`,
      { kind, to: { kind: 'person', person }, cycle, facts: { no, units: about } },
      now,
    );
  });
}

/** Whether a person decides on a draft about these units; none: on those of this cycle at all. */
export function mayRelease(world: World, { cycle, units }: { cycle: Cycle; units: readonly UnitId[] }, person: PersonId): boolean {
  const { roster } = world.config();
  return may(roster, person, 'release', { ties: tiesToDraft(roster, { release: circulateRung(cycle)?.release, units }, person) });
}

/** Whether it is the secretary who decides, not discipline. */
export function isUpToSecretary(world: World, { cycle, units }: { cycle: Cycle; units: readonly UnitId[] }): boolean {
  const { roster } = world.config();
  const release = circulateRung(cycle)?.release;
  const deciding = release === undefined ? [] : releasersOf(roster, release, units);
  return deciding.some((person) => roster.people.get(person)?.roles.includes('secretary'));
}
