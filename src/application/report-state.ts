/** The state of all recent cycles as facts for other programs: the shapes of `status --json` and `replies --json` are a contract. */
import type { Cycle, Level, UnitRecord, UnitState } from '../domain/cycle.js';
import type { Answer, Answers } from '../domain/question.js';
import { dayMs, type Instant } from '../domain/time.js';
import { countsOf } from './count-units.js';
import type { StoredNotice } from './ports.js';
import { reportTasks, type TaskReport } from './report-tasks.js';
import { unitName } from './words.js';
import type { World } from './world.js';

/** Cycles open, or closed within this, are reported. */
const reportedMs = 30 * dayMs;
const noticesAtMost = 1000;

export interface StateReport {
  cycles: CycleReport[];
  /** Of schedules that ask nothing: those opened within 30 days, oldest first. */
  rounds: RoundReport[];
  /** Open, or settled within 30 days. */
  tasks: TaskReport[];
  unknown: NoticeReport[];
  failed: NoticeReport[];
}

export interface RoundReport {
  schedule: string;
  kind: string;
  plannedAt: string;
  /** How many were written to; a group counts as one. */
  recipients: number;
}

export interface CycleReport {
  id: string;
  schedule: string;
  /** Instants are ISO 8601 in UTC. */
  openedAt: string;
  deadline: string;
  closedAt: string | null;
  total: number;
  answered: number;
  late: number;
  pending: number;
  excused: number;
  unreached: number;
  units: { unit: string; name: string; state: UnitState; level: Level; answeredAt: string | null }[];
}

export interface NoticeReport {
  id: number;
  to: string;
  unit: string | null;
  schedule: string | null;
  at: string;
}

export async function reportState(world: World, now: Instant): Promise<StateReport> {
  const { cycles, outbox, rounds } = world.stores;
  const recent = await cycles.cyclesSince(now - reportedMs);
  const [unknown, failed] = await Promise.all([outbox.open('unknown', noticesAtMost), outbox.open('failed', noticesAtMost)]);
  return {
    cycles: await Promise.all(recent.map((cycle) => cycleReport(world, cycle))),
    rounds: (await rounds.since(now - reportedMs)).map(({ schedule, kind, plannedAt, recipients }) => ({
      schedule,
      kind,
      plannedAt: iso(plannedAt),
      recipients,
    })),
    tasks: await reportTasks(world, now),
    unknown: unknown.map(noticeReport),
    failed: failed.map(noticeReport),
  };
}

async function cycleReport(world: World, cycle: Cycle): Promise<CycleReport> {
  const [counts, records] = await Promise.all([countsOf(world, cycle, '*'), world.stores.cycles.records(cycle.id, cycle.units)]);
  const { total, answered, late, pending, extended, excused, unreached } = counts;
  return {
    id: cycle.id,
    schedule: cycle.schedule.id,
    openedAt: iso(cycle.openedAt),
    deadline: iso(cycle.deadline),
    closedAt: cycle.closedAt === undefined ? null : iso(cycle.closedAt),
    total,
    // Each unit is counted once: late ones are not among the answered.
    answered: answered - late,
    late,
    // A later deadline is nothing to other programs but a unit that has not answered.
    pending: pending + extended,
    excused,
    unreached,
    units: [...records].map(([unit, record]) => unitReport(world, cycle, unit, record)),
  };
}

function unitReport(world: World, cycle: Cycle, unit: string, { state, level, answeredAt }: UnitRecord): CycleReport['units'][number] {
  return { unit, name: unitName(world, unit, cycle), state, level, answeredAt: answeredAt === undefined ? null : iso(answeredAt) };
}

function noticeReport({ no, to, unit, schedule, settledAt, at }: StoredNotice): NoticeReport {
  return {
    id: no,
    to: to.kind === 'person' ? to.person : to.group,
    unit: unit ?? null,
    schedule: schedule ?? null,
    at: iso(settledAt ?? at),
  };
}

export interface RepliesReport {
  cycle: string;
  /** When its answers were deleted, their time being over; absent: they are kept. */
  expiredAt?: string;
  replies: { unit: string; name: string; by: string; at: string; version: number; late: boolean; answers: Record<string, AnswerReport> }[];
}

/** yes-no: boolean; number: number; choice: its letter; date: `YYYY-MM-DD`, or null for none; text: string; photo, file: file names; skipped: null. */
export type AnswerReport = boolean | number | string | string[] | null;

/** undefined: there is no such cycle. */
export async function reportReplies(world: World, id: string): Promise<RepliesReport | undefined> {
  const cycle = await world.stores.cycles.cycle(id);
  if (cycle === undefined) return undefined;
  const replies = await world.stores.replies.all(id);
  return {
    cycle: id,
    ...(cycle.expiredAt === undefined ? {} : { expiredAt: iso(cycle.expiredAt) }),
    replies: replies.map(({ unit, by, at, version, late, answers }) => ({
      unit,
      name: unitName(world, unit, cycle),
      by,
      at: iso(at),
      version,
      late,
      answers: answersReport(answers),
    })),
  };
}

function answersReport(answers: Answers): Record<string, AnswerReport> {
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answerReport(answer)]));
}

/** One answer as other programs read it. */
export function answerReport(answer: Answer): AnswerReport {
  switch (answer.type) {
    case 'yes-no':
      return answer.yes;
    case 'number':
      return answer.number;
    case 'choice':
      return answer.letter;
    case 'date':
      return answer.date;
    case 'text':
      return answer.text;
    case 'photo':
    case 'file':
      return answer.files;
    case 'not-applicable':
    case 'skipped':
      return null;
    default:
      return answer satisfies never;
  }
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
