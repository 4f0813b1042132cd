/** The units and the tree of a cycle as they are stored: by parts, each compressed, for a unit's names and posts take more room than all else of it. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Cycle } from '../../domain/cycle.js';
import { PermanentError } from '../../domain/errors.js';

export type CyclePart = Pick<Cycle, 'units' | 'tree'>;

/** As fast as deflate, and half its size. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
/** No more than this comes out of it, whatever was put in its place: 500 units with long lists of people. */
const mostBytes = 16 * 1024 * 1024;

/** The same for the same part, as long as Node is the same. */
export function packedPart(part: CyclePart): string {
  return brotliCompressSync(JSON.stringify(part), quality).toString('base64');
}

/** Throws a PermanentError `cycle-broken` on a text that no opening wrote. */
export function unpackedPart(packed: string): CyclePart {
  try {
    const text = brotliDecompressSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostBytes }).toString('utf8');
    return JSON.parse(text) as CyclePart;
  } catch (cause) {
    throw new PermanentError('cycle-broken', 'the stored tree of a cycle cannot be read', cause);
  }
}
