/** Keeps what was understood of an answer under way, and asks for the rest; hands in when nothing is left to ask. */
import type { Answers, QuestionId } from '../domain/question.js';
import { asAsked, nextAsk, type Session } from '../domain/session.js';
import { askAgain, askQuestion, listMissing } from './ask-question.js';
import { handIn, latestOf } from './hand-in.js';
import type { OpenPrompt } from './open-prompts.js';
import { saying, today, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

/** Keeps what is known and asks for what is not; hands in when nothing is left to ask. */
export async function proceed(
  world: World,
  said: Said,
  prompt: OpenPrompt,
  answers: Answers,
  session: Session,
  intro: readonly string[],
  resumes = false,
): Promise<Response> {
  const { cycle, unit } = prompt;
  const next = nextAsk(cycle.schedule.questions, answers, session);
  if (next.kind === 'complete') return handIn(world, said, prompt, answers);
  const asking = next.kind === 'again' ? next.point.question : next.kind === 'question' ? next.question : undefined;
  const asked = asAsked(session, asking, next.kind === 'again');
  const words =
    next.kind === 'missing'
      ? listMissing(world, prompt, answers, next.questions, said.now)
      : next.kind === 'again'
        ? askAgain(world, prompt, answers, next.point, asked, said.now)
        : await askQuestion(world, prompt, answers, next.question, session, said.now, resumes);
  return saying([...intro.filter((line) => line !== ''), words].join('\n'), {
    dialog: { kind: 'session', cycle: cycle.id, unit, day: today(world, said.at), ...asked },
    draft: { cycle: cycle.id, unit, body: { answers } },
  });
}

/** Takes somebody up where they stopped. */
export function resume(world: World, said: Said, prompt: OpenPrompt, answers: Answers, session: Session): Promise<Response> {
  const done = Object.keys(answers).length;
  return proceed(world, said, prompt, answers, { ...session, points: [] }, [say(world, 'interview-resume', { done })], true);
}

/** The draft under way; else the reply handed in before; else nothing. */
export async function answersSoFar(world: World, said: Said, prompt: OpenPrompt): Promise<Answers> {
  const draft = prompt.mayHaveDraft ? await world.stores.replies.draft(prompt.cycle.id, prompt.unit, said.person.id) : undefined;
  return draft?.answers ?? (await latestOf(world, prompt))?.answers ?? {};
}

export function numberOf({ cycle }: OpenPrompt, question: QuestionId): number {
  return cycle.schedule.questions.findIndex(({ id }) => id === question) + 1;
}
