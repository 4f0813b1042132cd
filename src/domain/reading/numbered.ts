/** Reads a whole reply whose items are numbered, and judges whether it is one. */
import type { Question } from '../question.js';
import { gather, type Read } from './gather.js';
import { readIdle } from './idle.js';
import type { Typed } from './plain.js';
import type { Reading, ReadingContext, WholeReading } from './reading.js';
import { type Item, segment } from './segment.js';
import { isCarry } from './wording.js';

function isSettled(reading: Reading): boolean {
  return reading.kind === 'understood' || reading.kind === 'carry' || reading.kind === 'not-applicable';
}

/** One numbered item is an answer when it was understood, or failed for a reason that shows an answer was meant. Alone, 23次 is a number, not an item. */
function isCredible({ reading, marker }: Item): boolean {
  if (reading.kind === 'attested') return true;
  if (reading.kind === 'no-answer' || marker.glued) return false;
  const number = marker.strong || !marker.counting;
  if (isSettled(reading)) {
    const words = reading.kind === 'understood' && reading.answer.type === 'text' && reading.answer.text !== '无';
    return !words || (number && (marker.strong || marker.digits));
  }
  if (reading.kind !== 'unclear') return false;
  if (marker.counting) return false;
  return marker.strong || !['not-understood', 'empty', 'doubtful-number', 'bare-number', 'planned', 'partly'].includes(reading.why);
}

/** Several items are a reply when one of them was understood, and no more than half of them make no sense at all. */
function isReply(items: readonly Item[]): boolean {
  const [only] = items;
  if (!only) return false;
  if (items.length === 1) return isCredible(only);
  const senseless = items.filter(
    ({ reading }) => reading.kind === 'no-answer' || (reading.kind === 'unclear' && reading.why === 'not-understood'),
  );
  return items.some(({ reading }) => isSettled(reading)) && senseless.length * 2 <= items.length;
}

function twice(items: readonly Item[]): number | undefined {
  const numbers = items.map(({ number }) => number);
  return numbers.find((number, index) => numbers.indexOf(number) !== index);
}

function judge(
  questions: readonly Question[],
  items: readonly Item[],
  context: ReadingContext,
  carryRest: boolean,
): WholeReading | undefined {
  const [only] = items;
  if (items.length === 1 && only?.question && only.reading.kind === 'question') return { kind: 'question', question: only.question.id };
  const foreign = items.find(({ question }) => !question);
  if (foreign && foreign.reading.kind === 'understood') return { kind: 'unclear', why: 'no-such-question', number: foreign.number };
  if (!isReply(items)) return undefined;
  const repeated = twice(items);
  if (repeated !== undefined) return { kind: 'unclear', why: 'same-question-twice', number: repeated };
  const read = items.flatMap(({ question, reading }): Read[] => (question ? [{ question, reading }] : []));
  return gather(questions, read, context, { inOrder: false, carryRest });
}

/** 同上月 at the end stands for all lasting questions not mentioned, unless it is the answer to the number before it. */
function withoutCarry(input: Typed): Typed | undefined {
  const { text } = input;
  const at = Math.max(...[' ', '\n', ',', ';', '、', '。'].map((separator) => text.lastIndexOf(separator)));
  return at > 0 && text.length - at < 16 && isCarry(text.slice(at + 1)) ? input.slice(0, at) : undefined;
}

function fromStart(questions: readonly Question[], input: Typed, context: ReadingContext): { items: Item[]; carryRest: boolean } {
  const items = segment(questions, input, context);
  const shorter = items.at(-1)?.reading.kind === 'carry' ? undefined : withoutCarry(input);
  const cut = shorter ? segment(questions, shorter, context) : [];
  return cut.length > 0 ? { items: cut, carryRest: true } : { items, carryRest: false };
}

/** A greeting or the unit's name before the first number. Words that deny, ask or give an example make what follows no answer. */
function withoutPreamble(input: Typed): Typed | undefined {
  const start = /^[^\d(第]{1,14}?[\s,:;。!](?=[\d(第])/.exec(input.text.slice(0, 20))?.[0];
  if (start === undefined || /[没未不例如改样像若是否]/.test(start)) return undefined;
  const { kind } = readIdle(start);
  return kind === 'nothing' || kind === 'hello' || kind === 'thanks' ? input.slice(start.length) : undefined;
}

/** Decides whether a message is a numbered reply; undefined when it is something else. A bare 2.3 may be a date, a bare 2-3次 a span: neither is one. */
export function readNumbered(questions: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  if (/^\d{1,2}(?:\.\d{1,2}$|[-–—]\d{1,2}[^\d\s]{0,2}$)/.test(input.text)) return undefined;
  const { items, carryRest } = fromStart(questions, input, context);
  if (items.length > 0) return judge(questions, items, context, carryRest);
  const rest = withoutPreamble(input);
  if (!rest) return undefined;
  const later = fromStart(questions, rest, context);
  const certain = later.items.length > 1 && later.items.every(({ reading, question }) => question && isSettled(reading));
  return certain ? judge(questions, later.items, context, later.carryRest) : undefined;
}
