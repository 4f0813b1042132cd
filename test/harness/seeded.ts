/** Chance that can be had again: the same seed gives the same numbers. */

export interface Seeded {
  /** At least 0, less than 1. */
  next(): number;
  /** A whole number of at least 0 and less than `bound`. */
  below(bound: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

/** `ZERENTIAN_SEED`, or a new one; a test that fails prints it. */
export function seedOfRun(): number {
  const given = process.env['ZERENTIAN_SEED'];
  return given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
}

export function seeded(seed: number): Seeded {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    below,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('there is nothing to pick from');
      return item;
    },
  };
}

/** For a test that fails: how to have the same chances again. */
export function tellSeed(seed: number, file: string): void {
  process.stderr.write(`again with: ZERENTIAN_SEED=${seed} npx vitest run ${file}\n`);
}
