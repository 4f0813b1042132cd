/** What the bot does and when: one schedule, as checked from its YAML file. The file's name is its id. */
import type { CommitteeRole, GroupId, UnitId, UnitRole } from './roster.js';
import type { Duration } from './time.js';
import type { Question } from './question.js';

export type Role = UnitRole | CommitteeRole;

/** The rungs above reminding, lowest first: press, supervise, circulate (催办、督办、通报). */
export const rungLevels = ['press', 'supervise', 'circulate'] as const;
export type RungLevel = (typeof rungLevels)[number];

export interface Rung {
  level: RungLevel;
  /** Counted from the deadline; never negative. */
  at: Duration;
  to: Role[];
  /** The message is a draft until a holder of this role releases it. */
  release?: CommitteeRole;
}

export interface Reminder {
  /** Counted from the deadline; negative, and never before the opening. */
  at: Duration;
}

/** All units, those named, those of a kind, or those under a unit (the unit itself not included). Several conditions narrow each other. */
export type Audience = { units: 'all' | UnitId[]; kind?: string; under?: UnitId };

export interface SelfCheckSchedule {
  id: string;
  kind: 'self-check';
  name: string;
  /** Five or six fields, in the committee's timezone; day-of-month AND day-of-week, as node-cron reads it. */
  cron: string;
  /** What happens to an occurrence on a rest day: it moves to the next or the previous workday, or stays. */
  workday: 'next' | 'previous' | 'none';
  basis?: string;
  audience: Audience;
  ask: UnitRole;
  deadline: Duration;
  announce?: { group: GroupId; template: string };
  /** Name of the template of the prompt. */
  prompt: string;
  questions: Question[];
  remind: Reminder[];
  escalate: Rung[];
  /** Overrides quiet hours, rest days and the budget. */
  urgent: boolean;
}

/** The kinds this version carries out. */
export type Schedule = SelfCheckSchedule;
