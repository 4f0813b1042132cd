/** Reads one message meant for the whole prompt. */
import type { Question } from '../question.js';
import { readTyped } from './answer.js';
import { readChange } from './change.js';
import { gather } from './gather.js';
import { readIdle } from './idle.js';
import { readInOrder } from './in-order.js';
import { readNumbered } from './numbered.js';
import { readOrdinal } from './numeral.js';
import { Typed } from './plain.js';
import type { Reading, ReadingContext, WholeReading } from './reading.js';
import { isSample } from './sample.js';
import { bare, isAttested, isCarry } from './wording.js';

const allNone = /^(?:全部|全|都|均|统统|[几五]题)*(?:是)?(?:没有|没得|没|无|否)(?:的|了)?$/;

/** 同上月 for the whole prompt, or for a list or span of numbers. */
function readCarry(questions: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  const text = bare(input.text);
  if (text.length > 60) return undefined;
  if (isCarry(text)) return text.includes('上') || questions.some(({ carry }) => carry) ? { kind: 'carry-all' } : undefined;
  const named = /^((?:第?\s?[\d一二三四五六七八九十]{1,3}\s?题?[\s,、和及与到至~-]*){2,20})(.{2,8})$/.exec(text);
  if (!named || !isCarry(named[2] ?? '')) return undefined;
  const numbers = [...(named[1] ?? '').matchAll(/\d{1,2}|[一二三四五六七八九十]{1,3}/g)].map(([number]) => readOrdinal(number) ?? 0);
  const [from = 0, to = 0] = numbers;
  const span = numbers.length === 2 && /[到至~-]/.test(named[1] ?? '');
  const meant = span ? questions.map((_, index) => index + 1).filter((number) => number >= from && number <= to) : numbers;
  const beyond = numbers.find((number) => number < 1 || number > questions.length);
  if (beyond !== undefined) return { kind: 'unclear', why: 'no-such-question', number: beyond };
  if (new Set(meant).size === questions.length) return { kind: 'carry-all' };
  const read = questions.filter((_, index) => meant.includes(index + 1));
  const readings = read.map((question) => ({ question, reading: readTyped(question, Typed.of(named[2] ?? ''), context, false) }));
  return gather(questions, readings, context, { inOrder: false });
}

function asWhole(questions: readonly Question[], question: Question, reading: Reading, context: ReadingContext): WholeReading | undefined {
  switch (reading.kind) {
    case 'question':
      return { kind: 'question', question: question.id };
    case 'no-answer':
      return { kind: 'idle', what: reading.what };
    case 'attested':
      return { kind: 'attested' };
    case 'unclear':
    case 'understood':
    case 'carry':
    case 'not-applicable':
      return gather(questions, [{ question, reading }], context, { inOrder: questions.length > 1 });
    default:
      return reading satisfies never;
  }
}

/** A bare reply is an answer when one question is left. Of several questions, the last open one takes no free words: they may be talk. */
function readBare(questions: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  const open = questions.filter(({ id }) => context.open === undefined || context.open.includes(id));
  const [question] = open;
  if (!question || open.length !== 1) return undefined;
  const reading = readTyped(question, input, context, questions.length === 1);
  if (questions.length === 1) return asWhole(questions, question, reading, context);
  const words = reading.kind === 'understood' && reading.answer.type === 'text' && reading.answer.text !== '无';
  return reading.kind === 'understood' && !words ? asWhole(questions, question, reading, context) : undefined;
}

/** With one question, a number before the answer is dropped when the answer needs it: 1是, 1、公开栏坏了. */
function readSingle(questions: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  const [question] = questions;
  if (!question || questions.length !== 1) return undefined;
  const open = question.type === 'text';
  const numbered = !open || /^(?:第[1一]题|\(1\)|1[、:])/.test(input.text) ? readNumbered(questions, input, context) : undefined;
  const direct = readBare(questions, input, context);
  const settled = direct?.kind === 'answers' && direct.unclear.length === 0;
  return (settled && !open) || numbered?.kind !== 'answers' || numbered.unclear.length > 0 ? direct : numbered;
}

/** An answer to some question, without saying to which. */
function isStray(questions: readonly Question[], input: Typed, context: ReadingContext): boolean {
  return questions.some((question) => {
    const reading = readTyped(question, input, context, false);
    return question.type !== 'text' && reading.kind === 'understood' && reading.answer.remark === undefined;
  });
}

function readAnswers(questions: readonly Question[], input: Typed, context: ReadingContext): WholeReading | undefined {
  const numbered = readNumbered(questions, input, context);
  const open = questions.filter(({ id }) => context.open === undefined || context.open.includes(id));
  const placed = readInOrder(open, input, context);
  if (!placed) return numbered;
  const ordered = gather(questions, placed, context, { inOrder: true });
  if (numbered === undefined) return ordered;
  const complete = placed.length === open.length && ordered.unclear.length === 0;
  if (numbered.kind !== 'answers') return complete ? ordered : numbered;
  return complete ? { kind: 'unclear', why: 'order-or-number' } : numbered;
}

/**
 * Decides what a message means for a prompt of several questions: answers, a correction, a question back, talk, or nothing. Commands and the
 * prompt's number are taken off before. An answer is a form: a sentence that merely holds a keyword is `nothing`, `question` or `idle`.
 * Never throws; time is bounded for any text. Photos are never answered by words.
 */
export function readWhole(questions: readonly Question[], text: string, context: ReadingContext): WholeReading {
  const input = Typed.of(text);
  const words = bare(input.text);
  if (words === '' || questions.length === 0) return { kind: 'nothing' };
  if (isAttested(words)) return { kind: 'attested' };
  const carried = readCarry(questions, input, context);
  if (carried) return carried;
  const change = readChange(questions, input, context);
  if (change) return change;
  if (questions.length === 1) return readSingle(questions, input, context) ?? { kind: 'nothing' };
  const read = readAnswers(questions, input, context) ?? readBare(questions, input, context);
  if (read?.kind === 'answers' && isSample(questions, text, context))
    return { kind: 'unclear', why: 'sample-copied', answers: read.answers, carry: read.carry };
  if (read) return read;
  if (words.length <= 12 && allNone.test(words)) return { kind: 'unclear', why: 'all-none' };
  const idle = readIdle(input.text);
  if (idle.kind === 'question') return { kind: 'question' };
  if (idle.kind !== 'nothing') return { kind: 'idle', what: idle.kind };
  return input.text.length <= 20 && isStray(questions, input, context) ? { kind: 'unclear', why: 'which-question' } : { kind: 'nothing' };
}
