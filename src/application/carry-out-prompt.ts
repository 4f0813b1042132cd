/** Commands about one's own prompt: 题目, 我来答, 逐题, 说明, 跳过. With several open and no number, the bot asks which. */
import type { Command } from '../domain/command.js';
import { skipQuestion, startOneByOne } from './answer-prompt.js';
import { listPrompts, refuseNumber } from './choose-prompt.js';
import { explain } from './explain.js';
import { isUnanswered, mayAct, type OpenPrompt } from './open-prompts.js';
import { promptWords } from './prompt-words.js';
import { saying, type Response, type Said } from './said.js';
import { say, type World } from './world.js';

type PromptCommand = Extract<Command, { verb: 'questions' | 'take-over' | 'one-by-one' | 'explain' | 'skip' }>;

export async function carryOutPrompt(
  world: World,
  said: Said,
  command: PromptCommand,
  prompts: readonly OpenPrompt[],
  number: number | undefined,
): Promise<Response> {
  const own = prompts.filter(({ unit }) => mayAct(world, said.person.id, command.verb, unit));
  const open = own.filter(isUnanswered);
  const { dialog } = said;
  const running =
    dialog?.kind === 'session' ? open.find(({ cycle, unit }) => cycle.id === dialog.cycle && unit === dialog.unit) : undefined;
  if (number !== undefined && !own.some((prompt) => prompt.number === number)) return saying(refuseNumber(world, prompts, number));
  const candidates =
    number !== undefined
      ? own.filter((prompt) => prompt.number === number)
      : running !== undefined && command.verb !== 'questions'
        ? [running]
        : meant(said, command, open);
  const [prompt] = candidates.length > 0 ? candidates : own.slice(-1);
  if (prompt === undefined) return saying(say(world, 'nothing-open', {}));
  if (candidates.length > 1)
    return saying(listPrompts(world, candidates), { dialog: { kind: 'which-prompt', text: said.text, messageAt: said.at } });
  switch (command.verb) {
    case 'questions':
    case 'take-over':
      return putAgain(world, said, prompt, command.verb === 'take-over', open.length > 1);
    case 'one-by-one':
      return startOneByOne(world, said, prompt);
    case 'skip':
      if (dialog?.kind !== 'session') return saying(say(world, 'nothing-open', {}));
      return skipQuestion(world, said, prompt, dialog);
    case 'explain':
      return explain(world, said, prompt, command.text);
    default:
      return command satisfies never;
  }
}

/** Whoever asks for the questions means what they were asked themselves; what somebody else was asked they may take over or explain. */
function meant({ person }: Said, { verb }: PromptCommand, open: readonly OpenPrompt[]): readonly OpenPrompt[] {
  if (verb !== 'questions' && verb !== 'one-by-one') return open;
  const asked = open.filter(({ record }) => (record.terms?.assignee ?? record.askedTo) === person.id);
  return asked.length > 0 ? asked : open;
}

async function putAgain(world: World, said: Said, prompt: OpenPrompt, takesOver: boolean, numbered: boolean): Promise<Response> {
  const { cycle, unit, record, deadline, number } = prompt;
  const words = await promptWords(world, {
    cycle,
    unit,
    number: numbered ? number : null,
    salute: null,
    to: said.person.id,
    promptAt: record.promptAt ?? said.now,
    ...(record.promptAt === undefined ? {} : { deadline }),
    now: said.now,
  });
  return saying(takesOver ? [say(world, 'take-over', {}), words].join('\n') : words);
}
