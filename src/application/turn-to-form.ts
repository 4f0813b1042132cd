/** What is answered on a page is not taken in chat: whoever writes it there is shown the way, and nothing of it is kept. */
import { readPrompt } from '../domain/reading/index.js';
import { passOnQuestion, answerTalk } from './answer-talk.js';
import { whose } from './hand-in.js';
import type { OpenPrompt } from './open-prompts.js';
import { readingContext, saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

/** undefined: it is no answer, nor anything that is said of one. */
export function turnToForm(world: World, said: Said, prompt: OpenPrompt): Response | Promise<Response> | undefined {
  const { schedule } = prompt.cycle;
  const reading = readPrompt(schedule, said.text, readingContext(world, said.at, prompt.record.promptAt));
  switch (reading.kind) {
    case 'answers':
    case 'change':
    case 'unclear':
    case 'attested':
    case 'carry-all':
      return onForm(world, prompt);
    case 'question': {
      const about = schedule.questions.find(({ id }) => id === reading.question);
      return passOnQuestion(world, said, prompt, about);
    }
    case 'idle':
      return answerTalk(world, said, reading.what, prompt);
    case 'nothing':
      return undefined;
    default:
      return reading satisfies never;
  }
}

/** Where it is answered. The link itself stands in the prompt, and comes anew with 题目. */
export function onForm(world: World, prompt: OpenPrompt): Response {
  return saying(say(world, 'form-turned', whose(world, prompt)));
}
