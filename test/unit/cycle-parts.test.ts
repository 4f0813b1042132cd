import { brotliCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { packedPart, unpackedPart } from '../../src/adapters/redis/cycle-parts.js';
import { PermanentError } from '../../src/domain/errors.js';

describe('a part of a cycle’s tree as it is stored', () => {
  it('is what it was, in a fraction of its size', () => {
    const units = Array.from({ length: 500 }, (_, i) => `u${i}`);
    const part = {
      units,
      tree: units.map((id) => ({ id, name: `${id}村`, kind: 'village', supervisors: [{ person: 'wang' }], members: [] })),
    };
    const text = JSON.stringify(part);
    expect(unpackedPart(packedPart(part))).toEqual(part);
    expect(packedPart(part).length).toBeLessThan(text.length / 10);
  });

  it('is refused when it would fill the memory, or is none', () => {
    const bomb = brotliCompressSync(Buffer.alloc(17 * 1024 * 1024, ' ')).toString('base64');
    for (const wrong of [bomb, 'nonsense', '']) expect(() => unpackedPart(wrong), wrong.slice(0, 10)).toThrow(PermanentError);
  });
});
