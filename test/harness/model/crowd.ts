/** What people have seen and said: numbers and codes that stood in messages, and words that are followed through the system. */
import type { Roster } from '../../../src/domain/roster.js';
import { leads, unitsOfPerson } from './roster-view.js';
import { canaryOf, type Canary, type CanaryKind } from './view.js';

const numbersIn = /\d{1,4}(?=号|#|《)|(?<=(?:放行|不发|再发|已到|同意|销号|已办|已阅|退回|协调|督办) )\d{1,4}/gu;

/** What messages say can be answered: `回：放行 4`. */
const offersIn = /(\p{sc=Han}{1,3}) (\d{1,4})(?!\d|#|月)/gu;

export class Crowd {
  /** The one seen last comes last. */
  readonly numbers: number[] = [];
  /** Numbers that a word was offered with: `放行` → 4. */
  readonly offered = new Map<string, number[]>();
  readonly codes: string[] = [];
  readonly canaries = new Map<string, Canary>();

  reads(text: string): void {
    for (const [digits] of text.matchAll(numbersIn)) putLast(this.numbers, Number(digits));
    for (const [, word = '', digits] of text.matchAll(offersIn)) {
      const numbers = this.offered.get(word) ?? [];
      putLast(numbers, Number(digits));
      this.offered.set(word, numbers);
    }
    const [, code] = /的码：(\d{8})/u.exec(text) ?? [];
    if (code !== undefined && this.codes.at(-1) !== code) this.codes.push(code);
  }

  /** New words, said by somebody for a unit of theirs, or for one that was passed on to them. */
  canary(roster: Roster, by: string, kind: CanaryKind, assigned: readonly string[], unit?: string): string {
    const words = canaryOf(this.canaries.size + 1);
    const decides = kind === 'reason' && leads(roster, by);
    const units = unit !== undefined ? [unit] : decides ? [] : [...new Set([...unitsOfPerson(roster, by), ...assigned])];
    this.canaries.set(words, { words, by, units, kind });
    return words;
  }
}

function putLast(numbers: number[], number: number): void {
  const known = numbers.indexOf(number);
  if (known >= 0) numbers.splice(known, 1);
  numbers.push(number);
}
