/** 查 a report: each part in full, or, when that is too much for one message, its beginning and how to read the rest. */
import type { Reply } from '../domain/cycle.js';
import type { Answer, Question } from '../domain/question.js';
import type { Unit } from '../domain/roster.js';
import { readingAbout, type ReportCycle } from './hand-over-report.js';
import { recordWords } from './report-prompt.js';
import { documentWords, fileOf, readingFacts } from './report-words.js';
import { answerWords, clerkName, dayWords, labelOf, leaderName, titleOf } from './words.js';
import { say, type World } from './world.js';

/** More characters than this are not said in one message. */
const mostAtOnce = 1_500;
const beginning = 200;

/** `part`: one of them by its number, which is then said in full. `period` is how the person named the report. */
export async function lookAtReport(
  world: World,
  unit: Unit,
  cycle: ReportCycle,
  reply: Reply,
  { state, part, period }: { state: string | null; part: number | undefined; period: string },
): Promise<string> {
  const { questions } = cycle.schedule;
  const { answers, version } = reply;
  const wanted = questions
    .map((question, index) => ({ question, no: index + 1, answer: answers[question.id] }))
    .filter(({ no }) => part === undefined || no === part);
  const written = wanted.filter(({ answer }) => answer !== undefined && answer.type !== 'file');
  const length = written.reduce((sum, { answer }) => sum + lengthOf(answer), 0);
  const shortened = part === undefined && length > mostAtOnce;
  const reading = await readingAbout(world, cycle, unit.id);
  return say(world, 'look-report', {
    unit: unit.name,
    title: titleOf(world, cycle),
    state,
    parts: written.map(({ question, no, answer }) => ({
      no,
      label: labelOf(question),
      ...textOf(world, question, answer, shortened),
    })),
    supplements: reply.supplements.flatMap(({ at, answers: added }) =>
      questions.flatMap((question, index) => {
        const answer = added[question.id];
        return answer === undefined
          ? []
          : [{ on: dayWords(world, at), no: index + 1, label: labelOf(question), text: answerWords(world, question, answer) }];
      }),
    ),
    period: shortened ? period : null,
    file: wanted.length > written.length && cycle.filesExpiredAt === undefined ? (fileOf(answers) ?? null) : null,
    filesGone: cycle.filesExpiredAt !== undefined && wanted.length > written.length,
    format: documentWords(world, answers, questions),
    clerk: clerkName(world),
    by: leaderName(world, reply.by),
    at: dayWords(world, reply.at),
    record: await recordWords(world, cycle, unit.id),
    reading: readingFacts(world, reading, version),
  });
}

function lengthOf(answer: Answer | undefined): number {
  return answer?.type === 'text' ? answer.text.length : 0;
}

function textOf(
  world: World,
  question: Question,
  answer: Answer | undefined,
  shortened: boolean,
): { text: string; characters: number | null } {
  if (!shortened || answer?.type !== 'text' || answer.text.length <= beginning)
    return { text: answerWords(world, question, answer), characters: null };
  const characters = [...answer.text];
  return { text: characters.slice(0, beginning).join(''), characters: characters.length };
}
