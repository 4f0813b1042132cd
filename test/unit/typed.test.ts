import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { legible, plain, Typed } from '../../src/domain/reading/plain.js';

/** Characters that stand for themselves, wide forms, blanks of all kinds, what melts into several, what is not seen, and halves of a pair. */
const typing = fc.string({
  unit: fc.constantFrom(...'1aA是。、，：１Ａ　 \n\t\r①½ﬁ…\u200b\u0000\ufe0f', '👍', '\ud83d', '\r\n', '\u2028'),
  maxLength: 30,
});

describe('a piece of what was typed', () => {
  it('reads the same whether its characters are looked at one by one or not', () => {
    fc.assert(
      fc.property(typing, (text) => {
        // What is not seen is dropped, but makes every character be looked at.
        expect(Typed.of(`${text}\u200b`).text).toBe(Typed.of(text).text);
        expect(plain(plain(text))).toBe(plain(text));
      }),
    );
  });

  it('keeps the words from which its text was made', () => {
    fc.assert(
      fc.property(typing, fc.nat(30), fc.nat(30), (text, one, other) => {
        const piece = Typed.of(text).slice(Math.min(one, other), Math.max(one, other));
        expect(legible(text.replaceAll('\t', ''))).toContain(piece.words);
        if (/^[1aA是。、，：１Ａ \n]*$/.test(text)) expect(plain(piece.words)).toBe(piece.text);
      }),
    );
  });

  it.each(['3次', '３次', '3\u200b次'])('%j has no words beyond its end', (text) => {
    const beyond = Typed.of(text).slice(9, 12);
    expect([beyond.text, beyond.words, beyond.slice(1).words]).toEqual(['', '', '']);
  });
});
