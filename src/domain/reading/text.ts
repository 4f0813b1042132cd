/** Reads a reply to an open question. */
import type { Question } from '../question.js';
import { isOnlyStock } from './boilerplate.js';
import { isThanks, readTalk } from './idle.js';
import type { Typed } from './plain.js';
import { type Reading, unclear, understood } from './reading.js';
import { headEnd } from './remark.js';
import { bare, isNone, isNotKnown, isQuestion } from './wording.js';

const attachment = /^(?:请|详)?(?:见|看|详见)?(?:附件|附表|附图|附)$/;
const oneWord = /^(?:是|是的|对|有|有的|否|不是|√|×|y|n)$/i;
/** A question about the form, not a matter put to the town: only these are taken for questions outright. */
const aboutTheForm = /[题填写答]|算不算|什么意思|啥意思|看不懂|不明白|是不是先|要不要报/;

/**
 * Keeps the person's own words; only the words for none become 无. Talk, a bare yes, a pointer to an attachment and stock phrases are asked again,
 * a question never becomes an answer without the person's word.
 */
export function readText(_question: Question, input: Typed): Reading {
  const { text } = input;
  const answer = { type: 'text', text: input.words } as const;
  const end = headEnd(text);
  if (isNone(text) || (isNone(text.slice(0, end)) && isThanks(text.slice(end + 1)))) return understood({ type: 'text', text: '无' });
  const talk = readTalk(text);
  if (talk) return { kind: 'no-answer', what: talk };
  if (attachment.test(bare(text))) return unclear('attachment');
  if (isNotKnown(text)) return unclear('not-known');
  if (oneWord.test(bare(text))) return unclear('not-understood');
  if (text.length <= 60 && isQuestion(text))
    return aboutTheForm.test(text) ? { kind: 'question' } : unclear('ambiguous', { guess: answer });
  return isOnlyStock(text) ? unclear('boilerplate', { guess: answer }) : understood(answer);
}
