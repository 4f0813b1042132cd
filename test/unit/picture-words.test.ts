import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverageOf } from '../../src/adapters/picture/font-coverage.js';
import { cutTo, legibleLine, missingType } from '../../src/adapters/picture/words-on-paper.js';

const font = new URL('../../node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf', import.meta.url);
const covers = coverageOf(readFileSync(font));

/** All of GBK, as people type it; without what is there for private use. */
function gbk(): string[] {
  const decoder = new TextDecoder('gbk');
  const bytes = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const pairs = bytes(0x81, 0xfe).flatMap((first) => bytes(0x40, 0xfe).map((second) => decoder.decode(Uint8Array.of(first, second))));
  return [...new Set(pairs)].filter((text) => [...text].length === 1 && !/[\ufffd\p{Co}]/u.test(text));
}

describe('the font', () => {
  it('has every Han character of GBK', () => {
    const han = gbk().filter((character) => /\p{Script=Han}/u.test(character));
    expect(han.length).toBeGreaterThan(20_900);
    expect(han.filter((character) => !covers(character.codePointAt(0) ?? 0))).toEqual([]);
  });

  it('has what names are written in beyond GBK, and what the templates write', () => {
    const names = '䶮㛃㮾䴗𬭎𬘭𫍯𠅤'.normalize('NFC');
    const words = '〓〔〕（）：，。、—…“”《》·　①②℃％＋１ＡａＺABCabc0123456789/+-<>';
    expect([...names, ...words].filter((character) => !covers(character.codePointAt(0) ?? 0))).toEqual([]);
  });

  it('has no signs of feeling, nor what stands for nothing', () => {
    expect([0x1f600, 0x10ffff, 0xd800, 0xe000, -1].map(covers)).toEqual([false, false, false, false, false]);
  });
});

describe('a line of words', () => {
  it.each([
    ['石桥村', '石桥村', false],
    [' 石桥\r\n\t村 ', '石桥 村', false],
    ['石\u202e桥\u200b村\u0000', '石 桥 村', false],
    ['<b>石桥</b>{{ x }}', '<b>石桥</b>{{ x }}', false],
    ['石桥😀', `石桥${missingType}`, true],
    ['\ud800村', `${missingType}村`, true],
    ['葛\u{e0100}村', '葛村', false],
    ['', '', false],
  ])('%j is shown as %j', (given, text, lacks) => {
    expect(legibleLine(given, covers)).toEqual({ text, lacks });
  });

  it('holds nothing that the font has not, whatever it is made of, and is never long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (given) => {
        const { text } = legibleLine(given, covers);
        expect([...text].filter((character) => !covers(character.codePointAt(0) ?? 0))).toEqual([]);
        expect([...text].length).toBeLessThanOrEqual(200);
      }),
    );
  });

  it('is not read beyond what can be shown', () => {
    expect([...legibleLine('村'.repeat(10_000_000), covers).text]).toHaveLength(200);
  });
});

describe('a line that is too long', () => {
  const widthOf = (text: string): number => [...text].length * 10;

  it.each([
    ['石桥村', 30, '石桥村'],
    ['石桥村民', 30, '石桥…'],
    ['石桥村', 10, '…'],
    ['𬭎𬭎𬭎𬭎', 30, '𬭎𬭎…'],
  ])('%s in %i is cut to %s', (text, most, cut) => {
    expect(cutTo(text, most, widthOf)).toBe(cut);
  });

  it('keeps as much as there is room for', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 10, max: 3_000 }), (length, most) => {
        const text = '村'.repeat(length);
        const cut = cutTo(text, most, widthOf);
        expect(widthOf(cut)).toBeLessThanOrEqual(most);
        if (cut !== text) expect(widthOf(cut) + 10).toBeGreaterThan(most);
      }),
    );
  });
});
