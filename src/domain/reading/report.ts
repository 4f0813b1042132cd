/**
 * Reads what people write for a report: whole parts in their own words, with figures, dates and lists of their own inside. Only a line that begins
 * with the number of a part begins a part; everything else belongs to the words before it and is kept as written, line breaks included.
 */
import type { Question } from '../question.js';
import { readTyped } from './answer.js';
import { isOnlyStock } from './boilerplate.js';
import { gather } from './gather.js';
import { isThanks, readIdle } from './idle.js';
import { splitParts, type PartText } from './part-lines.js';
import { Typed } from './plain.js';
import { type Reading, type ReadingContext, unclear, understood, type WholeReading } from './reading.js';
import { bare, isAttested, isEmpty, isQuestion } from './wording.js';

/** Shorter lines may be talk or a word for none, and somewhat longer ones a question; what is longer is prose and kept whole. */
const talkLength = 24;
const questionLength = 60;
/** Shorter than this, words without a number are not taken for a part that lacks its number. */
const strayLength = 20;

function readWords(part: Question, input: Typed, context: ReadingContext): Reading {
  const { text } = input;
  if (mayBeTalk(text)) return readTyped(part, input, context, true);
  if (isEmpty(text)) return unclear('empty');
  const answer = { type: 'text', text: input.words } as const;
  return isOnlyStock(text) ? unclear('boilerplate', { guess: answer }) : understood(answer);
}

function mayBeTalk(text: string): boolean {
  if (text.includes('\n') || text.length > questionLength) return false;
  return text.length <= talkLength || isQuestion(text);
}

/** Decides what a message means while one part is asked for by itself: the whole of it is that part, less the part's own number in front. */
export function readPart(parts: readonly Question[], part: Question, text: string, context: ReadingContext): Reading {
  const input = Typed.of(text);
  const [only, ...others] = splitParts(input, parts.length).parts;
  const numbered = others.length === 0 && only !== undefined && parts[only.number - 1] === part;
  return readWords(part, numbered ? only.value : input, context);
}

function readChanges(parts: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  const opening = /^(?:改|更正|修改)\s*(?:成|为)?\s*(?=[\d第(])/.exec(input.text)?.[0];
  if (opening === undefined) return /^(?:改|更正|修改)$/.test(bare(input.text)) ? { kind: 'unclear', why: 'change-what' } : undefined;
  const { parts: texts, repeated } = splitParts(input.slice(opening.length), parts.length);
  if (repeated !== undefined) return { kind: 'unclear', why: 'same-question-twice', number: repeated };
  if (texts.length === 0) return { kind: 'unclear', why: 'change-what' };
  const beyond = beyondOf(parts, texts);
  if (beyond !== undefined) return { kind: 'unclear', why: 'no-such-question', number: beyond };
  const changes = readAll(parts, texts, context).map(({ question, reading }) => ({ question: question.id, reading }));
  return { kind: 'change', strict: true, changes };
}

function readAll(
  parts: readonly Question[],
  texts: readonly PartText[],
  context: ReadingContext,
): { question: Question; reading: Reading }[] {
  return texts.flatMap(({ number, value }) => {
    const question = parts[number - 1];
    return question === undefined ? [] : [{ question, reading: readWords(question, value, context) }];
  });
}

function beyondOf(parts: readonly Question[], texts: readonly PartText[]): number | undefined {
  return texts.find(({ number }) => number > parts.length)?.number;
}

function readNumberedParts(parts: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  const { parts: texts, repeated } = splitParts(input, parts.length);
  if (repeated !== undefined) return { kind: 'unclear', why: 'same-question-twice', number: repeated };
  if (texts.length === 0) return undefined;
  const beyond = beyondOf(parts, texts);
  if (beyond !== undefined) return { kind: 'unclear', why: 'no-such-question', number: beyond };
  const read = readAll(parts, texts, context);
  const [only, ...others] = read;
  if (only?.reading.kind === 'question' && others.length === 0) return { kind: 'question', question: only.question.id };
  return gather(parts, read, context, { inOrder: false });
}

/** The only part there is, or that is left, needs no number. */
function readLast(parts: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  const open = parts.filter(({ id }) => context.open === undefined || context.open.includes(id));
  const [part] = open;
  if (part === undefined || open.length > 1 || input.text.length < strayLength) return undefined;
  const reading = readWords(part, input, context);
  if (reading.kind === 'question') return { kind: 'question', question: part.id };
  return gather(parts, [{ question: part, reading }], context, { inOrder: true });
}

/**
 * Decides what a message means for a report as a whole. Long words without any number are `unclear`, for nobody can tell which part they are.
 * Never throws; time is linear in the text.
 */
export function readReport(parts: readonly Question[], text: string, context: ReadingContext): WholeReading {
  const input = Typed.of(text);
  const words = bare(input.text);
  if (words === '' || parts.length === 0) return { kind: 'nothing' };
  if (isAttested(words)) return { kind: 'attested' };
  const numbered = readChanges(parts, input, context) ?? readNumberedParts(parts, input, context);
  if (numbered !== undefined) return numbered;
  const idle = mayBeTalk(input.text) || isThanks(input.text) ? readIdle(input.text).kind : 'nothing';
  if (idle === 'question') return { kind: 'question' };
  if (idle !== 'nothing') return { kind: 'idle', what: idle };
  const last = readLast(parts, input, context);
  if (last !== undefined) return last;
  return input.text.length < strayLength ? { kind: 'nothing' } : { kind: 'unclear', why: 'which-question' };
}
