/** The codes by which somebody proves in chat that an account is theirs: how they look, how they are typed, and how often they may be guessed. */
import { plain } from './reading/plain.js';
import { hourMs } from './time.js';

export const codeDigits = 8;

/** So many wrong tries of one account within an hour, and it has to wait for one. */
export const triesAnAccount = 3;
/** More wrong tries than these within an hour, whoever made them, void all open codes. */
export const triesAnywhere = 20;
export const triesWindowMs = hourMs;

/** Nobody types more before a code. */
const longestAttempt = 200;
const longestCode = 16;
/** No message is longer. */
const longestShown = 20_000;
const mostCodes = 20;

const blanks = /[\s-]+/gu;
const withWord = /^(?:(?:我的)?绑定码?|码)[是为:,、。]*(\d+)/u;
const bare = new RegExp(`^\\d{${codeDigits}}$`);
const anywhere = new RegExp(`(?<!\\d)\\d{${codeDigits}}(?!\\d)`, 'gu');

/**
 * The code that a one-to-one message tries, if it is such a message: 绑定 and digits in whatever width and spacing. Digits alone are one only
 * where `alone` says so, for people of the roster answer with numbers. Too few digits, or too many, are a wrong try, not none.
 */
export function readCode(text: string, { alone }: { alone: boolean }): string | undefined {
  const typed = squeeze(text);
  if (alone && bare.test(typed)) return typed;
  return withWord.exec(typed)?.[1]?.slice(0, longestCode);
}

/** What may be codes in a text that others can read, each once. */
export function codesIn(text: string): string[] {
  const typed = plain(text.slice(0, longestShown));
  const found = [...typed.matchAll(anywhere), ...typed.replace(blanks, '').matchAll(anywhere)].map(([code]) => code);
  return [...new Set(found)].slice(0, mostCodes);
}

function squeeze(text: string): string {
  return plain(text.slice(0, longestAttempt)).replace(blanks, '');
}
