/** The words in which questions are put: one by one, again, or those still missing. */
import type { Answers, QuestionId } from '../domain/question.js';
import { asksBeforeSkipping, type Session } from '../domain/session.js';
import type { OpenPoint } from '../domain/reading/index.js';
import type { Instant } from '../domain/time.js';
import { lastAnswers } from './last-answers.js';
import type { OpenPrompt } from './open-prompts.js';
import { questionFacts } from './prompt-words.js';
import { answerLines, answerWords, calendarDateWords, echoForm, unitName } from './words.js';
import { say, type World } from './world.js';

export async function askQuestion(
  world: World,
  prompt: OpenPrompt,
  answers: Answers,
  question: QuestionId,
  session: Session,
  now: Instant,
  resumes: boolean,
): Promise<string> {
  const facts = factsOf(world, prompt, question, now);
  const first = session.mode === 'one-by-one' && Object.keys(answers).length === 0;
  const total = first ? prompt.cycle.schedule.questions.length : null;
  const asked = say(world, 'question', { question: facts, total, resumes, ...(await lastOf(world, prompt, question)) });
  if (session.mode === 'one-by-one') return asked;
  const { questions } = prompt.cycle.schedule;
  return [say(world, 'rest', { lines: answerLines(world, questions, answers, echoForm(prompt.cycle)), questions: [] }), asked].join('\n');
}

/** What was answered to a lasting question the last time. */
async function lastOf(world: World, { cycle, unit }: OpenPrompt, id: QuestionId): Promise<{ last: string | null; lastMonth: boolean }> {
  const question = cycle.schedule.questions.find((one) => one.id === id);
  const last = question?.carry === true ? await lastAnswers(world, cycle, unit) : undefined;
  const answer = last?.answers[id];
  const known = question !== undefined && answer !== undefined;
  return { last: known ? answerWords(world, question, answer) : null, lastMonth: last?.lastMonth ?? false };
}

/** What was understood, and the questions that are still to be answered, in full. */
export function listMissing(world: World, prompt: OpenPrompt, answers: Answers, missing: readonly QuestionId[], now: Instant): string {
  const { questions } = prompt.cycle.schedule;
  return say(world, 'rest', {
    lines: answerLines(world, questions, answers, echoForm(prompt.cycle)),
    questions: missing.map((id) => factsOf(world, prompt, id, now)),
  });
}

/** Asks one question again, saying what was not clear and how to put it; the second time it may be left out. */
export function askAgain(world: World, prompt: OpenPrompt, answers: Answers, point: OpenPoint, session: Session, now: Instant): string {
  const facts = factsOf(world, prompt, point.question, now);
  const others = session.mode === 'whole' && session.asked === 1 && Object.keys(answers).length > 0;
  if (point.why === 'boilerplate')
    return say(world, 'boilerplate', { number: facts.no, unit: unitName(world, prompt.unit, prompt.cycle), others });
  const { detail, guess } = point;
  const question = prompt.cycle.schedule.questions.find(({ id }) => id === point.question);
  const again = say(world, 'ask-again', {
    why: point.why,
    number: facts.no,
    question: facts,
    skip: session.asked >= asksBeforeSkipping,
    letters: detail?.letters ?? [],
    low: detail?.from ?? null,
    high: detail?.to ?? null,
    min: detail?.min ?? null,
    max: detail?.max ?? null,
    date: detail?.date === undefined ? null : calendarDateWords(world, detail.date),
    guess: guess === undefined || question === undefined ? null : answerWords(world, question, guess),
  });
  if (!others) return again;
  const lines = answerLines(world, prompt.cycle.schedule.questions, answers, echoForm(prompt.cycle));
  return [say(world, 'clear-up', { lines }), again].join('\n');
}

type QuestionFacts = ReturnType<typeof questionFacts>;

function factsOf(world: World, { cycle }: OpenPrompt, question: QuestionId, now: Instant): QuestionFacts {
  const { questions } = cycle.schedule;
  const index = questions.findIndex(({ id }) => id === question);
  const found = questions[index];
  if (found === undefined)
    return { no: 0, type: 'text', text: question, label: question, reason: null, measure: null, zero: false, example: null, options: [] };
  return questionFacts(world, found, index + 1, now);
}
