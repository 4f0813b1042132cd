/**
 * What one unit said in a cycle, as the console shows it: version by version, said in chat or by form. To those whom 查 answers, and on record
 * before they see it.
 */
import type { Cycle, CycleId, Reply } from '../domain/cycle.js';
import { may } from '../domain/permission.js';
import type { Answers } from '../domain/question.js';
import type { Person, UnitId } from '../domain/roster.js';
import { isByForm } from '../domain/schedule.js';
import { hourMs, type Instant } from '../domain/time.js';
import { noteReads } from './note-read.js';
import { answerWords, leaderName, titleOf, unitName } from './words.js';
import type { World } from './world.js';

export interface AnswerView {
  /** As the unit was asked it, with the number under which it answers. */
  no: number;
  question: string;
  answer: string;
  /** Names of the photos and documents that can still be had. */
  files: string[];
}

export interface ReplyView {
  version: number;
  by: string;
  at: Instant;
  late: boolean;
  answers: AnswerView[];
  /** What came after the deadline and stands beside the answers. */
  supplements: { at: Instant; by: string; answers: AnswerView[] }[];
}

export interface UnitAnswersView {
  unit: string;
  title: string;
  byForm: boolean;
  /** When all that was said was deleted, its time being over. */
  expiredAt: Instant | null;
  /** When the photos and documents were. */
  filesGoneAt: Instant | null;
  /** The latest first. */
  replies: ReplyView[];
  explanation: { by: string; at: Instant; text: string } | null;
}

/** `operationId` names the request: the same again is one read, as long as nothing new is there, and for an hour. */
export interface ReadingOf {
  cycle: CycleId;
  unit: UnitId;
  operationId: string;
}

/** undefined: there is no such part, or the reader may not look at the unit. Throws what the stores throw; then nothing was shown. */
export async function viewUnitAnswers(
  world: World,
  person: Person,
  { cycle: id, unit, operationId }: ReadingOf,
  now: Instant,
): Promise<UnitAnswersView | undefined> {
  const cycle = await lookedAt(world, person, id, unit);
  if (cycle === undefined) return undefined;
  const isGone = cycle.expiredAt !== undefined;
  const [versions, explanation] = isGone
    ? [[], undefined]
    : await Promise.all([world.stores.replies.versions(id, unit), world.stores.replies.explanation(id, unit)]);
  if (versions.length > 0 || explanation !== undefined) {
    const operation = `console:${person.id}:${operationId}:${versions.length}:${Math.floor(now / hourMs)}`;
    await noteReads(world, person.id, [{ object: `${id}/${unit}`, unit }], operation, now);
  }
  return {
    unit: unitName(world, unit, cycle),
    title: titleOf(world, cycle),
    byForm: isByForm(cycle.schedule),
    expiredAt: cycle.expiredAt ?? null,
    filesGoneAt: cycle.filesExpiredAt ?? null,
    replies: versions.map((reply) => replyView(world, cycle, reply)).toReversed(),
    explanation: explanation === undefined ? null : { by: leaderName(world, explanation.by), at: explanation.at, text: explanation.text },
  };
}

/**
 * A photo or document of what a unit said, as it was handed in. undefined: there is none of this name in it, its time is over, or the reader may not
 * look at the unit. That it was read is on record with the answers it belongs to.
 */
export async function viewUnitFile(
  world: World,
  person: Person,
  reading: ReadingOf & { name: string },
  now: Instant,
): Promise<Uint8Array | undefined> {
  const view = await viewUnitAnswers(world, person, reading, now);
  const answers = (view?.replies ?? []).flatMap((reply) => [reply, ...reply.supplements]).flatMap((one) => one.answers);
  return answers.some(({ files }) => files.includes(reading.name)) ? world.files.read(reading.name) : undefined;
}

async function lookedAt(world: World, person: Person, id: CycleId, unit: UnitId): Promise<Cycle | undefined> {
  if (!may(world.config().roster, person.id, 'look', { unit })) return undefined;
  const cycle = await world.stores.cycles.cycle(id);
  return cycle?.units.includes(unit) === true ? cycle : undefined;
}

function replyView(world: World, cycle: Cycle, { version, by, at, late, answers, supplements }: Reply): ReplyView {
  return {
    version,
    by: leaderName(world, by),
    at,
    late,
    answers: answerViews(world, cycle, answers),
    supplements: supplements.map((one) => ({
      at: one.at,
      by: leaderName(world, one.by),
      answers: answerViews(world, cycle, one.answers),
    })),
  };
}

function answerViews(world: World, cycle: Cycle, answers: Answers): AnswerView[] {
  return cycle.schedule.questions.flatMap((question, index) => {
    const answer = answers[question.id];
    if (answer === undefined) return [];
    const files = (answer.type === 'photo' || answer.type === 'file') && cycle.filesExpiredAt === undefined ? answer.files : [];
    return [{ no: index + 1, question: question.text, answer: answerWords(world, question, answer), files }];
  });
}
