/** What the bot has said and the script has not yet asked for, and the numbers the script has taken from it. */
import type { Place } from './cast.js';

interface Heard {
  place: Place;
  text: string;
}

/** `{码}` in a script stands for a number. */
const blank = /\{(\p{L}+)\}/gu;

export class Unread {
  #heard: Heard[] = [];
  readonly #taken = new Map<string, string>();

  hear(place: Place, text: string): void {
    this.#heard.push({ place, text });
  }

  /** Takes the next message to somebody that holds all the parts, and the numbers in the places of blanks not filled before. */
  takeOne(who: string, parts: readonly string[]): boolean {
    const index = this.#heard.findIndex(({ place, text }) => place.name === who && this.#read(text, parts) !== undefined);
    const [found] = index < 0 ? [] : this.#heard.splice(index, 1);
    if (found === undefined) return false;
    for (const [name, number] of this.#read(found.text, parts) ?? []) this.#taken.set(name, number);
    return true;
  }

  /** Takes all messages of a kind; returns to whom they went. */
  takeAll(is: (text: string, place: Place) => boolean): string[] {
    const taken = this.#heard.filter(({ text, place }) => is(text, place));
    this.#heard = this.#heard.filter((one) => !taken.includes(one));
    return taken.map(({ place }) => place.name);
  }

  /** Takes what is left; returns a line for each. */
  takeRest(): string[] {
    return this.#heard.splice(0).map(({ place, text }) => `not expected → ${place.name}: ${text.split('\n').join(' / ')}`);
  }

  /** The words with the numbers taken before in their blanks. undefined: one was never taken. */
  fill(words: string): string | undefined {
    const filled = words.replace(blank, (_, name: string) => this.#taken.get(name) ?? '{}');
    return filled.includes('{}') ? undefined : filled;
  }

  /** What stands in the blanks of the parts, all of which the text holds. undefined: it does not. */
  #read(text: string, parts: readonly string[]): Map<string, string> | undefined {
    const read = new Map<string, string>();
    for (const part of parts) {
      const found = this.#patternOf(part, read).exec(text);
      if (found === null) return undefined;
      for (const [name, number] of Object.entries(found.groups ?? {})) read.set(name, number);
    }
    return read;
  }

  #patternOf(part: string, read: ReadonlyMap<string, string>): RegExp {
    const source = part.split(blank).map((piece, at) => {
      if (at % 2 === 0) return piece.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
      const known = read.get(piece) ?? this.#taken.get(piece);
      return known === undefined ? `(?<${piece}>\\d+)` : `(?<!\\d)${known}(?!\\d)`;
    });
    return new RegExp(source.join(''), 'u');
  }
}
