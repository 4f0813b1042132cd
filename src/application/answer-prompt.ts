/** Takes answers to a prompt: the whole in one message, question by question, or the rest of what was left open. Each answer is kept at once. */
import { followUpOf, type Answer, type Answers, type Question } from '../domain/question.js';
import {
  isYes,
  readPrompt,
  readReply,
  type OpenPoint,
  type Reading,
  type ReadingContext,
  type WholeAnswers,
  type WholeReading,
} from '../domain/reading/index.js';
import { isByForm } from '../domain/schedule.js';
import { asksBeforeSkipping, unanswered, type Session } from '../domain/session.js';
import { answerTalk, passOnQuestion } from './answer-talk.js';
import { answersSoFar, numberOf, proceed, resume } from './ask-next.js';
import { applyChange } from './change-answer.js';
import { alreadyAnswered } from './hand-in.js';
import { isReport } from './hand-over-report.js';
import { carriedQuestions, keptAnswers } from './last-answers.js';
import { isUnanswered, type OpenPrompt } from './open-prompts.js';
import type { Dialog } from './ports.js';
import { readingContext, saying, today, type Response, type Said } from './said.js';
import { takeWhole } from './take-whole.js';
import { onForm } from './turn-to-form.js';
import { answerWords, echoForm } from './words.js';
import { say, type World } from './world.js';

export type SessionDialog = Extract<Dialog, { kind: 'session' }>;

/** Begins question by question, or goes on where it stopped. */
export async function startOneByOne(world: World, said: Said, prompt: OpenPrompt, opening?: string): Promise<Response> {
  if (isByForm(prompt.cycle.schedule)) return onForm(world, prompt);
  const draft = await world.stores.replies.draft(prompt.cycle.id, prompt.unit, said.person.id);
  if (draft === undefined && !isUnanswered(prompt)) return saying(alreadyAnswered(world, prompt));
  const answers = draft?.answers ?? {};
  const started = Object.keys(answers).length > 0;
  const intro =
    opening ?? (started ? say(world, 'interview-resume', { done: Object.keys(answers).length }) : say(world, 'interview-start', {}));
  return proceed(world, said, prompt, answers, { mode: 'one-by-one', asked: 0, points: [] }, [intro], started);
}

/** A text meant for a prompt while no question of it is running. */
export async function answerWhole(world: World, said: Said, prompt: OpenPrompt): Promise<Response | undefined> {
  const answers = await answersSoFar(world, said, prompt);
  const reading = readPrompt(prompt.cycle.schedule, said.text, await contextOf(world, said, prompt));
  return takeWhole(world, said, prompt, answers, { mode: 'whole', asked: 0, points: [] }, reading);
}

/** A text while a session is running. undefined: it has nothing to do with it. */
export async function answerInSession(world: World, said: Said, prompt: OpenPrompt, session: SessionDialog): Promise<Response | undefined> {
  const { questions } = prompt.cycle.schedule;
  const answers = await answersSoFar(world, said, prompt);
  const context = await contextOf(world, said, prompt);
  const question = questions.find(({ id }) => id === session.asking);
  const whole = readPrompt(prompt.cycle.schedule, said.text, { ...context, open: unanswered(questions, answers, session.mode) });
  if (question === undefined) return takeWhole(world, said, prompt, answers, session, whole);
  if (isNumbered(whole, prompt, session) && (question.type !== 'text' || isReport(prompt.cycle)))
    return takeWhole(world, said, prompt, answers, session, whole);
  if (whole.kind === 'change') return applyChange(world, said, prompt, whole);
  const guess = session.points.find((point) => point.question === question.id);
  const reading = acceptGuess(said.text, guess) ?? readReply(prompt.cycle.schedule, question, said.text, context);
  return takeOne(world, said, prompt, answers, session, question, reading);
}

/** With the questions the prompt offered to carry over: its sample line was without them. */
async function contextOf(world: World, said: Said, { cycle, unit, record }: OpenPrompt): Promise<ReadingContext> {
  return { ...readingContext(world, said.at, record.promptAt), carried: await carriedQuestions(world, cycle, unit) };
}

/** 跳过: after a question has been put twice it may stay empty. */
export async function skipQuestion(world: World, said: Said, prompt: OpenPrompt, session: SessionDialog): Promise<Response> {
  const answers = await answersSoFar(world, said, prompt);
  const question = prompt.cycle.schedule.questions.find(({ id }) => id === session.asking);
  if (question === undefined) return proceed(world, said, prompt, answers, session, []);
  if (!question.optional && session.asked < asksBeforeSkipping) {
    return proceed(world, said, prompt, answers, withPoint(session, { question: question.id, why: 'not-known' }), []);
  }
  const line = say(world, 'interview-skipped', { question: numberOf(prompt, question.id) });
  return proceed(world, said, prompt, { ...answers, [question.id]: { type: 'skipped' } }, session, [line]);
}

