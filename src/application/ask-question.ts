/** The words in which questions are put: one by one, again, or those still missing. */
import type { Answers, QuestionId } from '../domain/question.js';
import { asksBeforeSkipping, type Session } from '../domain/session.js';
import type { OpenPoint } from '../domain/reading/index.js';
import type { Instant } from '../domain/time.js';
import type { OpenPrompt } from './open-prompts.js';
import { questionFacts } from './prompt-words.js';
import { answerLines, answerWords, calendarDateWords, unitName } from './words.js';
import { say, type World } from './world.js';

export function askQuestion(
  world: World,
  prompt: OpenPrompt,
  answers: Answers,
  question: QuestionId,
  session: Session,
  now: Instant,
  resumes: boolean,
): string {
  const facts = factsOf(world, prompt, question, now);
  const first = session.mode === 'one-by-one' && Object.keys(answers).length === 0;
  const asked = say(world, 'question', { question: facts, total: first ? prompt.cycle.schedule.questions.length : null, resumes });
  if (session.mode === 'one-by-one') return asked;
  const { questions } = prompt.cycle.schedule;
  return [say(world, 'rest', { lines: answerLines(world, questions, answers), questions: [] }), asked].join('\n');
}

/** What was understood, and the questions that are still to be answered, in full. */
export function listMissing(world: World, prompt: OpenPrompt, answers: Answers, missing: readonly QuestionId[], now: Instant): string {
  const { questions } = prompt.cycle.schedule;
  return say(world, 'rest', {
    lines: answerLines(world, questions, answers),
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
  return others
    ? [say(world, 'clear-up', { lines: answerLines(world, prompt.cycle.schedule.questions, answers) }), again].join('\n')
    : again;
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
