/** 同上月: confirms what is lasting as it was, and asks for the rest. A confirmed answer is an answer like any other. */
import type { Answers, Question, QuestionId } from '../domain/question.js';
import { asAsked, nextAsk, unanswered, type Session } from '../domain/session.js';
import { proceed } from './ask-next.js';
import { alreadyAnswered } from './hand-in.js';
import { isMonthly, keptAnswers } from './last-answers.js';
import type { Facts } from './messages.js';
import { isUnanswered, type OpenPrompt } from './open-prompts.js';
import { saying, today, type Response, type Said } from './said.js';
import { answerWords } from './words.js';
import { say, type World } from './world.js';

/** 同上月 said of the whole prompt. What was answered otherwise meanwhile stays so. */
export async function confirmLasting(world: World, said: Said, prompt: OpenPrompt, answers: Answers, session: Session): Promise<Response> {
  const { cycle } = prompt;
  const { questions } = cycle.schedule;
  if (!isUnanswered(prompt)) return saying(alreadyAnswered(world, prompt));
  const open = questions.filter(({ id, carry }) => carry && answers[id] === undefined);
  if (open.length === 0) return saying(say(world, 'ask-again', { ...nothingAsked, why: 'not-lasting' }));
  const kept = await keptAnswers(
    world,
    prompt,
    open.map(({ id }) => id),
  );
  const after = { ...answers, ...kept };
  const left: Session = { ...session, points: session.points.filter(({ question }) => after[question] === undefined) };
  const month = isMonthly(world, cycle);
  if (Object.keys(kept).length === 0) return proceed(world, said, prompt, answers, left, [say(world, 'carried-none', { month })]);
  const missing = unanswered(questions, after, session.mode);
  if (missing.length === 0) return proceed(world, said, prompt, after, left, []);
  return keepAsking(
    world,
    said,
    prompt,
    after,
    left,
    say(world, 'carried', { ...numbersOf(questions, missing), month, lines: keptLines(world, questions, kept) }),
  );
}

function keepAsking(world: World, said: Said, prompt: OpenPrompt, answers: Answers, session: Session, words: string): Response {
  const { cycle, unit } = prompt;
  const next = nextAsk(cycle.schedule.questions, answers, session);
  const asked = asAsked(session, next.kind === 'question' ? next.question : undefined, false);
  return saying(words, {
    dialog: { kind: 'session', cycle: cycle.id, unit, day: today(world, said.at), ...asked },
    draft: { cycle: cycle.id, unit, body: { answers } },
  });
}

function numbersOf(questions: readonly Question[], missing: readonly QuestionId[]): { fresh: number[]; unknown: number[] } {
  const numbered = questions
    .map((question, index) => ({ question, no: index + 1 }))
    .filter(({ question }) => missing.includes(question.id));
  return {
    fresh: numbered.filter(({ question }) => !question.carry).map(({ no }) => no),
    unknown: numbered.filter(({ question }) => question.carry).map(({ no }) => no),
  };
}

/** In one line a number would run into that of its question: small ones are said in words. */
function keptLines(world: World, questions: readonly Question[], kept: Answers): Facts<'carried'>['lines'] {
  return questions.flatMap((question, index) => {
    const answer = kept[question.id];
    if (answer === undefined) return [];
    const words = answerWords(world, question, answer);
    const inWords = answer.type === 'number' && answer.remark === undefined;
    return [
      {
        no: index + 1,
        answer: words,
        number: inWords ? answer.number : null,
        measure: question.type === 'number' ? (question.measure ?? null) : null,
        digit: /^[\d]/.test(words),
      },
    ];
  });
}

const nothingAsked = {
  number: null,
  question: null,
  skip: false,
  letters: [] as string[],
  low: null,
  high: null,
  min: null,
  max: null,
  date: null,
  guess: null,
};
