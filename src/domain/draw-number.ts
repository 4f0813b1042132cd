/** Reads the number that an officer names for a draw: any whole one that a person can say. */
import { readNumeral } from './reading/numeral.js';

/** So many digits are enough: the secret makes the seed unforeseeable, the number only makes it not the bot's alone. */
export const mostDigits = 9;

/** `digits`: as they go into the seed, without leading zeros. `size`: it is a number, but none from 1 to nine digits. */
export type NumberReading = { kind: 'number'; digits: string } | { kind: 'size' } | { kind: 'none' };

export function readDrawNumber(text: string): NumberReading {
  const bare = text
    .normalize('NFKC')
    .trim()
    .replace(/[\s.。!,，号]+$/u, '');
  if (/^[-+]?[\d.]+(?:[eE^]\S*)?$/u.test(bare) && !/^\d+$/u.test(bare)) return { kind: 'size' };
  if (/^\d+$/u.test(bare)) return sized(bare.replace(/^0+(?=\d)/u, ''));
  const numeral = readNumeral(bare);
  return numeral?.kind === 'number' && Number.isSafeInteger(numeral.value) ? sized(String(numeral.value)) : { kind: 'none' };
}

function sized(digits: string): NumberReading {
  return digits === '0' || digits.length > mostDigits ? { kind: 'size' } : { kind: 'number', digits };
}
