/** What the formats of a workbook's cells tell of their numbers: that one is a day, or that zeros stand in front of it. */
import { scanXml } from './xml-scan.js';

export interface BookStyles {
  isDate(style: number): boolean;
  /** How many digits are shown at least; 0: as many as there are. */
  zeros(style: number): number;
}

/** The format's own that show a day; times of day alone are none. */
const builtInDays: readonly [from: number, to: number][] = [
  [14, 17],
  [22, 22],
  [27, 31],
  [34, 36],
  [50, 58],
];

export const noStyles: BookStyles = { isDate: () => false, zeros: () => 0 };

/** Throws a ZipTrouble. */
export function readStyles(xml: string): BookStyles {
  const codes = new Map<number, string>();
  const formats: number[] = [];
  let isCells = false;
  scanXml(xml, {
    tag(tag) {
      if (tag.name === 'cellXfs') isCells = tag.kind === 'open';
      if (tag.kind === 'close') return;
      if (tag.name === 'numFmt') codes.set(Number(tag.attributes().get('numFmtId')), tag.attributes().get('formatCode') ?? '');
      if (tag.name === 'xf' && isCells) formats.push(Number(tag.attributes().get('numFmtId') ?? 0));
    },
  });
  const codeOf = (style: number): string => codes.get(formats[style] ?? 0) ?? '';
  return {
    isDate(style) {
      const format = formats[style] ?? 0;
      if (codes.has(format)) return /[ymd年月日]/iu.test(bare(codeOf(style)));
      return builtInDays.some(([from, to]) => format >= from && format <= to);
    },
    zeros: (style) => /^0{1,40}$/u.exec(bare(codeOf(style)))?.[0].length ?? 0,
  };
}

/** A number as it is read on the screen, so far as it may be meant as a name. */
export function numberAsShown(number: number, zeros: number): string {
  const text = Number.isInteger(number) && Math.abs(number) < 1e15 ? number.toFixed(0) : String(number);
  return number >= 0 ? text.padStart(zeros, '0') : text;
}

/** Without what is shown as it stands, colours and conditions. */
function bare(code: string): string {
  const [first = ''] = code.split(';');
  return first
    .replace(/"[^"]*"|\\.|_.|\*./gu, '')
    .replace(/\[[^\]]*\]/gu, '')
    .trim();
}
