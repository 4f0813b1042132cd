/** What the bot does and when: one schedule, as checked from its YAML file. The file's name is its id. */
import type { Festival } from './calendar.js';
import type { Stage, Theme } from './campaign.js';
import type { CommitteeRole, GroupId, UnitId, UnitRole } from './roster.js';
import type { DateText, Duration } from './time.js';
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

/** What makes a schedule's time come. */
export type Trigger = CronTrigger | NodeTrigger;

export interface CronTrigger {
  kind: 'cron';
  /** Five or six fields, in the committee's timezone; day-of-month AND day-of-week, as node-cron reads it. */
  cron: string;
  /** What happens to an occurrence on a rest day: it moves to the next or the previous workday, or stays. */
  workday: 'next' | 'previous' | 'none';
}

/** Before festivals: so many workdays before the first day off, at a time of day. Festivals close to each other have one time for both. */
export interface NodeTrigger {
  kind: 'node';
  festivals: Festival[];
  /** Positive workdays. */
  beforeDays: number;
  /** Minutes since midnight. */
  atMinute: number;
}

interface ScheduleBase {
  id: string;
  name: string;
  trigger: Trigger;
  /** On what basis it asks, as shown to whoever is asked. */
  basis?: string;
  /** Overrides quiet hours, rest days and the budget. */
  urgent: boolean;
  /** Its times pass without a trace; what is open already goes on, and a person may still open it. */
  paused?: true;
}

interface AskingBase extends ScheduleBase {
  audience: Audience;
  ask: UnitRole;
  deadline: Duration;
  announce?: { group: GroupId; template: string };
  /** Name of the template of the prompt. */
  prompt: string;
  /** It is answered on a page of the committee's own network, to which the prompt has a link: nothing of an answer stands in the chat. */
  via?: 'form';
  questions: Question[];
  remind: Reminder[];
  escalate: Rung[];
}

export interface SelfCheckSchedule extends AskingBase {
  kind: 'self-check';
}

/** A duty report: its questions are its parts, all of them texts; a file in their place is as good. */
export interface ReportSchedule extends AskingBase {
  kind: 'report';
  /** Who reads each report: the first role that somebody holds, the one concerned left out. */
  readers: Role[];
}

/** The committee roles whose holders may type the number of a draw: nobody who is asked to be drawn, or who has the machine and so the secret. */
export const drawingRoles = ['discipline', 'discipline-secretary', 'inspector'] as const satisfies readonly CommitteeRole[];

/** A spot check: one question to units that are drawn from the audience, with minutes to answer. */
export interface SpotCheckSchedule extends AskingBase {
  kind: 'spot-check';
  /** How many are drawn. */
  sample: number;
  /** Under which plan it goes, and under what number that was filed: unplanned inspections are forbidden. */
  plan: { name: string; filing: string };
  /** A unit is drawn no more often in a calendar year, whatever the schedule. */
  perYear: number;
  /** Whole and positive; a unit without one weighs 1. */
  weights: Readonly<Record<UnitId, number>>;
  exclude: { unit: UnitId; reason: string }[];
  /** Who types the number and sees what came of it. */
  officer: (typeof drawingRoles)[number];
}

export interface ReminderSchedule extends ScheduleBase {
  kind: 'reminder';
  /** To one group, or to all holders of roles in the audience's units. */
  to: { group: GroupId } | { roles: Role[]; audience: Audience };
  template: string;
}

export interface NudgeSchedule extends ScheduleBase {
  kind: 'nudge';
  to: Role[];
  audience: Audience;
  /** The library's file name. */
  library: string;
  texts: NudgeText[];
}

/** One text of a library. */
export interface NudgeText {
  /** The same as long as its words are the same. */
  id: string;
  text: string;
  /** For holders of these roles; absent: for everybody. */
  roles?: Role[];
  /** In these months, 1 to 12; absent: all year. */
  months?: number[];
}

export interface DigestSchedule extends ScheduleBase {
  kind: 'digest';
  to: CommitteeRole[];
}

/** Told, at its times and within its stages, how all that it puts under one head stands. It sets nothing going by itself. */
export interface CampaignSchedule extends ScheduleBase {
  kind: 'campaign';
  to: CommitteeRole[];
  stages: Stage[];
  themes: Theme[];
}

/** Items with an owner and a due date. Each occurrence tells the owners of what is still open; each item has reminders and rungs of its own. */
export interface TaskSchedule extends ScheduleBase {
  kind: 'task';
  /** Who of the owner unit is written to. */
  ask: UnitRole;
  /** Who closes an item; never its owner. */
  close: CommitteeRole;
  items: TaskItem[];
  remind: Reminder[];
  escalate: Rung[];
}

export interface TaskItem {
  id: string;
  text: string;
  /** The owner. */
  unit: UnitId;
  due: DateText;
  /** Who takes the lead when it is not the owner alone; and who helps. */
  lead?: UnitId;
  support: UnitId[];
  /** The duty of the responsibility lists that goes with it: one post, two duties. */
  duty?: string;
  /** It was finished before the bot knew of it: the document's number, or what else shows it. */
  done?: string;
}

/** Those that ask units for an answer and so open a cycle. */
export type AskingSchedule = SelfCheckSchedule | ReportSchedule | SpotCheckSchedule;
/** Those whose time comes and goes: nobody owes an answer. */
export type RoundSchedule = ReminderSchedule | NudgeSchedule | DigestSchedule | TaskSchedule | CampaignSchedule;
export type Schedule = AskingSchedule | RoundSchedule;

export const scheduleKinds = [
  'self-check',
  'report',
  'spot-check',
  'reminder',
  'nudge',
  'digest',
  'task',
  'campaign',
] as const satisfies readonly Schedule['kind'][];
export type ScheduleKind = (typeof scheduleKinds)[number];

export function isAsking(schedule: Schedule): schedule is AskingSchedule {
  return isForetold(schedule) || isSpotCheck(schedule);
}

/** Whether whom it asks, and when, may be known beforehand. */
export function isForetold(schedule: Schedule): schedule is SelfCheckSchedule | ReportSchedule {
  return schedule.kind === 'self-check' || schedule.kind === 'report';
}

/** Whether it is answered on a page, and not in chat. */
export function isByForm({ via }: Pick<AskingSchedule, 'via'>): boolean {
  return via === 'form';
}

export function isSpotCheck(schedule: Schedule): schedule is SpotCheckSchedule {
  return schedule.kind === 'spot-check';
}
