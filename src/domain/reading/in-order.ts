/** Reads a reply without numbers, its parts in the order of the questions. */
import type { Question } from '../question.js';
import { readTyped } from './answer.js';
import type { Typed } from './plain.js';
import type { Reading, ReadingContext } from './reading.js';

export interface Placed {
  question: Question;
  reading: Reading;
}

interface Part {
  from: number;
  to: number;
}

function partsOf(text: string, separator: RegExp, most: number): Part[] {
  const parts: Part[] = [];
  for (const match of text.matchAll(separator)) {
    if (parts.length > most) break;
    parts.push({ from: match.index, to: match.index + match[0].length });
  }
  return parts;
}

function isSettled(reading: Reading): boolean {
  return reading.kind === 'understood' || reading.kind === 'carry';
}

/** A number, a letter or a day; words such as 有 and 没有 in a row may be plain talk. */
function isTelling(reading: Reading): boolean {
  if (reading.kind !== 'understood') return false;
  const { answer } = reading;
  return (answer.type === 'number' && answer.number > 0) || answer.type === 'choice' || (answer.type === 'date' && answer.date !== null);
}

/** `refused`: beginnings that do not answer the first question, by which other separator they may be cut off. */
function place(
  questions: readonly Question[],
  input: Typed,
  parts: readonly Part[],
  context: ReadingContext,
  refused: Set<string>,
): Placed[] | undefined {
  const last = questions.at(-1);
  const openEnd = last?.type === 'text' && parts.length >= questions.length;
  if (parts.length < 2 || (parts.length > questions.length && !openEnd)) return undefined;
  const placed: Placed[] = [];
  for (const [index, part] of parts.entries()) {
    const question = questions[index];
    if (!question) break;
    const to = openEnd && question === last ? input.text.length : part.to;
    const span = `${part.from}-${to}`;
    if (index === 0 && refused.has(span)) return undefined;
    const reading = readTyped(question, input.slice(part.from, to), context, false);
    if (index === 0 && !isSettled(reading)) {
      refused.add(span);
      return undefined;
    }
    placed.push({ question, reading });
  }
  const settled = placed.filter(({ reading }) => isSettled(reading)).length;
  const complete = placed.length === questions.length && placed.length > 2;
  const enough = complete ? settled >= placed.length - 1 : settled === placed.length;
  if (!enough) return undefined;
  return placed.some(({ reading }) => isTelling(reading)) &&
    placed.every(({ reading }) => isSettled(reading) || (reading.kind === 'unclear' && reading.why !== 'not-understood'))
    ? placed
    : undefined;
}

const separators = [/[^\n]+/g, /[^\s]+/g, /[^\s,;、。/]+/g];

/**
 * Decides whether the parts of a text, cut at line ends, blanks or punctuation, answer the questions from the first on: two parts at least, all
 * understood; one may be unclear when every question has its part. Otherwise undefined: prose happens to begin like an answer.
 */
export function readInOrder(questions: readonly Question[], input: Typed, context: ReadingContext): Placed[] | undefined {
  const asked = questions.filter(({ type }) => type !== 'photo');
  const refused = new Set<string>();
  for (const separator of separators) {
    const placed = place(asked, input, partsOf(input.text, separator, asked.length + 40), context, refused);
    if (placed) return placed;
  }
  return undefined;
}
