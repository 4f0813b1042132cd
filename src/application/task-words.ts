/** Words that messages about tasks share. */
import { isTitle, titled, withDocumentYear } from '../domain/document-words.js';
import type { Task } from '../domain/matter.js';
import { dateOf } from '../domain/date-text.js';
import { dateWords, unitName } from './words.js';
import type { BookedTask } from './task-book.js';
import { say, type World } from './world.js';

/** More of a person's own words than this does not fit a phone beside the rest. */
const shownCharacters = 120;

export interface TaskFacts {
  number: number;
  text: string;
  /** It is the title of a document. */
  titled: boolean;
  unit: string;
  due: string;
}

export function taskFacts(world: World, { task, due }: BookedTask): TaskFacts {
  const { no, text, unit } = task;
  return { number: no, text: titled(text), titled: isTitle(text), unit: unitName(world, unit), due: dateWords(world, due, false) };
}

/** `61《…》`: how a task is called among other things. */
export function taskTitle(world: World, { no, text }: Pick<Task, 'no' | 'text'>): string {
  return say(world, 'task-title', { number: no, text: titled(text), titled: isTitle(text) });
}

/** What was said when it was reported done, the last time: on one line, and a document's number with its year. null: nothing. */
export function evidenceWords(world: World, { evidence }: Pick<Task, 'evidence'>): string | null {
  const last = evidence.at(-1);
  return last === undefined || last.words === '' ? null : shownEvidence(world, last.words, last.at);
}

export function shownEvidence(world: World, words: string, at: number): string {
  return oneLine(withDocumentYear(words, Number(dateOf(at, world.config().settings.timezone).slice(0, 4)))).replace(/。$/u, '');
}

/** A person's own words on one line: what they wrote must not look like the bot's own lines. */
export function oneLine(words: string): string {
  const line = words.replace(/\s+/gu, ' ').trim();
  return [...line].length > shownCharacters ? `${[...line].slice(0, shownCharacters).join('')}…` : line;
}
