/** Words for a report that came without the number of their part are kept until it is said: nobody writes a long text twice. */
import { readReply, type OpenPoint } from '../domain/reading/index.js';
import type { Answers } from '../domain/question.js';
import { proceed } from './ask-next.js';
import type { OpenPrompt } from './open-prompts.js';
import { readingContext, saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

export function askWhichPart(world: World, said: Said, { cycle, unit }: OpenPrompt): Response {
  const numbers = cycle.schedule.questions.map((_, index) => index + 1);
  return saying(say(world, 'report-part', { numbers, first: numbers[0] ?? null }), {
    dialog: { kind: 'which-part', cycle: cycle.id, unit, text: said.text },
  });
}

/** The number of the part came. undefined: there is no such part. */
export function takePart(
  world: World,
  said: Said,
  prompt: OpenPrompt,
  answers: Answers,
  { number, text }: { number: number; text: string },
): Promise<Response> | undefined {
  const { schedule } = prompt.cycle;
  const part = schedule.questions[number - 1];
  if (part === undefined) return undefined;
  const reading = readReply(schedule, part, text, readingContext(world, said.at));
  const points: OpenPoint[] =
    reading.kind === 'unclear'
      ? [{ question: part.id, why: reading.why, ...(reading.guess === undefined ? {} : { guess: reading.guess }) }]
      : [];
  const after: Answers = points.length > 0 ? answers : { ...answers, [part.id]: { type: 'text', text } };
  return proceed(world, said, prompt, after, { mode: 'whole', asked: 0, points }, []);
}
