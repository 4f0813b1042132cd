/** Cycles and their units as the console shows them: as far as the reader sees, what concerns a secretary alone only to discipline. */
import type { Cycle, Level, UnitState } from '../domain/cycle.js';
import { visible } from '../domain/permission.js';
import type { Person, UnitId } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import type { UnitCounts } from './count-units.js';
import { cycleDeadline, fairDeadlines } from './fair-deadline.js';
import { levelFor } from './find-stuck.js';
import { promptNumber } from './open-prompts.js';
import { partNotes } from './part-notes.js';
import { stateWords } from './state-words.js';
import { visibleCounts } from './tell-status.js';
import { personName, titleOf, unitName } from './words.js';
import type { World } from './world.js';

export interface CycleView {
  id: string;
  title: string;
  kind: string;
  /** Milliseconds since 1970, as all instants of the console. */
  openedAt: Instant;
  deadline: Instant;
  closedAt: Instant | null;
  counts: UnitCounts;
}

export interface CycleUnitView {
  id: UnitId;
  name: string;
  /** The unit above it, where that is shown too. */
  parent: UnitId | null;
  state: UnitState;
  level: Level;
  /** As 查 says it. */
  words: string;
  askedTo: string | null;
  answeredAt: Instant | null;
  deadline: Instant;
  /** As typed before `#`. */
  number: number;
  versions: number;
}

export interface CycleWhole extends CycleView {
  units: CycleUnitView[];
}

const shownMs = 30 * dayMs;

/** Open ones, and those closed within 30 days, the newest first; none in which the reader sees no unit. */
export async function viewCycles(world: World, person: Person, now: Instant): Promise<CycleView[]> {
  const { roster } = world.config();
  const recent = await world.stores.cycles.cyclesSince(now - shownMs);
  const seen = recent.filter((cycle) => visible(roster, person.id, cycle.units).length > 0);
  return Promise.all(seen.map((cycle) => cycleView(world, person, cycle)));
}

/** undefined: there is none, or the reader sees no unit of it. */
export async function viewCycle(world: World, person: Person, id: string): Promise<CycleWhole | undefined> {
  const cycle = await world.stores.cycles.cycle(id);
  if (cycle === undefined) return undefined;
  const seen = visible(world.config().roster, person.id, cycle.units);
  if (seen.length === 0) return undefined;
  const records = await world.stores.cycles.records(cycle.id, seen);
  const [notes, deadlineOf] = await Promise.all([partNotes(world, cycle, records), fairDeadlines(world)]);
  const parents = new Map(cycle.tree.map(({ id: unit, parent }) => [unit, parent]));
  const units = [...records].map(([unit, record]): CycleUnitView => {
    const { state, askedTo, answeredAt, version } = record;
    return {
      id: unit,
      name: unitName(world, unit, cycle),
      parent: parents.get(unit) ?? null,
      state,
      level: levelFor(world, unit, record, person),
      words: stateWords(world, deadlineOf, cycle, unit, record, person, notes),
      askedTo: askedTo === undefined ? null : personName(world, askedTo),
      answeredAt: answeredAt ?? null,
      deadline: deadlineOf(cycle, record),
      number: promptNumber(cycle, unit),
      versions: version,
    };
  });
  return { ...(await cycleView(world, person, cycle)), units };
}

async function cycleView(world: World, person: Person, cycle: Cycle): Promise<CycleView> {
  return {
    id: cycle.id,
    title: titleOf(world, cycle),
    kind: cycle.schedule.kind,
    openedAt: cycle.openedAt,
    deadline: cycleDeadline(await fairDeadlines(world), cycle),
    closedAt: cycle.closedAt ?? null,
    counts: await visibleCounts(world, person, cycle),
  };
}
