import { describe, expect, it } from 'vitest';
import { boundedId } from '../../src/adapters/wechaty/message-id.js';

describe('a message id', () => {
  it('that is an ordinary one stays as it is', () => {
    for (const id of ['said-1', '7193020474937498234', '3EB0A1B2-c3d4:5@x']) expect(boundedId(id)).toBe(id);
  });

  it('that is too long, empty or has other characters becomes one that is the same each time, and no other’s', () => {
    const odd = ['x'.repeat(129), 'x'.repeat(10_000_000), '', 'a b', 'a\nb', '信'];
    const ids = odd.map(boundedId);
    for (const [index, id] of ids.entries()) {
      expect(id).toMatch(/^long-[0-9a-f]{64}$/u);
      expect(boundedId(odd[index] ?? '')).toBe(id);
    }
    expect(new Set(ids).size).toBe(odd.length);
  });
});
