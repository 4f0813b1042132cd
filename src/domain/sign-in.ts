/** Signing in to the console: how long a code and a session are good, and how often a code may be guessed. */
import { hourMs, minuteMs } from './time.js';

export const signInDigits = 8;
export const signInCodeMs = 10 * minuteMs;
/** A workday; nobody stays signed in on a machine that others use tomorrow. */
export const sessionMs = 12 * hourMs;
/** More wrong tries than these within an hour, whoever made them, and no code is looked at until fewer are left of it. */
export const wrongSignInsAnHour = 100;
export const signInWindowMs = hourMs;

/** The code in what was typed, in whatever width and spacing; undefined: it is none. */
export function readSignInCode(typed: string): string | undefined {
  const digits = typed
    .slice(0, 40)
    .normalize('NFKC')
    .replace(/[\s-]+/gu, '');
  return new RegExp(`^\\d{${signInDigits}}$`).test(digits) ? digits : undefined;
}
