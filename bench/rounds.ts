/** Runs measurements by turns, so that what disturbs the machine disturbs all of them alike, and keeps the medians. */

/** One round of something; resolves with how many a second it did. */
export type Round = (round: number) => Promise<number>;

export interface Measured {
  /** Median of how many a second. */
  perSecond: number;
  /** Slowest and fastest round. */
  range: [number, number];
  /** How many a second in each round, in turn. */
  rates: readonly number[];
}

/** Each contender takes part in every round; the first round warms up and does not count. */
export async function inTurns<Name extends string>(contenders: Record<Name, Round>, rounds: number): Promise<Record<Name, Measured>> {
  const names = Object.keys(contenders) as Name[];
  const rates = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const rate = await contenders[name](round);
      if (round > 0) rates.get(name)?.push(rate);
    }
  }
  return Object.fromEntries(names.map((name) => [name, measured(rates.get(name) ?? [])])) as Record<Name, Measured>;
}

function measured(rates: readonly number[]): Measured {
  return { perSecond: median(rates), range: [Math.min(...rates), Math.max(...rates)], rates };
}

/** The median of the ratios of the single rounds: both sides of each were measured one right after the other. */
export function ratioOf(one: Measured, other: Measured): number {
  return median(one.rates.map((rate, i) => rate / (other.rates[i] ?? Number.NaN)));
}

/** With two in the middle, what lies between them. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((one, other) => one - other);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2;
}

/** What only so many in a hundred are above. */
export function percentile(figures: readonly number[], percent: number): number {
  const sorted = figures.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

/** Works through the items with `width` of them under way at any time. Resolves with how many a second were done. */
export async function inFlight<Item>(items: readonly Item[], width: number, work: (item: Item) => Promise<unknown>): Promise<number> {
  const left = items.values();
  const startedAt = performance.now();
  const lane = async (): Promise<void> => {
    for (const item of left) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
  return (items.length * 1000) / (performance.now() - startedAt);
}
