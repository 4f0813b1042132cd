/** Finds what a person may answer now: the prompts of their posts, and those once sent to them. */
import type { Cycle, UnitRecord } from '../domain/cycle.js';
import { may } from '../domain/permission.js';
import type { Action } from '../domain/permission-table.js';
import { unitsOf } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { tiesToPart } from '../domain/ties.js';
import type { Instant } from '../domain/time.js';
import { fairDeadlines } from './fair-deadline.js';
import type { World } from './world.js';

export interface OpenPrompt {
  cycle: Cycle;
  unit: UnitId;
  record: UnitRecord;
  /** By when it is to be answered, outages counted. */
  deadline: Instant;
  /** As typed before `#`. */
  number: number;
  /** False: it was sent to them, but they have left the unit. */
  theirs: boolean;
  /** False: they have no answer to it under way. */
  mayHaveDraft: boolean;
  /** A report whose reader asked for more: it may be added to, also after the deadline. */
  askedBack?: boolean;
}

/** All prompts of open cycles a person has to do with, answered or not, oldest cycle first. Units nobody was asked for yet are included. */
export async function promptsFor(world: World, person: PersonId): Promise<OpenPrompt[]> {
  const own = unitsOf(world.config().roster, person);
  const [found, deadlineOf] = await Promise.all([world.stores.cycles.standing(person, own), fairDeadlines(world)]);
  const askedBack = await askedBackReports(world, found);
  const theirs = new Map<UnitId, boolean>();
  for (const { unit } of found) if (!theirs.has(unit)) theirs.set(unit, mayAct(world, person, 'answer', unit));
  return found.map(({ cycle, unit, record, mayHaveDraft }) => ({
    cycle,
    unit,
    record,
    deadline: deadlineOf(cycle, record),
    number: promptNumber(cycle, unit),
    theirs: theirs.get(unit) === true,
    mayHaveDraft,
    askedBack: askedBack.has(`${cycle.id}/${unit}`),
  }));
}

/** Whether a person may do something about what a unit owes: asked of the roster in force. */
export function mayAct(world: Pick<World, 'config'>, person: PersonId, action: Action, unit: UnitId): boolean {
  const { roster } = world.config();
  return may(roster, person, action, { unit, ties: tiesToPart(roster, { unit }, person) });
}

/** Whether a person may ask for something about what a unit owes: whoever owes it does, while a leader decides with the same word. */
export function mayAsk(world: Pick<World, 'config'>, person: PersonId, action: Action, unit: UnitId): boolean {
  const { roster } = world.config();
  const isOwner = tiesToPart(roster, { unit }, person).has('owner');
  return isOwner && may(roster, person, action, { unit, ties: new Set(['owner']) });
}

/** Those reports, as `cycle/unit`, whose reader waits for more. Nothing is looked up where no report was handed in. */
export async function askedBackReports(
  world: World,
  among: readonly Pick<OpenPrompt, 'cycle' | 'unit' | 'record'>[],
): Promise<ReadonlySet<string>> {
  const reports = among.filter(({ cycle, record }) => cycle.schedule.kind === 'report' && record.version > 0);
  const units = [...new Set(reports.map(({ unit }) => unit))];
  const found = await Promise.all(units.map((unit) => world.stores.matters.open({ kind: 'reading', unit })));
  return new Set(found.flat().flatMap(({ cycle, unit, state }) => (state === 'asked-back' ? [`${cycle}/${unit}`] : [])));
}

/** Something is still expected: a first answer, or what a reader asked for. */
export function isAwaited(prompt: Pick<OpenPrompt, 'record' | 'askedBack'>): boolean {
  return isUnanswered(prompt) || prompt.askedBack === true;
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
