/** What messages about a report have in common: how it is put, what was handed in, and where it is read. */
import type { Reply } from '../domain/cycle.js';
import { reachable } from '../domain/ladder.js';
import type { Reading } from '../domain/matter.js';
import type { Answers, Question } from '../domain/question.js';
import { readerOf } from '../domain/reader.js';
import { holders } from '../domain/responsibility.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import { dayMs, type Instant } from '../domain/time.js';
import { shortName } from './find-cycle.js';
import type { ReportCycle } from './hand-over-report.js';
import type { OpenPrompt } from './open-prompts.js';
import type { Said } from './said.js';
import { answerLines, answerWords, dayWords, leaderName, personName, titleOf, unitName } from './words.js';
import type { World } from './world.js';

const recentMs = 60 * dayMs;

/** The file that stands for parts of a report; undefined: there is none. */
export function fileOf(answers: Answers): string | undefined {
  for (const answer of Object.values(answers)) if (answer.type === 'file') return answer.files.at(-1);
  return undefined;
}

/** What kind of document it is. */
export function documentWords(world: World, answers: Answers, questions: readonly Question[]): string | null {
  const [question] = questions;
  const answer = Object.values(answers).find(({ type }) => type === 'file');
  return question === undefined || answer === undefined ? null : answerWords(world, question, answer, 'short');
}

/** The parts that were written, each with its beginning; a file that stands for the others is told once, by itself. */
export function partLines(world: World, questions: readonly Question[], answers: Answers): { no: number; label: string; answer: string }[] {
  const written = Object.fromEntries(Object.entries(answers).filter(([, { type }]) => type !== 'file'));
  return answerLines(world, questions, written, 'echo');
}

/** What a receipt says of a report beside what all receipts say. */
export function receiptParts(
  world: World,
  { person }: Said,
  { cycle, unit, askedBack }: Pick<OpenPrompt, 'unit' | 'askedBack'> & { cycle: ReportCycle },
  answers: Answers,
): { lines: { no: number; label: string; answer: string }[]; file: string | null; reader: string | null; added: boolean } {
  const { questions, readers } = cycle.schedule;
  const reader = readerOf(world.config().roster, readers, unit, person.id);
  return {
    lines: partLines(world, questions, answers),
    file: documentWords(world, answers, questions),
    reader: reader === undefined ? null : leaderName(world, reader),
    added: askedBack === true,
  };
}

/** Who wrote it, while they can be reached; else whoever answers for the unit now. */
export function authorOf(world: World, { schedule }: ReportCycle, { by, unit }: Pick<Reading, 'by' | 'unit'>): PersonId[] {
  const { roster } = world.config();
  const author = reachable(roster, [by]);
  return author.length > 0 ? author : reachable(roster, holders(roster, schedule.ask, unit));
}

/** What is typed behind 查 to read it. */
export async function periodOf(world: World, cycle: ReportCycle, unit: UnitId, now: Instant): Promise<string> {
  const recent = await world.stores.cycles.cyclesSince(now - recentMs);
  return shortName(
    world,
    cycle,
    recent.filter(({ units }) => units.includes(unit)),
  );
}

export interface ReportLine {
  no: number;
  unit: string;
  title: string;
  by: string;
  /** When it was handed in. */
  on: string;
  /** How many parts were written; null: it is a file. */
  parts: number | null;
  file: string | null;
  /** Handed in late. */
  late: boolean;
  period: string;
}

/** One report as its reader finds it in a list. */
export async function reportLine(world: World, cycle: ReportCycle, reading: Reading, reply: Reply, now: Instant): Promise<ReportLine> {
  const { questions } = cycle.schedule;
  const file = documentWords(world, reply.answers, questions);
  return {
    no: reading.no,
    unit: unitName(world, reading.unit, cycle),
    title: titleOf(world, cycle),
    by: personName(world, reply.by),
    on: dayWords(world, reply.at),
    parts: file === null ? partLines(world, questions, reply.answers).length : null,
    file,
    late: reply.late,
    period: await periodOf(world, cycle, reading.unit, now),
  };
}

/** How far the reading has come, for whoever may see the report. */
export function readingFacts(
  world: World,
  reading: Reading | undefined,
  version: number,
): { state: Reading['state']; reader: string; at: string | null; changed: boolean } | null {
  if (reading?.handedIn === undefined) return null;
  const { state, reader, settledAt, asked, handedIn } = reading;
  const at = state === 'read' ? settledAt : state === 'asked-back' ? asked.at(-1)?.at : undefined;
  return {
    state,
    reader: leaderName(world, reader),
    at: at === undefined ? null : dayWords(world, at),
    changed: state === 'read' && version > handedIn.version,
  };
}
