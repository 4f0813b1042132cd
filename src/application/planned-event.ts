/** One thing that would happen in a dry run, and the part of the world it is worked out from. */
import type { GroupId, PersonId } from '../domain/roster.js';
import type { RoundSchedule, RungLevel } from '../domain/schedule.js';
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export interface PlannedEvent {
  at: Instant;
  schedule: string;
  /** The planned opening this belongs to; for the steps of single tasks, when they are due. */
  opening: Instant;
  /** What a cycle does; `task` and the other kinds of round; of tasks also `remind` and the rungs. */
  kind: 'open' | 'draw' | 'announce' | 'ask' | 'remind' | RungLevel | RoundSchedule['kind'];
  /** Distinct people written to at most; the audience for `open`. */
  people: PersonId[];
  /** The group that is written to instead. */
  group?: GroupId;
  /** How many units, or of a task schedule how many items, it is about. */
  units: number;
  /** Of `draw`: how many of the units are drawn; who they are nobody can plan. The people are the officers. */
  sample?: number;
  /** Of `open`: when the answers are due. */
  deadline?: Instant;
  /** Of `ask`: what answering costs each of them, about. */
  minutes?: number;
}

/** Files, nothing stored. */
export type PlanWorld = Pick<World, 'config' | 'cron'>;

export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
