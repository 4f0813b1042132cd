/** The cycles and how far each unit has come in them. */
import type { Cycle, CycleId, Level, UnitRecord, UnitState } from '../domain/cycle.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Notice } from './outbox-port.js';

export interface StepTaken {
  cycle: CycleId;
  unit: UnitId;
  /** The step being taken: nothing happens unless the record still stands there and is unanswered. */
  step: number;
  next: number;
  /** When the next step is due; `Infinity`: nothing more by itself. */
  nextDue: Instant;
  level?: Level;
  state?: 'pending' | 'unreached' | 'excused';
  reason?: string;
  /** Joins the units waiting for the cycle's next circular draft. */
  circulate?: boolean;
  notices: Notice[];
  scopes: string[];
}

export interface Standing {
  cycle: Cycle;
  unit: UnitId;
  record: UnitRecord;
  /** The prompt was sent to this person. */
  asked: boolean;
  /** False: the person has no answer to it under way. */
  mayHaveDraft: boolean;
}

export interface CycleStore {
  /**
   * The watermark of a schedule: starts at `now` when first seen, moves to `now` when the fingerprint of its trigger changed, and when it lies
   * ahead of any clock, for then a clock that was ahead has set it.
   */
  watermark(schedule: string, fingerprint: string, now: Instant): Promise<Instant>;
  /** Does not go back. */
  moveWatermark(schedule: string, to: Instant): Promise<void>;
  /** Records once that an occurrence did not open. */
  recordMissed(schedule: string, plannedAt: Instant, reason: string, now: Instant): Promise<boolean>;
  missed(since: Instant): Promise<{ schedule: string; plannedAt: Instant; reason: string }[]>;
  /**
   * Opens a cycle once; a half-done opening is completed. Allots `firstNo`. `announce` is queued when all units are in.
   * `false`: it was open already.
   */
  open(
    cycle: Omit<Cycle, 'firstNo'>,
    firstDue: Instant,
    announce: Notice[],
    actor: string,
    scopesOf: (unit: UnitId) => string[],
  ): Promise<boolean>;
  cycle(id: CycleId): Promise<Cycle | undefined>;
  openCycles(): Promise<Cycle[]>;
  /** Open, or closed since. Newest first. */
  cyclesSince(since: Instant): Promise<Cycle[]>;
  /** The ids of all that were ever closed, the last closed first. */
  closedIds(): Promise<CycleId[]>;
  close(id: CycleId, now: Instant): Promise<void>;
  /** Up to `limit` units whose time has come, for `leaseMs`: not taken again meanwhile. */
  takeDue(cycle: CycleId, now: Instant, limit: number, leaseMs: number): Promise<UnitId[]>;
  nextDue(cycle: CycleId): Promise<Instant | undefined>;
  /** The units that were granted a later deadline, answered or not. */
  extended(cycle: CycleId): Promise<UnitId[]>;
  records(cycle: CycleId, units: readonly UnitId[]): Promise<Map<UnitId, UnitRecord>>;
  /** Units still open (pending or unreached), the longest due first. */
  openUnits(cycle: CycleId, offset: number, limit: number): Promise<UnitId[]>;
  /** By scope: a unit's id counts it and all below it; `@person` counts a supervisor's units; `*` all. */
  counts(cycle: CycleId, scope: string): Promise<Record<UnitState, number>>;
  /** Takes a step, each exactly once; all its notices or none. */
  takeStep(step: StepTaken, actor: string, now: Instant): Promise<boolean>;
  /** Puts a unit's next due time off without a step. */
  postpone(cycle: CycleId, unit: UnitId, step: number, until: Instant): Promise<void>;
  /** A unit that stands at this step is due at `by` at the latest. */
  hasten(cycle: CycleId, unit: UnitId, step: number, by: Instant): Promise<void>;
  /**
   * How units stand in every open cycle they are in, the newest cycle first: those given, and those whose prompt was sent to the person,
   * whatever post they hold now.
   */
  standing(person: PersonId, units: readonly UnitId[]): Promise<Standing[]>;
}
