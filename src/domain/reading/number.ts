/** Reads a reply to a question of how many. */
import type { NumberQuestion } from '../question.js';
import { numeralCharacters, readNumeral } from './numeral.js';
import type { Typed } from './plain.js';
import { type Reading, unclear, understood } from './reading.js';
import { tailOf, takesBack } from './remark.js';
import { readVerbForm } from './verb-form.js';
import { bare, isForgotten, isNone, isNotKnown } from './wording.js';

const measureWords = '人次|次数|次|回|场|个|人|件|起|遍|份|户|名|位|笔|项|条|块|篇|元|期|家|处|张|本|趟|轮|节|课';
const times = new Set(['次', '回', '场', '趟', '遍', '轮', '人次', '次数']);
const lead = '(?:是|为|有|共计|一共|总共|合计|共|本月|(?:谈|开|学|讲|做|签|办|搞|开展|组织|进行|召开|研究)(?:了|过)){0,3}';
const count = `\\d{1,3}(?:,\\d{3}){1,4}(?!\\d)|\\d+[百千万]?|[${numeralCharacters}]{1,12}`;
const form = new RegExp(`^${lead}(大约|大概|差不多|约)?${lead}(${count})(?:\\s?(${measureWords}))?(左右|上下|的样子)?`);
const range = new RegExp(
  `^${lead}(\\d{1,9}|[${numeralCharacters}]{1,5})(?:${measureWords})?(?:-|~|—|–|到|至|或者?|还是|、)(\\d{1,9}|[${numeralCharacters}]{1,5})(?![\\d.])`,
);
const bounds = /不少于|至少|最少|起码|超过|不到|不足|不超过|最多|多于|少于|将近|以上|以下|以内/;
const vague = /若干|几|[多来余]次|十来|很多|许多|不少|一些|数次|无数|经常|多次|来次|差不多|有时/;

function explain(text: string): Reading {
  if (text.length > 60) return unclear('not-understood');
  if (/每/.test(text)) return unclear('rate');
  if (bounds.test(text)) return unclear('bound');
  if (isNotKnown(text) || isForgotten(text)) return unclear('not-known');
  if (/^(?:是|是的|有|有的|有过|对|对的|嗯|√|y|谈了|开了|开过|谈过)$/i.test(text)) return unclear('how-many');
  if (/^\d+\.\d+|半/.test(text)) return unclear('not-whole');
  if (vague.test(text)) return unclear('vague');
  return unclear('not-understood');
}

function inRange(question: NumberQuestion, value: number): boolean {
  return value >= question.min && value <= question.max;
}

function readNone(question: NumberQuestion, typed: string): boolean {
  const text = typed.replace(/^一[次个回场份]?(?:都|也)?(?=没|未|无)/, '');
  return isNone(text) || readVerbForm(question.text, text) === 'not-done';
}

/** Guarantees a whole number within the question's bounds. An approximate one is marked `about`; a span, a rate or a bound is never made a number. */
export function readCount(question: NumberQuestion, input: Typed): Reading {
  const text = bare(input.text);
  const limits = { min: question.min, max: question.max };
  if (/^(?:-|−|负)\s?[\d一二三四五六七八九十]/.test(text)) return unclear('out-of-range', { detail: limits });
  const span = range.exec(text);
  const from = span ? readNumeral(span[1] ?? '') : undefined;
  const to = span ? readNumeral(span[2] ?? '') : undefined;
  if (from?.kind === 'number' && to?.kind === 'number') return unclear('range', { detail: { from: from.value, to: to.value } });

  const head = /^[^\s,;。、()]{0,20}/.exec(text)?.[0] ?? '';
  const none = readNone(question, text) || readNone(question, head);
  const match = none ? null : form.exec(text);
  if (!none && (!match || bounds.test(head) || /每/.test(head))) return explain(text);
  const numeral = match ? readNumeral((match[2] ?? '').replaceAll(',', '')) : readNumeral('0');
  if (numeral === undefined) return unclear('vague');
  if (numeral.kind === 'range') return unclear('range', { detail: { from: numeral.from, to: numeral.to } });
  if (!inRange(question, numeral.value)) return unclear('out-of-range', { detail: limits });

  const about = match?.[1] !== undefined || match?.[4] !== undefined;
  const answer = { type: 'number', number: numeral.value, ...(about ? { about } : {}) } as const;
  const tail = tailOf(input, match ? match[0].length : head.length);
  if (/^\.\d/.test(text.slice(match?.[0].length ?? 0))) return unclear('not-whole');
  if (tail.kind === 'glued') return bare(text).length === match?.[0].length ? understood(answer) : explainGlued(text, answer);
  const measure = match?.[3];
  if (measure !== undefined && !fits(question.measure, measure)) return unclear('other-measure', { guess: answer });
  if (tail.kind === 'none') return understood(answer);
  if (takesBack(tail.text)) return unclear('unsure', { guess: answer });
  const another = form.exec(tail.text);
  const listed = another !== null && /^(?:$|[\s,;。、])/.test(tail.text.slice(another[0].length));
  return listed ? unclear('several', { guess: answer }) : understood({ ...answer, remark: tail.words });
}

function explainGlued(text: string, guess: { type: 'number'; number: number }): Reading {
  const reading = explain(text);
  return reading.kind === 'unclear' && reading.why === 'not-understood' ? unclear('unsure', { guess }) : reading;
}

/** The measure word typed may differ only between words for times; 个 fits everything. */
function fits(asked: string | undefined, typed: string): boolean {
  return asked === undefined || asked === typed || typed === '个' || (times.has(asked) && times.has(typed));
}
