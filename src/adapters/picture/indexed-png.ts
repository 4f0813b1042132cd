/**
 * Writes a picture of few colours as a PNG with a palette: a third of the bytes of one in full colour, and letters stay sharp. Transparency is
 * not kept.
 */
import { deflateSync } from 'node:zlib';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
export const allColours = 256;
/** Colours are told apart by so many bits of each channel. */
const bits = 5;
const steps = 1 << bits;
const shift = 8 - bits;
const mask = steps - 1;

/** `pixels`: four bytes each, row by row. `colours`: at most so many; with fewer it is smaller and its letters rougher. */
export function indexedPng(
  pixels: Uint8Array | Uint8ClampedArray,
  { width, height, colours: most }: { width: number; height: number; colours: number },
): Buffer {
  const whole = new Uint32Array(pixels.buffer, pixels.byteOffset, width * height);
  const { colours, indexOf } = paletteOf(whole, most);
  const rows = Buffer.alloc((width + 1) * height);
  let to = 0;
  for (let at = 0, row = 0; row < height; row += 1) {
    // Before each row stands how it is filtered: not at all.
    rows[to++] = 0;
    for (let column = 0; column < width; column += 1) rows[to++] = indexOf[keyOf(whole[at++] ?? 0)] ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', colours),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Red is the lowest byte of a pixel. */
function channelsOf(pixel: number): [red: number, green: number, blue: number] {
  return [pixel & 0xff, (pixel >>> 8) & 0xff, (pixel >>> 16) & 0xff];
}

function keyOf(pixel: number): number {
  return (((pixel >>> shift) & mask) << (2 * bits)) | (((pixel >>> (8 + shift)) & mask) << bits) | ((pixel >>> (16 + shift)) & mask);
}

/** The colours met most often, each the mean of what is counted as it; any other becomes the nearest of them. */
function paletteOf(pixels: Uint32Array, most: number): { colours: Buffer; indexOf: Uint8Array } {
  const counts = new Float64Array(steps ** 3);
  const sums = new Float64Array(counts.length * 3);
  const count = (pixel: number, times: number): void => {
    const key = keyOf(pixel);
    counts[key] = (counts[key] ?? 0) + times;
    for (const [channel, value] of channelsOf(pixel).entries()) sums[key * 3 + channel] = (sums[key * 3 + channel] ?? 0) + value * times;
  };
  // Most of a picture is runs of one colour.
  let [last, times] = [pixels[0] ?? 0, 0];
  for (const pixel of pixels) {
    if (pixel !== last) {
      count(last, times);
      [last, times] = [pixel, 0];
    }
    times += 1;
  }
  count(last, times);
  const used = [...counts.keys()].filter((key) => (counts[key] ?? 0) > 0).sort((one, other) => (counts[other] ?? 0) - (counts[one] ?? 0));
  const meanOf = (key: number): number[] => [0, 1, 2].map((channel) => Math.round((sums[key * 3 + channel] ?? 0) / (counts[key] ?? 1)));
  const palette = used.slice(0, most).map(meanOf);
  const indexOf = new Uint8Array(counts.length);
  for (const [place, key] of used.entries()) indexOf[key] = place < palette.length ? place : nearest(palette, meanOf(key));
  return { colours: Buffer.from(palette.flat()), indexOf };
}

function nearest(palette: readonly number[][], colour: readonly number[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  for (const [index, known] of palette.entries()) {
    const distance = known.reduce((sum, value, channel) => sum + (value - (colour[channel] ?? 0)) ** 2, 0);
    if (distance < least) [best, least] = [index, distance];
  }
  return best;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const crcTable = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xed_b8_83_20 ^ (value >>> 1) : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xff_ff_ff_ff;
  for (const byte of bytes) value = (crcTable[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return (value ^ 0xff_ff_ff_ff) >>> 0;
}
