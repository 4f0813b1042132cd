/** The units and the tree of a cycle as they are stored: by parts, each compressed, for a unit's names and posts take more room than all else of it. */
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Cycle } from '../../domain/cycle.js';

export type CyclePart = Pick<Cycle, 'units' | 'tree'>;

/** As fast as deflate, and half its size. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };
/** No more than this comes out of it, whatever was put in its place: a thousand units with long lists of people. */
const mostBytes = 64 * 1024 * 1024;

/** From JSON. */
export function packedPart(text: string): string {
  return brotliCompressSync(text, quality).toString('base64');
}

export function unpackedPart(packed: string): CyclePart {
  const text = brotliDecompressSync(Buffer.from(packed, 'base64'), { maxOutputLength: mostBytes }).toString('utf8');
  return JSON.parse(text) as CyclePart;
}
