/**
 * Reads what an inspector types on a walk: what is the case with one item or with several, or one of the words that always work there. What is
 * none of these is left to whoever hears it.
 */
import type { Verdict } from './inspection.js';
import { isQuestion } from './reading/wording.js';
import { Typed } from './reading/plain.js';

/** `place`: of the item whose number was typed; absent: the one whose turn it is. */
export interface SaidVerdict {
  place?: number;
  verdict: Verdict;
  words: string;
}

export type WalkWord =
  | { kind: 'verdicts'; said: SaidVerdict[] }
  | { kind: 'back' | 'pause' | 'hand-in' | 'give-up' | 'meaning' }
  /** `unit`: which inspection, in words; empty: the one spoken of last. */
  | { kind: 'resume'; unit: string }
  | { kind: 'change'; place: number }
  /** 撤销检查, which leaves nothing to be asked. */
  | { kind: 'give-up-now' };

const verdictWords: readonly (readonly [Verdict, readonly string[]])[] = [
  ['fine', ['一切正常', '都正常', '正常']],
  ['problem', ['存在问题', '有问题', '不正常', '问题']],
  ['not-applicable', ['不适用', '不涉及']],
];
const verdictOfWord = new Map(verdictWords.flatMap(([verdict, words]) => words.map((word) => [word, verdict] as const)));
const alternatives = verdictWords.flatMap(([, words]) => words).join('|');
const number = String.raw`第?(\d{1,2})\s*[项题]?\s*[.、:,]?\s*`;
const first = new RegExp(String.raw`^(?:改\s*)?(?:${number})?(${alternatives})`, 'u');
/** Another item within the line: its number stands in front of it. */
const further = new RegExp(String.raw`[\s,;。、]${number}(?:${alternatives})`, 'gu');
const ending = /[\s。.!~,、]+$/u;
const most = 500;

/** undefined: it is nothing that belongs to a walk. A bare number behind a verdict is the number of something else. */
export function readWalk(text: string): WalkWord | undefined {
  const typed = Typed.of(text);
  const bare = typed.text.replace(ending, '').replace(/\s+/gu, '');
  const word = wordOf(bare, typed);
  if (word !== undefined) return word;
  const said = linesOf(typed).map(verdictsIn);
  if (said.length > 0 && said.every((one) => one !== undefined)) return { kind: 'verdicts', said: said.flat() };
  return isQuestion(typed.text) ? { kind: 'meaning' } : undefined;
}

function wordOf(bare: string, typed: Typed): WalkWord | undefined {
  switch (bare) {
    case '上一项':
    case '上一题':
    case '返回':
      return { kind: 'back' };
    case '暂停':
    case '停一下':
    case '先停':
      return { kind: 'pause' };
    case '提交':
    case '交':
    case '交了':
      return { kind: 'hand-in' };
    case '撤销':
      return { kind: 'give-up' };
    case '撤销检查':
      return { kind: 'give-up-now' };
    case '接着查':
      return { kind: 'resume', unit: '' };
    default: {
      const [, digits] = /^改\s*第?\s*(\d{1,2})\s*[项题]?$/u.exec(typed.text.replace(ending, '')) ?? [];
      if (digits !== undefined) return { kind: 'change', place: Number(digits) - 1 };
      const [whole] = /^继续[\s,:]*/u.exec(typed.text) ?? [];
      const unit = whole === undefined ? undefined : typed.slice(whole.length).text.replace(ending, '');
      return unit === undefined || unit.length > 16 || /[不了吗吧呢?]/u.test(unit) ? undefined : { kind: 'resume', unit };
    }
  }
}

function linesOf(typed: Typed): Typed[] {
  const lines: Typed[] = [];
  let from = 0;
  for (const line of typed.text.split('\n')) {
    lines.push(typed.slice(from, from + line.length));
    from += line.length + 1;
  }
  return lines.filter(({ text }) => text !== '');
}

/** undefined: the line does not begin with what is the case. */
function verdictsIn(line: Typed): SaidVerdict[] | undefined {
  if (!first.test(line.text)) return undefined;
  const starts = [0, ...[...line.text.matchAll(further)].map(({ index }) => index + 1)];
  const said = starts.map((from, index) => verdictIn(line.slice(from, starts[index + 1])));
  return said.every((one) => one !== undefined) ? said : undefined;
}

function verdictIn(piece: Typed): SaidVerdict | undefined {
  const [whole = '', digits, word = ''] = first.exec(piece.text) ?? [];
  const verdict = verdictOfWord.get(word);
  if (verdict === undefined) return undefined;
  const rest = piece.text.slice(whole.length);
  // 正常吗, 问题是指什么, 问题清单: no gap, and it is another word.
  if (rest !== '' && !/^[\s:,;。、]/u.test(rest) && (isQuestion(rest) || /^[清台]/u.test(rest))) return undefined;
  const [gap = ''] = /^[\s:,;。、.]*/u.exec(rest) ?? [];
  const words = piece.slice(whole.length + gap.length).words.replace(/[\s。；;，,]+$/u, '');
  if (/^\d+号?$/u.test(words)) return undefined;
  return { verdict, words: [...words].slice(0, most).join(''), ...(digits === undefined ? {} : { place: Number(digits) - 1 }) };
}
