/** Numbers as they are written in Chinese and in digits. */

const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const powers: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** Characters a numeral is made of, for use inside a character class. */
export const numeralCharacters = '零〇一二两俩三仨四五六七八九十百千万';

/** A number, or the span two neighbouring digits name (two or three). */
export type Numeral = { kind: 'number'; value: number } | { kind: 'range'; from: number; to: number };

/** Reads a whole numeral; undefined when it is none or means nothing definite. Values too long to be exact become Infinity. */
export function readNumeral(text: string): Numeral | undefined {
  if (/^\d+$/.test(text)) return number(text.length > 15 ? Number.POSITIVE_INFINITY : Number(text));
  const mixed = /^(\d{1,9})([百千万])$/.exec(text);
  if (mixed) return number(Number(mixed[1]) * (powers[mixed[2] ?? ''] ?? 1));
  if (text.length === 0 || text.length > 12) return undefined;
  return /[十百千万]/.test(text) ? withPowers(text) : withoutPowers(text);
}

/** Reads a small ordinal such as the number of a question, a month or a day; undefined for anything else. */
export function readOrdinal(text: string): number | undefined {
  const numeral = readNumeral(text);
  return numeral?.kind === 'number' ? numeral.value : undefined;
}

function number(value: number): Numeral {
  return { kind: 'number', value };
}

function withoutPowers(text: string): Numeral | undefined {
  const values = [...text].map((character) => digits[character]);
  if (values.some((value) => value === undefined)) return undefined;
  const [first = 0, second = 0] = values;
  if (values.length === 1) return number(first);
  if (values.length === 2 && first > 0 && second > first) return { kind: 'range', from: first, to: second };
  return values.includes(0) || values.length === 4 ? number(Number(values.join(''))) : undefined;
}

function withPowers(text: string): Numeral | undefined {
  const tens = /^([一二两三四五六七八])([二三四五六七八九])十$/.exec(text);
  if (tens) return { kind: 'range', from: (digits[tens[1] ?? ''] ?? 0) * 10, to: (digits[tens[2] ?? ''] ?? 0) * 10 };
  let total = 0;
  let pending: number | undefined;
  let lastPower = 0;
  let afterZero = false;
  for (const character of text) {
    const power = powers[character];
    const digit = digits[character];
    if (power !== undefined) {
      if (power === 10_000) total = (total + (pending ?? 0)) * power;
      else if (lastPower !== 0 && lastPower !== 10_000 && power >= lastPower) return undefined;
      else total += (pending ?? 1) * power;
      pending = undefined;
      lastPower = power;
      afterZero = false;
    } else if (digit === 0) {
      afterZero = true;
    } else if (digit === undefined || pending !== undefined) {
      return undefined;
    } else {
      pending = digit;
    }
  }
  const shortened = pending !== undefined && lastPower >= 100 && !afterZero;
  return number(total + (pending ?? 0) * (shortened ? lastPower / 10 : 1));
}
