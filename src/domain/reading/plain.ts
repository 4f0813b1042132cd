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

function plainCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code < 0x7f) return character;
  if (code >= 0x4e00 && code <= 0x9fff) return character;
  if (character === '\n') return '\n';
  if (character === '\t') return ' ';
  if (character === keycap) return ')';
  if (unseen.test(character) || decoration.test(character)) return '';
  const number = circled(code);
  return number === undefined ? character.normalize('NFKC') : `(${number})`;
}

/**
 * A piece of a message. `text` is what readers look at: NFKC character by character, invisible characters gone, runs of blanks made one,
 * ends trimmed. `words` is the same piece as the person wrote it, without what is unseen. Slices are trimmed and cost little.
 */
export class Typed {
  readonly text: string;
  readonly #raw: string;
  readonly #starts: readonly number[];
  readonly #base: number;

  private constructor(text: string, raw: string, starts: readonly number[], base: number) {
    this.text = text;
    this.#raw = raw;
    this.#starts = starts;
    this.#base = base;
  }

  static of(message: string): Typed {
    const raw = message.replace(lineEnd, '\n');
    const pieces: string[] = [];
    const starts: number[] = [];
    let at = 0;
    let last = '';
    for (const character of raw) {
      for (const unit of plainCharacter(character).split('')) {
        const blank = /\s/.test(unit);
        if (blank && (last === '\n' || (last === ' ' && unit !== '\n'))) continue;
        if (unit === '\n' && last === ' ') {
          pieces[pieces.length - 1] = last = '\n';
          continue;
        }
        last = blank && unit !== '\n' ? ' ' : unit;
        pieces.push(last);
        starts.push(at);
      }
      at += character.length;
    }
    starts.push(at);
    return new Typed(pieces.join(''), raw, starts, 0).slice(0);
  }

  slice(from: number, to: number = this.text.length): Typed {
    let start = from;
    let end = to;
    while (start < end && /\s/.test(this.text.charAt(start))) start += 1;
    while (end > start && /\s/.test(this.text.charAt(end - 1))) end -= 1;
    return new Typed(this.text.slice(start, end), this.#raw, this.#starts, this.#base + start);
  }

  get words(): string {
    const from = this.#starts[this.#base];
    const to = this.#starts[this.#base + this.text.length];
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
