import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDraw, commitmentOf, drawFrom, lotText, seedOf, type Disclosure, type Lot } from '../../src/domain/draw.js';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function lotOf(weights: readonly number[], sample: number): Lot {
  return { draw: '2026-09-08', sample, candidates: weights.map((weight, i) => ({ unit: `u${i}`, weight })), excluded: [] };
}

function disclosed(lot: Lot, secret = 'secret', number = '7'): Disclosure {
  return { lot, commitment: commitmentOf(lot, secret, hash), secret, number, drawn: drawFrom(lot, seedOf(secret, number, hash), hash) };
}

const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 30 });

describe('a draw', () => {
  it('comes out the same whenever it is made again, and is of different units, as many as asked for or all there are', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 40 }), fc.string(), fc.nat(), (given, sample, secret, number) => {
        const lot = lotOf(given, sample);
        const one = disclosed(lot, secret, String(number));
        expect(new Set(one.drawn).size).toBe(Math.min(sample, given.length));
        expect(checkDraw(one, hash)).toBeUndefined();
      }),
    );
  });

  it('is another one for another number and for another secret', () => {
    const lot = lotOf(
      Array.from({ length: 1_000 }, () => 1),
      3,
    );
    const all = [disclosed(lot), disclosed(lot, 'secret', '8'), disclosed(lot, 'other')];
    expect(new Set(all.map(({ drawn }) => drawn.join())).size).toBe(3);
  });

  it('gives each its chance by its weight', () => {
    const lot = lotOf([1, 2, 3], 1);
    const counts: Record<string, number> = {};
    for (let number = 0; number < 6_000; number += 1) {
      const [first = ''] = drawFrom(lot, seedOf('secret', String(number), hash), hash);
      counts[first] = (counts[first] ?? 0) + 1;
    }
    for (const [unit, expected] of [
      ['u0', 1_000],
      ['u1', 2_000],
      ['u2', 3_000],
    ] as const) {
      expect(Math.abs((counts[unit] ?? 0) - expected)).toBeLessThan(200);
    }
  });

  it('takes another hash when the first would favour somebody', () => {
    const values = ['f'.repeat(64), '0'.repeat(63) + '4'];
    const asked: string[] = [];
    const drawn = drawFrom(lotOf([1, 1, 1], 1), 'seed', (text) => {
      asked.push(text);
      return values[asked.length - 1] ?? '0'.repeat(64);
    });
    expect(asked).toEqual(['seed:0:0', 'seed:0:1']);
    expect(drawn).toEqual(['u1']);
  });

  it('is known by its own example, which anybody can compute by hand', () => {
    expect(lotText({ ...lotOf([1, 2], 1), excluded: [{ unit: 'u9', reason: '上月刚查过' }] })).toBe(
      'draw 2026-09-08\nsample 1\nin u0 1\nin u1 2\nout u9 "上月刚查过"',
    );
    expect(seedOf('s', '7', hash)).toBe(hash('s:7'));
  });
});

describe('a disclosure', () => {
  it.each<[string, Partial<Disclosure>, string]>([
    ['whoever may be drawn was changed', { lot: lotOf([1, 1, 2], 1) }, 'lot-changed'],
    ['the secret was changed', { secret: 'another' }, 'secret-changed'],
    ['the number was changed', { number: '8' }, 'drawn-otherwise'],
    ['somebody else is said to have been drawn', { drawn: ['u0', 'u1'] }, 'drawn-otherwise'],
  ])('does not hold when %s', (_what, change, fault) => {
    const lot = lotOf(
      Array.from({ length: 50 }, () => 1),
      2,
    );
    expect(checkDraw({ ...disclosed(lot), ...change }, hash)).toBe(fault);
  });
});
