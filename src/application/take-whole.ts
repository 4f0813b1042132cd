/** Takes a message meant for the whole prompt, as it was read: what was understood is kept, what was not is asked again. */
import type { Answers } from '../domain/question.js';
import type { OpenPoint, WholeAnswers, WholeReading } from '../domain/reading/index.js';
import type { Session } from '../domain/session.js';
import { answerTalk, passOnQuestion } from './answer-talk.js';
import { proceed, resume } from './ask-next.js';
import { applyChange } from './change-answer.js';
import { confirmLasting } from './confirm-lasting.js';
import { isReport } from './hand-over-report.js';
import { keptAnswers } from './last-answers.js';
import { isUnanswered, type OpenPrompt } from './open-prompts.js';
import { saying, type Response, type Said } from './said.js';
import { askWhichPart } from './take-part.js';
import { answerLines, echoForm } from './words.js';
import { say, type World } from './world.js';

export async function takeWhole(
  world: World,
  said: Said,
  prompt: OpenPrompt,
  answers: Answers,
  session: Session,
  reading: WholeReading,
): Promise<Response | undefined> {
  const { questions } = prompt.cycle.schedule;
  switch (reading.kind) {
    case 'answers':
      return takeAnswers(world, said, prompt, answers, session, reading);
    case 'change':
      return applyChange(world, said, prompt, reading);
    case 'unclear':
      if (reading.why === 'which-question' && isReport(prompt.cycle)) return askWhichPart(world, said, prompt);
      return wholeUnclear(world, prompt, await withKept(world, prompt, reading), questions.length);
    case 'attested':
      return attested(world, said, prompt, answers, session);
    case 'carry-all':
      return confirmLasting(world, said, prompt, answers, session);
    case 'question':
      return passOnQuestion(
        world,
        said,
        prompt,
        questions.find(({ id }) => id === reading.question),
      );
    case 'idle':
      if (reading.what === 'hello' && isUnanswered(prompt) && Object.keys(answers).length > 0) {
        return resume(world, said, prompt, answers, session);
      }
      return answerTalk(world, said, reading.what, prompt);
    case 'nothing':
      return undefined;
    default:
      return reading satisfies never;
  }
}

async function takeAnswers(
  world: World,
  said: Said,
  prompt: OpenPrompt,
  answers: Answers,
  session: Session,
  reading: WholeAnswers,
): Promise<Response> {
  const heldTrue = Object.fromEntries(
    reading.attested.flatMap((id) => {
      const guess = session.points.find(({ question }) => question === id)?.guess;
      return guess?.type === 'text' ? [[id, { ...guess, attested: true }] as const] : [];
    }),
  );
  const kept = await keptAnswers(world, prompt, reading.carry);
  const refused: OpenPoint[] = [
    ...reading.unclear,
    ...reading.carry.filter((id) => kept[id] === undefined).map((question): OpenPoint => ({ question, why: 'no-record' })),
    ...reading.notApplicable
      .filter(({ reason }) => reason === undefined)
      .map(({ question }): OpenPoint => ({ question, why: 'reason-wanted' })),
  ];
  const exempt = Object.fromEntries(
    reading.notApplicable.flatMap(({ question, reason }) =>
      reason === undefined ? [] : [[question, { type: 'not-applicable', reason } as const]],
    ),
  );
  const after = { ...answers, ...reading.answers, ...heldTrue, ...kept, ...exempt };
  // What was not understood now is asked again, even where an older answer stands.
  for (const { question } of refused) delete after[question];
  const places = prompt.cycle.schedule.questions.map(({ id }) => id);
  const points = [
    ...refused,
    ...session.points.filter(({ question }) => after[question] === undefined && !refused.some((point) => point.question === question)),
  ];
  points.sort((one, other) => places.indexOf(one.question) - places.indexOf(other.question));
  const understood = { ...reading.answers, ...heldTrue, ...kept, ...exempt };
  const taken = answerLines(world, prompt.cycle.schedule.questions, understood, echoForm(prompt.cycle));
  const echo = session.mode === 'one-by-one' && taken.length > 0 ? [say(world, 'rest', { lines: taken, questions: [] })] : [];
  return proceed(world, said, prompt, after, { ...session, points }, echo);
}

function attested(world: World, said: Said, prompt: OpenPrompt, answers: Answers, session: Session): Promise<Response> | undefined {
  const [point] = session.points;
  if (point?.guess?.type !== 'text') return undefined;
  return proceed(
    world,
    said,
    prompt,
    { ...answers, [point.question]: { ...point.guess, attested: true } },
    { ...session, points: session.points.slice(1) },
    [],
  );
}

/** A copied sample may end in 同上月: what that stands for belongs to it. */
async function withKept(world: World, prompt: OpenPrompt, reading: UnclearWhole): Promise<UnclearWhole> {
  return { ...reading, answers: { ...reading.answers, ...(await keptAnswers(world, prompt, reading.carry ?? [])) } };
}

type UnclearWhole = Extract<WholeReading, { kind: 'unclear' }>;

function wholeUnclear(world: World, prompt: OpenPrompt, reading: UnclearWhole, count: number): Response {
  const { cycle, unit } = prompt;
  switch (reading.why) {
    case 'same-question-twice':
      return saying(say(world, 'same-question-twice', { number: reading.number ?? null }));
    case 'no-such-question':
      return saying(say(world, 'no-question', { count, number: reading.number ?? null }));
    case 'all-none':
      return saying(say(world, 'all-none', {}));
    case 'sample-copied':
      return saying(say(world, 'sample-copied', {}), { dialog: { kind: 'attest', cycle: cycle.id, unit, answers: reading.answers ?? {} } });
    case 'which-question':
    case 'order-or-number':
    case 'change-what':
      return saying(say(world, 'which-question', { why: reading.why }));
    default:
      return reading.why satisfies never;
  }
}
