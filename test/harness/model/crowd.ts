/** What people have seen and said: numbers and codes that stood in messages, and words that are followed through the system. */
import type { Roster } from '../../../src/domain/roster.js';
import { leads, unitsOfPerson } from './roster-view.js';
import { canaryOf, type Canary, type CanaryKind } from './view.js';

const numbersIn = /\d{1,4}(?=号|#|《)|(?<=(?:放行|不发|再发|已到|同意|销号|已办|已阅|退回|协调|督办) )\d{1,4}/gu;

export class Crowd {
  /** The one seen last comes last. */
  readonly numbers: number[] = [];
  readonly codes: string[] = [];
  readonly canaries = new Map<string, Canary>();

  reads(text: string): void {
    for (const [digits] of text.matchAll(numbersIn)) {
      const known = this.numbers.indexOf(Number(digits));
      if (known >= 0) this.numbers.splice(known, 1);
      this.numbers.push(Number(digits));
    }
    const [, code] = /的码：(\d{8})/u.exec(text) ?? [];
    if (code !== undefined && this.codes.at(-1) !== code) this.codes.push(code);
  }

  /** New words, said by somebody for a unit of theirs, or for one that was passed on to them. */
  canary(roster: Roster, by: string, kind: CanaryKind, assigned: readonly string[]): string {
    const words = canaryOf(this.canaries.size + 1);
    const decides = kind === 'reason' && leads(roster, by);
    const units = decides ? [] : [...new Set([...unitsOfPerson(roster, by), ...assigned])];
    this.canaries.set(words, { words, by, units, kind });
    return words;
  }
}
