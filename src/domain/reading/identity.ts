/** Finds numbers that tell who somebody is: identity numbers by GB 11643, old and new, and bank cards by Luhn. */
import { isDateText } from '../date-text.js';

export type IdentityNumber = 'person' | 'card';

/** Digits as they stand in the text; the pieces of one number are parted by single blanks or hyphens, the last may be an X. */
const piece = /\d+[xX]?|(?<=\d[ -])[xX](?![a-zA-Z])/g;

interface Piece {
  text: string;
  from: number;
  to: number;
}

const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(' '),
);
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checks = '10X98765432';
/** Digits of the shortest such number. */
const shortest = 15;
/** With every mark a blank of its own, no number has more pieces. */
const longest = 19;

/** It is said to be one: then a mistyped digit makes no difference. */
const labelled = /身份证(?:号码?)?[:是为 ]{0,2}\d{17}[\dxX](?!\d)/;

/** The first such number in plain text. A number that is part of a longer one is none; so is one with stars in it. */
export function findIdentityNumber(text: string): IdentityNumber | undefined {
  if (!hasDigits(text, shortest)) return undefined;
  if (labelled.test(text)) return 'person';
  for (const run of runsOf(text)) {
    for (let first = 0; first < run.length; first += 1) {
      const found = startingAt(run, first);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function hasDigits(text: string, wanted: number): boolean {
  let found = 0;
  for (let at = 0; at < text.length && found < wanted; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) found += 1;
  }
  return found === wanted;
}

function startingAt(run: readonly Piece[], first: number): IdentityNumber | undefined {
  let joined = '';
  let shortestPiece = Number.POSITIVE_INFINITY;
  for (let last = first; last < run.length && joined.length < longest; last += 1) {
    const { text } = run[last] ?? { text: '' };
    joined += text;
    // A trailing piece may be short; answers to numbered questions are short throughout.
    const telling = last === first || shortestPiece >= 3;
    shortestPiece = Math.min(shortestPiece, text.length);
    if (isResidentNumber(joined) || (telling && isOldNumber(joined))) return 'person';
    if (telling && isCardNumber(joined)) return 'card';
  }
  return undefined;
}

/** Runs of pieces that may be one number. */
function runsOf(text: string): Piece[][] {
  const runs: Piece[][] = [];
  let last: Piece | undefined;
  for (const match of text.matchAll(piece)) {
    const next = { text: match[0], from: match.index, to: match.index + match[0].length };
    const between = last === undefined ? undefined : text.slice(last.to, next.from);
    // What stands against stars or a point is a part of something else.
    if (/[*.]/.test(text.charAt(next.from - 1)) && /[*\d]/.test(text.charAt(next.from - 2))) {
      last = undefined;
      continue;
    }
    if (between !== undefined && /^[ -]$/.test(between) && !/[xX]$/.test(last?.text ?? '')) runs.at(-1)?.push(next);
    else runs.push([next]);
    last = next;
  }
  return runs;
}

/** Eighteen places: a province, a day of birth, and the right check digit. */
function isResidentNumber(text: string): boolean {
  if (!/^\d{17}[\dxX]$/.test(text) || !provinces.has(text.slice(0, 2)) || !isBirthday(text.slice(6, 14))) return false;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text.charAt(place)), 0);
  return checks.charAt(sum % 11) === text.charAt(17).toUpperCase();
}

/** Fifteen places, as given out until 1999: no check digit. */
function isOldNumber(text: string): boolean {
  return /^\d{15}$/.test(text) && provinces.has(text.slice(0, 2)) && isBirthday(`19${text.slice(6, 12)}`);
}

function isBirthday(digits: string): boolean {
  const year = Number(digits.slice(0, 4));
  return year >= 1850 && year < 2100 && isDateText(`${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`);
}

/** As cards begin, and as long as they are: UnionPay and the banks' old ones; Visa; Mastercard and JCB. */
const card = /^(?:[69]\d{15,18}|4\d{15}(?:\d{3})?|(?:5\d|2[2-7]|35)\d{14})$/;

function isCardNumber(text: string): boolean {
  if (!card.test(text)) return false;
  const sum = text
    .split('')
    .toReversed()
    .map(Number)
    .reduce((total, digit, place) => total + (place % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0);
  return sum % 10 === 0;
}