/** A number list that cannot be meant for the one question being asked. A part of a report may hold lists, so only the number of a part counts. */
function isNumbered(whole: WholeReading, { cycle }: OpenPrompt, { mode }: Session): whole is WholeAnswers {
  if (isReport(cycle)) return mode === 'whole' && whole.kind === 'answers' && !whole.inOrder;
  return whole.kind === 'answers' && !whole.inOrder && Object.keys(whole.answers).length + whole.unclear.length > 1;
}

function acceptGuess(text: string, point: OpenPoint | undefined): Reading | undefined {
  // Whatever is no command is the reason that was asked for.
  if (point?.why === 'reason-wanted' && !text.trim().startsWith('不适用')) return { kind: 'not-applicable', reason: text.trim() };
  if (point?.guess === undefined || point.why === 'boilerplate' || !isYes(text)) return undefined;
  return { kind: 'understood', answer: point.guess };
}

async function takeOne(
  world: World,
  said: Said,
  prompt: OpenPrompt,
  answers: Answers,
  session: SessionDialog,
  question: Question,
  reading: Reading,
): Promise<Response | undefined> {
  switch (reading.kind) {
    case 'understood':
      return noted(world, said, prompt, answers, session, question, reading.answer);
    case 'attested': {
      const held = session.points.find((point) => point.question === question.id)?.guess;
      const answer: Answer | undefined = held?.type === 'text' ? { ...held, attested: true } : held;
      if (answer !== undefined) return noted(world, said, prompt, answers, session, question, answer);
      return proceed(world, said, prompt, answers, withPoint(session, { question: question.id, why: 'not-understood' }), []);
    }
    case 'unclear':
      // Somebody who comes back another day is taken up where they stopped, whatever the first word is.
      if (reading.guess === undefined && session.day !== today(world, said.at)) return resume(world, said, prompt, answers, session);
      return proceed(world, said, prompt, answers, withPoint(session, { question: question.id, ...pointOf(reading) }), []);
    case 'question':
      return passOnQuestion(world, said, prompt, question);
    case 'no-answer':
      if (reading.what === 'hello' || session.day !== today(world, said.at)) return resume(world, said, prompt, answers, session);
      if (reading.what === 'thanks')
        return proceed(world, said, prompt, answers, withPoint(session, { question: question.id, why: 'empty' }), []);
      return answerTalk(world, said, reading.what, prompt);
    case 'carry': {
      const kept = (await keptAnswers(world, prompt, [question.id]))[question.id];
      if (kept !== undefined) return noted(world, said, prompt, answers, session, question, kept);
      return proceed(world, said, prompt, answers, withPoint(session, { question: question.id, why: 'no-record' }), []);
    }
    case 'not-applicable': {
      const { reason } = reading;
      if (reason !== undefined) return noted(world, said, prompt, answers, session, question, { type: 'not-applicable', reason });
      return proceed(world, said, prompt, answers, withPoint(session, { question: question.id, why: 'reason-wanted' }), []);
    }
    default:
      return reading satisfies never;
  }
}

function pointOf({ why, guess, detail }: Extract<Reading, { kind: 'unclear' }>): Omit<OpenPoint, 'question'> {
  return { why, ...(guess === undefined ? {} : { guess }), ...(detail === undefined ? {} : { detail }) };
}

function withPoint(session: Session, point: OpenPoint): Session {
  return { ...session, points: [point, ...session.points.filter(({ question }) => question !== point.question)] };
}

/** One answer was understood: it is kept, a `no` gets its follow-up, and the next question is put. */
async function noted(
  world: World,
  said: Said,
  prompt: OpenPrompt,
  answers: Answers,
  session: SessionDialog,
  question: Question,
  answer: Answer,
): Promise<Response> {
  const after = { ...answers, [question.id]: answer };
  const left: Session = { ...session, points: session.points.filter((point) => point.question !== question.id) };
  const line = say(world, 'interview-noted', {
    question: numberOf(prompt, question.id),
    answer: answer.type === 'choice' ? answer.letter : answerWords(world, question, answer, echoForm(prompt.cycle)),
    quoted: answer.type === 'yes-no',
    about: answer.type === 'number' && (answer.about ?? false),
  });
  const followUp = followUpOf([question], after, undefined);
  if (followUp !== undefined && session.mode === 'one-by-one') {
    const { cycle, unit } = prompt;
    return saying([line, say(world, 'interview-follow-up', { text: followUp.text })].join('\n'), {
      dialog: { kind: 'follow-up', cycle: cycle.id, unit, question: question.id, after: left },
      draft: { cycle: cycle.id, unit, body: { answers: after } },
    });
  }
  return proceed(world, said, prompt, after, left, session.mode === 'one-by-one' ? [line] : []);
}
