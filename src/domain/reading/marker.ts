/** Finds the places of a whole reply where the number of a question may stand. */
import { readOrdinal } from './numeral.js';

export interface Marker {
  /** Where the marker starts. */
  at: number;
  /** Where its value starts: behind the number, its 题 and its separators. */
  end: number;
  number: number;
  /** Written so that it can only be a numbering: 第2题, (2), 2、, 2: */
  strong: boolean;
  /** At the start or behind a separator. */
  boundary: boolean;
  /** Written in digits, or with 第 or brackets; false for a bare 五, which often begins a word. */
  digits: boolean;
  /** The digits run on into the value (23次: question 2, three times). */
  glued: boolean;
  /** The number may count what follows it (5人, 3月). */
  counting: boolean;
}

/** More than any honest reply has; keeps a hostile one cheap. */
const mostMarkers = 120;

const candidate =
  /第\s?(\d{1,2}|[一二三四五六七八九十]{1,3})|[([【](\d{1,2}|[一二三四五六七八九十]{1,3})[)\]】]|\d+|[一二三四五六七八九十]{1,3}/g;
const counted =
  /^(?:月|日|号|天|点|个|次|回|户|人|名|分|年|周|元|块|件|份|条|万|%|起|位|项|亩|场|岁|度|米|多|来|几|十|百|千|(?:[kcm]?m|k?g)(?![a-z]))/i;
/** Words that begin like a count and are none. */
const notCounted =
  /^(?:人手|人员|个别|年底|年初|月底|月初|分管|周[一二三四五六日]|天气|名单|条件|项目|日常|位置|度汛|起步|多次|多数|来不及|几乎|几个|几户|年轻)/;

/** The word for question behind its number; not the first half of another word. */
const title = /^\s?(?:题(?![目材])|[问道项条](?=[\s、.:,是]))/;

function isBoundary(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  if (at === 0) return true;
  if ('.:/-'.includes(before) && /\d/.test(text.charAt(at - 2))) return false;
  return ' \n,;。、.:!?)'.includes(before);
}

/** Inside a decimal, a date or an hour no number starts. */
function isInsideNumber(text: string, at: number): boolean {
  return '.:/-'.includes(text.charAt(at - 1) || '_') && /\d/.test(text.charAt(at - 2));
}

/** Behind another separator an equals sign is part of the answer. */
const separators = /^(?:\s?=[\s、.:,)。;]*|[\s、.:,)。;]*)(?:(?<!\s)[-—–])?\s?/;

function valueStart(text: string, from: number): number {
  const start = from + (title.exec(text.slice(from, from + 4))?.[0].length ?? 0);
  return start + (separators.exec(text.slice(start, start + 60))?.[0].length ?? 0);
}

function whole(text: string, at: number, match: string, inner: string | undefined): Marker | undefined {
  const number = readOrdinal(inner ?? match) ?? 0;
  if (number < 1 || number > 99) return undefined;
  const after = at + match.length;
  const behind = text.slice(after, after + 4);
  if (/^(?:~|到|至)\d/.test(behind)) return undefined;
  const titled = title.test(behind);
  const strong = titled || /^[([【]/.test(match) || /^\s?(?:[、:)]|\.(?!\d))/.test(behind);
  const boundary = isBoundary(text, at);
  const ordinalWord = match.startsWith('第');
  if (!/\d/.test(match) && inner === undefined && !boundary) return undefined;
  if (isInsideNumber(text, at) && !strong) return undefined;
  const counting = !strong && counted.test(behind) && !notCounted.test(behind);
  if (ordinalWord && !titled && counting) return undefined;
  return {
    at,
    end: valueStart(text, after),
    number,
    strong,
    boundary,
    digits: inner !== undefined || /\d/.test(match),
    glued: false,
    counting,
  };
}

/** The first digits of a longer run as a number, the others as its value. */
function glued(text: string, at: number, run: string, questions: number): Marker[] {
  if (isInsideNumber(text, at)) return [];
  const lengths = questions > 9 && run.length > 2 ? [1, 2] : [1];
  return lengths.flatMap((length): Marker[] => {
    const number = Number(run.slice(0, length));
    if (number < 1 || number > questions || run.length > 8) return [];
    return [{ at, end: at + length, number, strong: false, boundary: isBoundary(text, at), digits: true, glued: true, counting: false }];
  });
}

/** All candidates in order of place, at most 120. Numbers beyond the questions are kept only where they stand like a numbering. */
export function findMarkers(text: string, questions: number): Marker[] {
  const markers: Marker[] = [];
  for (const match of text.matchAll(candidate)) {
    if (markers.length >= mostMarkers) break;
    const [run, ordinal, bracketed] = match;
    const found = run.length > 4 && /^\d/.test(run) ? undefined : whole(text, match.index, run, ordinal ?? bracketed);
    if (found && (found.number <= questions || (found.boundary && !/^\.\d/.test(text.slice(found.at + run.length))))) markers.push(found);
    if (/^\d{2}/.test(run)) markers.push(...glued(text, match.index, run, questions));
  }
  return markers;
}
