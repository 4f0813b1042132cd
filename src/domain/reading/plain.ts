/** What was typed, in two faces: plain for reading, and as written for keeping. */

/** Control, bidi, zero-width and tag characters, stand-ins for objects and lone surrogates: they show nothing and may hide something. Kept nowhere. */
const unseen =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc\u{e0000}-\u{e0fff}\p{Cs}]/u;
const unseenAll = new RegExp(unseen, 'gu');
/** Emoji joiners, variation selectors and skin tones: kept in the person's words, meaningless for reading. */
const decoration = /[\u200d\ufe00-\ufe0f\u{1f3fb}-\u{1f3ff}]/u;
const keycap = '\u20e3';
const lineEnd = /\r\n?|[\u0085\u2028\u2029]/g;

/** Circled digits stay numbering: NFKC alone would melt two of them into one number. */
function circled(code: number): number | undefined {
  if (code >= 0x2460 && code <= 0x2473) return code - 0x245f;
  if (code >= 0x2776 && code <= 0x277f) return code - 0x2775;
  if (code >= 0x2780 && code <= 0x2789) return code - 0x277f;
  if (code >= 0x278a && code <= 0x2793) return code - 0x2789;
  return undefined;
}

/** What is typed most stands for itself, or for the ASCII character it is the wide form of; 0: it has to be looked at. */
function plainCode(code: number): number {
  if (code > 0x20 && code < 0x7f) return code;
  if (code >= 0x4e00 && code <= 0x9fff) return code;
  if (code === 0x3001 || code === 0x3002) return code;
  return code >= 0xff01 && code <= 0xff5e ? code - 0xfee0 : 0;
}

function plainCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (character === '\n') return '\n';
  if (character === '\t') return ' ';
  if (character === keycap) return ')';
  if (unseen.test(character) || decoration.test(character)) return '';
  const number = circled(code);
  return number === undefined ? character.normalize('NFKC') : `(${number})`;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x0a;
}

/** The text that was typed last is looked at by one reader after the other. */
const lastTyped = new Map<string, Typed>();
const mostKept = 8;
const longestKept = 20_000;

/**
 * A piece of a message. `text` is what readers look at: NFKC character by character, invisible characters gone, runs of blanks made one,
 * ends trimmed. `words` is the same piece as the person wrote it, without what is unseen. Slices are trimmed and cost little.
 */
export class Typed {
  readonly text: string;
  readonly #raw: string;
  /** Where each character of the text stands in what was typed; undefined: in the same place, and nothing is unseen. */
  readonly #starts: readonly number[] | undefined;
  readonly #base: number;

  private constructor(text: string, raw: string, starts: readonly number[] | undefined, base: number) {
    this.text = text;
    this.#raw = raw;
    this.#starts = starts;
    this.#base = base;
  }

  static of(message: string): Typed {
    const known = lastTyped.get(message);
    if (known !== undefined) return known;
    const typed = (Typed.#alike(message) ?? Typed.#spelled(message)).slice(0);
    if (message.length > longestKept) return typed;
    if (lastTyped.size >= mostKept) lastTyped.clear();
    lastTyped.set(message, typed);
    return typed;
  }

  /** Of a message whose every character is plain, or the wide form of one that is; undefined: there are others in it. */
  static #alike(message: string): Typed | undefined {
    let text = '';
    let same = 0;
    let last = 0;
    for (let at = 0; at < message.length; at += 1) {
      const code = message.charCodeAt(at);
      const known = isBlank(code) && !isBlank(last) ? code : plainCode(code);
      if (known === 0) return undefined;
      if (known !== code) {
        text += message.slice(same, at) + String.fromCharCode(known);
        same = at + 1;
      }
      last = known;
    }
    return new Typed(text + message.slice(same), message, undefined, 0);
  }

  static #spelled(message: string): Typed {
    const raw = message.replace(lineEnd, '\n');
    const pieces: string[] = [];
    const starts: number[] = [];
    let at = 0;
    let last = '';
    const put = (unit: string): void => {
      const blank = /\s/.test(unit);
      if (blank && (last === '\n' || (last === ' ' && unit !== '\n'))) return;
      if (unit === '\n' && last === ' ') {
        pieces[pieces.length - 1] = last = '\n';
        return;
      }
      last = blank && unit !== '\n' ? ' ' : unit;
      pieces.push(last);
      starts.push(at);
    };
    for (const character of raw) {
      const known = plainCode(character.charCodeAt(0));
      if (known === 0) {
        const units = plainCharacter(character);
        for (let unit = 0; unit < units.length; unit += 1) put(units.charAt(unit));
      } else {
        last = String.fromCharCode(known);
        pieces.push(last);
        starts.push(at);
      }
      at += character.length;
    }
    starts.push(at);
    return new Typed(pieces.join(''), raw, starts, 0);
  }

  slice(from: number, to: number = this.text.length): Typed {
    let start = Math.min(from, this.text.length);
    let end = Math.max(start, Math.min(to, this.text.length));
    // Other blanks do not stand in a plain text.
    while (start < end && isBlank(this.text.charCodeAt(start))) start += 1;
    while (end > start && isBlank(this.text.charCodeAt(end - 1))) end -= 1;
    if (start === 0 && end === this.text.length) return this;
    return new Typed(this.text.slice(start, end), this.#raw, this.#starts, this.#base + start);
  }

  get words(): string {
    const { length } = this.text;
    if (this.#starts === undefined) return this.#raw.slice(this.#base, this.#base + length);
    const from = this.#starts[this.#base];
    const to = this.#starts[this.#base + length];
    return this.#raw.slice(from, to).replace(unseenAll, '').trim();
  }
}

/** What was typed as it may be kept and shown: without what is unseen, line ends of one kind, blanks for tabs. */
export function legible(text: string): string {
  return text.replace(lineEnd, '\n').replaceAll('\t', ' ').replace(unseenAll, '');
}

/** Makes what is typed plain for comparing: NFKC, full-width forms narrowed, unseen characters dropped, blanks single, line ends kept. Idempotent. */
export function plain(text: string): string {
  return Typed.of(text).text;
}
