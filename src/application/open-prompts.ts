/** Finds what a person may answer now: the prompts of their posts, and those once sent to them. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { unitsOf } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { World } from './world.js';

export interface OpenPrompt {
  cycle: Cycle;
  unit: UnitId;
  record: UnitRecord;
  /** As typed before `#`. */
  number: number;
  /** False: it was sent to them, but they have left the unit. */
  theirs: boolean;
  /** False: they have no answer to it under way. */
  mayHaveDraft: boolean;
}

/** All prompts of open cycles a person has to do with, answered or not, oldest cycle first. Units nobody was asked for yet are included. */
export async function promptsFor(world: World, person: PersonId): Promise<OpenPrompt[]> {
  const own = unitsOf(world.config().roster, person);
  const found = await world.stores.cycles.standing(person, own);
  return found.map(({ cycle, unit, record, mayHaveDraft }) => ({
    cycle,
    unit,
    record,
    number: promptNumber(cycle, unit),
    theirs: own.includes(unit),
    mayHaveDraft,
  }));
}

export function isUnanswered({ record }: Pick<OpenPrompt, 'record'>): boolean {
  return record.state === 'pending' || record.state === 'unreached';
}

/** What a person types before `#` for one unit's prompt. */
export function promptNumber(cycle: Cycle, unit: UnitId): number {
  return cycle.firstNo + (placeOf(cycle, unit) ?? 0);
}

const places = new WeakMap<readonly UnitId[], ReadonlyMap<UnitId, number>>();

function placeOf(cycle: Cycle, unit: UnitId): number | undefined {
  const known = places.get(cycle.units) ?? new Map(cycle.units.map((id, index) => [id, index]));
  places.set(cycle.units, known);
  return known.get(unit);
}
