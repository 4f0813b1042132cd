/** Tells which characters a TrueType font has, from its character map. */

/** A subtable of `cmap` in segments, for all of Unicode. */
const segmented = 12;
const recordBytes = 8;
const groupBytes = 12;

/**
 * Whether the font has a glyph for a code point. Reads what stands in the file; throws a RangeError when it is cut short, and an Error when it has no
 * map of all of Unicode.
 */
export function coverageOf(font: Buffer): (codePoint: number) => boolean {
  const map = tableAt(font, 'cmap');
  const tables = font.readUInt16BE(map + 2);
  for (let index = 0; index < tables; index += 1) {
    const subtable = map + font.readUInt32BE(map + 4 + index * recordBytes + 4);
    if (font.readUInt16BE(subtable) === segmented) return lookUp(segmentsOf(font, subtable));
  }
  throw new Error('the font has no map of all of Unicode');
}

type Segment = readonly [first: number, last: number];

function segmentsOf(font: Buffer, subtable: number): Segment[] {
  const count = font.readUInt32BE(subtable + 12);
  return Array.from({ length: count }, (_, index) => {
    const at = subtable + 16 + index * groupBytes;
    return [font.readUInt32BE(at), font.readUInt32BE(at + 4)] as const;
  });
}

/** The segments ascend and do not overlap. */
function lookUp(segments: readonly Segment[]): (codePoint: number) => boolean {
  return (codePoint) => {
    let [low, high] = [0, segments.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [first, last] = segments[middle] ?? [0, 0];
      if (codePoint < first) high = middle - 1;
      else if (codePoint > last) low = middle + 1;
      else return true;
    }
    return false;
  };
}

/** Where a table begins. */
function tableAt(font: Buffer, tag: string): number {
  const tables = font.readUInt16BE(4);
  for (let index = 0; index < tables; index += 1) {
    const at = 12 + index * 16;
    if (font.toString('latin1', at, at + 4) === tag) return font.readUInt32BE(at + 8);
  }
  throw new Error(`the font has no table ${tag}`);
}
