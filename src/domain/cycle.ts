/** One round of a schedule: who was to answer by when, and how far each unit has come. */
import type { Answers } from './question.js';
import type { PersonId, Unit, UnitId } from './roster.js';
import type { AskingSchedule } from './schedule.js';
import type { Instant } from './time.js';

/** `<schedule>-<yyyymmdd-hhmm of the planned opening in the committee's timezone>`: unique for (schedule, planned time). */
export type CycleId = string;

/**
 * pending: no answer yet, also past the deadline. late: answered after the deadline. excused: nothing is owed any more, with a reason.
 * unreached: no prompt could be sent, so nothing is late.
 */
export const unitStates = ['pending', 'answered', 'late', 'excused', 'unreached'] as const;
export type UnitState = (typeof unitStates)[number];

/** The highest rung taken for a unit in this cycle. */
export const levels = ['none', 'remind', 'press', 'supervise', 'circulate'] as const;
export type Level = (typeof levels)[number];

/** A cycle as it opened: it keeps the schedule and the tree of that moment. Never changed afterwards, but for when it was closed and deleted. */
export interface Cycle {
  id: CycleId;
  schedule: AskingSchedule;
  plannedAt: Instant;
  openedAt: Instant;
  /** For units prompted on the day of opening; a unit prompted on a later day has a later one (domain/ladder.ts). */
  deadline: Instant;
  /** The audience, in roster order. */
  units: UnitId[];
  /** The audience's units and all above them, as they were. */
  tree: Unit[];
  /** The prompt of the i-th unit carries number `firstNo + i`. */
  firstNo: number;
  closedAt?: Instant;
  /** When the photos and documents that were handed in were deleted, their time being over. */
  filesExpiredAt?: Instant;
  /** When all that was said in it was deleted, its time being over; its states remain. */
  expiredAt?: Instant;
}

/** Where one unit stands in one cycle. */
export interface UnitRecord {
  state: UnitState;
  /** Index into the cycle's ladder of the next step to take. */
  step: number;
  level: Level;
  /** When the puppet accepted the prompt; absent: not sent, or not known to be. */
  promptAt?: Instant;
  /** Who got the prompt. */
  askedTo?: PersonId;
  answeredAt?: Instant;
  /** Versions of the answer stored so far; 0: none. */
  version: number;
  /** Why it is excused: `removed`, `not-applicable`, `paused`, … */
  reason?: string;
  /** What was agreed with the unit; absent: nothing. */
  terms?: Terms;
}

/** What was agreed with a unit about its part in a cycle. */
export interface Terms {
  /** The later deadline it was granted. */
  until?: Instant;
  /** When that was granted: what was lost to outages before is in it already. Absent: it is counted from the prompt. */
  grantedAt?: Instant;
  /** The number of the open request that stops its ladder. */
  heldBy?: number;
  /** Who answers for it instead of the holder of the asked post, having accepted; and who passed it on, in order. */
  assignee?: PersonId;
  passedBy: PersonId[];
}

/** What a unit answered, all of it: kept sealed. */
export interface ReplyBody {
  answers: Answers;
  /** Corrections that came after the deadline stand beside the answers, not over them. */
  supplements: { at: Instant; by: PersonId; answers: Answers }[];
}

/** One stored version of a unit's reply. */
export interface Reply extends ReplyBody {
  unit: UnitId;
  by: PersonId;
  /** When it was written, not when it arrived. */
  at: Instant;
  version: number;
  late: boolean;
}

/** An answer under way: what a person has said so far for a unit, not yet handed in. */
export interface ReplyDraft {
  answers: Answers;
}
