/** Opens the parts of an Office file, a ZIP archive that anybody may have made: never more of it than is asked for, and never more than was agreed. */
import { constants, inflateRaw } from 'node:zlib';
import { promisify } from 'node:util';

const inflate = promisify(inflateRaw);

/** All that is opened of one file together; a roster of thousands is a hundredth of it. */
const mostBytes = 64 * 1024 * 1024;
const mostEntries = 5_000;

const endMark = 0x06054b50;
const endLength = 22;
const longestComment = 0xffff;
const entryMark = 0x02014b50;
const entryLength = 46;
const localMark = 0x04034b50;
const localLength = 30;
const stored = 0;
const deflated = 8;
const encryptedFlag = 1;
const elsewhere = 0xffffffff;

/** Why an archive, or a part of it, is not opened. */
export class ZipTrouble extends Error {
  constructor(
    readonly trouble: 'not-a-workbook' | 'encrypted' | 'bomb' | 'damaged',
    cause?: unknown,
  ) {
    super(trouble, { cause });
  }
}

interface Entry {
  method: number;
  flags: number;
  packed: number;
  at: number;
}

export interface ZipParts {
  names: readonly string[];
  /** undefined: there is none of that name. Throws a ZipTrouble. */
  open(name: string): Promise<Buffer | undefined>;
}

/** Throws a ZipTrouble. */
export function zipParts(bytes: Buffer): ZipParts {
  const entries = readDirectory(bytes);
  let left = mostBytes;
  return {
    names: [...entries.keys()],
    async open(name) {
      const entry = entries.get(name);
      if (entry === undefined) return undefined;
      const part = await contentOf(bytes, entry, left);
      left -= part.length;
      return part;
    },
  };
}

function readDirectory(bytes: Buffer): Map<string, Entry> {
  const end = endOf(bytes);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  if (count > mostEntries) throw new ZipTrouble('bomb');
  const entries = new Map<string, Entry>();
  for (let index = 0; index < count; index += 1) {
    if (at + entryLength > bytes.length || bytes.readUInt32LE(at) !== entryMark) throw new ZipTrouble('damaged');
    const nameEnd = at + entryLength + bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + entryLength, nameEnd).replaceAll('\\', '/');
    // Which of two of one name a program takes is anybody's guess.
    if (entries.has(name)) throw new ZipTrouble('damaged');
    entries.set(name, {
      method: bytes.readUInt16LE(at + 10),
      flags: bytes.readUInt16LE(at + 8),
      packed: bytes.readUInt32LE(at + 20),
      at: bytes.readUInt32LE(at + 42),
    });
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
}

/** Where the end of the directory stands, behind which there is nothing but a comment. */
function endOf(bytes: Buffer): number {
  const least = Math.max(0, bytes.length - endLength - longestComment);
  for (let at = bytes.length - endLength; at >= least; at -= 1) if (bytes.readUInt32LE(at) === endMark) return at;
  throw new ZipTrouble('not-a-workbook');
}

async function contentOf(bytes: Buffer, { method, flags, packed, at }: Entry, most: number): Promise<Buffer> {
  if ((flags & encryptedFlag) !== 0) throw new ZipTrouble('encrypted');
  if (packed === elsewhere || at === elsewhere || at + localLength > bytes.length) throw new ZipTrouble('damaged');
  if (bytes.readUInt32LE(at) !== localMark) throw new ZipTrouble('damaged');
  const from = at + localLength + bytes.readUInt16LE(at + 26) + bytes.readUInt16LE(at + 28);
  if (from + packed > bytes.length) throw new ZipTrouble('damaged');
  const content = bytes.subarray(from, from + packed);
  if (method === stored) return within(content, most);
  if (method !== deflated) throw new ZipTrouble('damaged');
  if (most <= 0) throw new ZipTrouble('bomb');
  try {
    return await inflate(content, { maxOutputLength: most, finishFlush: constants.Z_FINISH });
  } catch (error) {
    throw new ZipTrouble(isTooLarge(error) ? 'bomb' : 'damaged', error);
  }
}

function within(content: Buffer, most: number): Buffer {
  if (content.length > most) throw new ZipTrouble('bomb');
  return content;
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}
