/** 改: the strict form changes at once, free wording is confirmed first; what is not understood is asked again. */
import type { Answers } from '../domain/question.js';
import type { OpenPoint, WholeReading } from '../domain/reading/index.js';
import { answersSoFar, proceed } from './ask-next.js';
import { askAgain } from './ask-question.js';
import { changeAnswers, changeLines, latestOf, whose } from './hand-in.js';
import { keptAnswers } from './last-answers.js';
import type { OpenPrompt } from './open-prompts.js';
import { saying, type Response, type Said } from './said.js';
import { answerWords } from './words.js';
import { say, type World } from './world.js';

type ChangeReading = Extract<WholeReading, { kind: 'change' }>;

export async function applyChange(world: World, said: Said, prompt: OpenPrompt, reading: ChangeReading): Promise<Response> {
  const changed: Answers = {};
  for (const { question, reading: one } of reading.changes) {
    const kept = one.kind === 'carry' ? (await keptAnswers(world, prompt, [question]))[question] : undefined;
    if (kept !== undefined) {
      changed[question] = kept;
      continue;
    }
    if (one.kind === 'understood') changed[question] = one.answer;
    else if (one.kind === 'not-applicable' && one.reason !== undefined) changed[question] = { type: 'not-applicable', reason: one.reason };
    else return askAboutChange(world, said, prompt, question, one);
  }
  const stored = await latestOf(world, prompt);
  const draft = await world.stores.replies.draft(prompt.cycle.id, prompt.unit, said.person.id);
  const before = draft?.answers ?? stored?.answers;
  if (before === undefined) return saying(say(world, 'nothing-answered', whose(world, prompt)));
  const unchanged = unchangedOf(world, prompt, before, changed);
  if (unchanged !== undefined) return saying(unchanged);
  if (!reading.strict) {
    const { cycle, unit } = prompt;
    return saying(say(world, 'confirm-change', { changes: changeLines(world, prompt, before, changed) }), {
      dialog: { kind: 'confirm-change', cycle: cycle.id, unit, answers: changed },
    });
  }
  return makeChange(world, said, prompt, changed);
}

/** Carries out a change that is certain: on the draft while one is under way, else on the stored reply. */
export async function makeChange(world: World, said: Said, prompt: OpenPrompt, changed: Answers): Promise<Response> {
  const draft = await world.stores.replies.draft(prompt.cycle.id, prompt.unit, said.person.id);
  if (draft === undefined) return changeAnswers(world, said, prompt, changed, said.dialog?.kind === 'confirm-change');
  const before = await answersSoFar(world, said, prompt);
  const line = say(world, 'changed', { changes: changeLines(world, prompt, before, changed) });
  const running = said.dialog?.kind === 'session' ? said.dialog : { mode: 'whole' as const, asked: 0, points: [] };
  return proceed(world, said, prompt, { ...before, ...changed }, running, [line]);
}

function unchangedOf(world: World, { cycle }: OpenPrompt, before: Answers, changed: Answers): string | undefined {
  const [only, ...others] = Object.entries(changed);
  if (only === undefined || others.length > 0) return undefined;
  const [id, answer] = only;
  const index = cycle.schedule.questions.findIndex((question) => question.id === id);
  const question = cycle.schedule.questions[index];
  if (question === undefined || JSON.stringify(before[id]) !== JSON.stringify(answer)) return undefined;
  return say(world, 'unchanged', { question: index + 1, answer: answerWords(world, question, answer) });
}

function askAboutChange(
  world: World,
  said: Said,
  prompt: OpenPrompt,
  question: string,
  reading: ChangeReading['changes'][number]['reading'],
): Response {
  const point: OpenPoint =
    reading.kind === 'unclear'
      ? {
          question,
          why: reading.why,
          ...(reading.guess === undefined ? {} : { guess: reading.guess }),
          ...(reading.detail === undefined ? {} : { detail: reading.detail }),
        }
      : { question, why: reading.kind === 'not-applicable' ? 'reason-wanted' : 'not-understood' };
  const { cycle, unit } = prompt;
  const words = askAgain(world, prompt, {}, point, { mode: 'whole', asked: 1, points: [] }, said.now);
  if (point.guess === undefined) return saying(words);
  return saying(words, { dialog: { kind: 'confirm-change', cycle: cycle.id, unit, answers: { [question]: point.guess } } });
}
