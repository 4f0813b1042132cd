/** Reads a reply to one question, whatever its type. */
import type { Question } from '../question.js';
import { readChoice } from './choice.js';
import { readDate } from './date.js';
import { readTalk } from './idle.js';
import { readCount } from './number.js';
import { Typed } from './plain.js';
import { type Reading, type ReadingContext, unclear, understood } from './reading.js';
import { readText } from './text.js';
import { bare, isAttested, isCarry, isEmpty, isQuestion, isSameAbove } from './wording.js';
import { readYesNo } from './yes-no.js';

function readByType(question: Question, input: Typed, context: ReadingContext, single: boolean): Reading {
  switch (question.type) {
    case 'yes-no':
      return readYesNo(question, input);
    case 'number':
      return readCount(question, input);
    case 'choice':
      return readChoice(question, input, single);
    case 'date':
      return readDate(question, input, context.today);
    case 'text':
      return readText(question, input);
    case 'photo':
      return unclear('photo-wanted');
    default:
      return question satisfies never;
  }
}

/** What reads the same whatever the question's type. */
function readCommon(question: Question, input: Typed): Reading | undefined {
  const { text } = input;
  if (isEmpty(text)) return unclear('empty');
  if (text.startsWith('不适用')) {
    const reason = input.slice(3 + (/^[\s,:。、;]*/.exec(text.slice(3))?.[0].length ?? 0)).words;
    return isQuestion(text) ? { kind: 'question' } : { kind: 'not-applicable', ...(reason === '' ? {} : { reason }) };
  }
  if (text.length > 20) return undefined;
  if (bare(text) === '跳过') return understood({ type: 'skipped' });
  if (isAttested(text)) return { kind: 'attested' };
  if (isCarry(text)) return question.carry ? { kind: 'carry' } : unclear('not-lasting');
  return isSameAbove(text) ? unclear('same-as-what') : undefined;
}

/** A reply with a question mark behind it is asked about, never recorded. */
function readDoubted(question: Question, input: Typed, context: ReadingContext, single: boolean): Reading | undefined {
  if (!input.text.endsWith('?')) return undefined;
  const reading = readByType(question, input.slice(0, input.text.length - 1), context, single);
  if (reading.kind === 'understood' && !reading.answer.remark) return unclear('unsure', { guess: reading.answer });
  return { kind: 'question' };
}

/** Emoji and WeChat's bracketed faces, but for those that people tick, cross or ask with. */
const face = '(?:(?![✔☑✅❌✖❎⭕❓❔])[\\p{Extended_Pictographic}\\p{Regional_Indicator}]|\\[[^[\\]\\d]{1,6}\\]|\\s)';
const facesBefore = new RegExp(`^${face}{1,20}`, 'u');
/** A face begins and ends with none of what people write words with. */
const mayBeFace = /^[^\u0020-\u005a\u005e-\u007e\u3001\u3002\u4e00-\u9fff]/;
const facesBehind = new RegExp(`${face}{1,20}$`, 'u');

/** Faces around an answer say nothing about it. Alone they are left as they are. */
function withoutFaces(input: Typed): Typed {
  const { text } = input;
  if (!mayBeFace.test(text.charAt(0)) && !mayBeFace.test(text.charAt(text.length - 1))) return input;
  const from = facesBefore.exec(text.slice(0, 60))?.[0].length ?? 0;
  const behind = facesBehind.exec(text.slice(-60))?.[0].length ?? 0;
  return from + behind === 0 || from + behind >= text.length ? input : input.slice(from, text.length - behind);
}

/** The reader behind {@link readAnswer}; `single` is false inside a whole reply, where a bare 1 is not an option. */
export function readTyped(question: Question, typed: Typed, context: ReadingContext, single: boolean): Reading {
  const input = question.type === 'text' ? typed : withoutFaces(typed);
  const common = readCommon(question, input);
  if (common) return common;
  if (question.type === 'text') return readText(question, input);
  const doubted = readDoubted(question, input, context, single);
  if (doubted) return doubted;
  const reading = readByType(question, input, context, single);
  if (reading.kind === 'understood' || question.type === 'photo') return reading;
  if (isQuestion(input.text) && !(reading.kind === 'unclear' && reading.why === 'ambiguous')) return { kind: 'question' };
  const dated = question.type === 'date' && reading.kind === 'unclear' && reading.why !== 'not-understood';
  const talk = dated ? undefined : readTalk(input.text);
  return talk ? { kind: 'no-answer', what: talk } : reading;
}

/** Decides what a reply to one question means (逐题). Records nothing it has to guess; never throws. */
export function readAnswer(question: Question, text: string, context: ReadingContext): Reading {
  return readTyped(question, Typed.of(text), context, true);
}
