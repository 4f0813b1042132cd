/** Judges whether a word that may be a command is meant as one here: 可以 is talk, unless something waits for it; and what a missing word completes. */
import { readCommand, wordOf, type Command } from '../domain/command.js';
import { readDrawNumber } from '../domain/draw-number.js';
import { mayUse } from '../domain/permission.js';
import { isNo, isYes, readIdle, readPrompt } from '../domain/reading/index.js';
import { findUnit } from './find-cycle.js';
import { requestsFor } from './find-pending.js';
import type { OpenPrompt } from './open-prompts.js';
import { hasOpenTask } from './report-task.js';
import { readView } from './ledger-view.js';
import { readingContext, type Said } from './said.js';
import { recheckedBy } from './which-finding.js';
import type { World } from './world.js';

export async function isMeantAsCommand(world: World, said: Said, command: Command): Promise<boolean> {
  const { dialog } = said;
  switch (command.verb) {
    case 'agree':
    case 'refuse': {
      if (command.no !== undefined || command.text !== undefined) return true;
      // A yes belongs to what the bot has just asked.
      const answers = isAnswering(said) && (isYes(said.text) || isNo(said.text));
      if (answers || (await requestsFor(world, said)).length > 0) return !answers;
      // 可以 is said of many things; whoever says 同意 means something that waits for them, or hears that nothing does.
      return said.text.includes('同意') && !isAnswering(said) && mayUse(world.config().roster, said.person.id, command.verb);
    }
    case 'done':
      // 办好了 is talk, or an answer, unless a task is open that it may be said of.
      if (command.no !== undefined || said.text.includes(wordOf('done'))) return true;
      return dialog?.kind !== 'session' && (await hasOpenTask(world, said));
    case 'ledger':
    case 'overdue':
      // 台账 已经补齐 is told of the books, and asks for none of them.
      return command.about === undefined || readView(world, command.about) !== undefined;
    case 'recheck-fine':
    case 'relapse': {
      // 正常 is said of many things: it is an answer unless somebody was asked to look again, and nothing else is being asked.
      const asked = await recheckedBy(world, said.person.id);
      return command.no === undefined ? asked.length > 0 && !isAnswering(said) : asked.some(({ no }) => no === command.no);
    }
    case 'inspect':
      return isMeantAsInspection(world, said, command.unit);
    case 'not-applicable':
      // Of the one question that is being asked, not of the whole.
      return command.no !== undefined || dialog?.kind !== 'session' || dialog.asking === undefined;
    case 'draw-number':
      // 抽 begins many answers; only a number, or an officer, can mean this.
      return mayUse(world.config().roster, said.person.id, command.verb) || isNumbers(command.text ?? '');
    default:
      return true;
  }
}

/** 检查结果良好 begins with the word and names no unit. Of whoever inspects nothing it may be a word of an answer. */
function isMeantAsInspection(world: World, { person, text, dialog }: Said, unit: string | undefined): boolean {
  const { roster } = world.config();
  const found = unit === undefined ? undefined : findUnit(roster, unit);
  const isNamed = found !== undefined && 'unit' in found;
  if (!mayUse(roster, person.id, 'inspect')) return isNamed && dialog?.kind !== 'session';
  return unit === undefined || isNamed || found?.near !== undefined || /检查[\s:：,，]/u.test(text);
}

function isNumbers(text: string): boolean {
  return text.split(/\s+/u).every((part) => readDrawNumber(part).kind !== 'none');
}

function isAnswering({ dialog }: Said): boolean {
  return dialog !== undefined && 'cycle' in dialog;
}

/** The command as a whole, when what was said is what it was lacking. undefined: it is something else. */
export function completed(world: World, said: Said, prompts: readonly OpenPrompt[]): string | undefined {
  const { dialog, text } = said;
  if (dialog?.kind !== 'complete' || isNo(text) || readCommand(text) !== undefined) return undefined;
  if (/^\s*[(（]?\d{1,9}\s*[#＃]/u.test(text) || readIdle(text).kind === 'thanks') return undefined;
  return prompts.some((prompt) => prompt.theirs && answersIt(world, said, prompt))
    ? undefined
    : `${dialog.head}${text.trim()}${dialog.tail}`;
}

/** Several numbered answers are no reason. */
function answersIt(world: World, said: Said, { cycle, record }: OpenPrompt): boolean {
  const reading = readPrompt(cycle.schedule, said.text, readingContext(world, said.at, record.promptAt));
  return reading.kind === 'answers' && !reading.inOrder && Object.keys(reading.answers).length > 1;
}
