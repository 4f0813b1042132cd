/**
 * The pause before the next attempt after so many failures in a row (from 1): doubles from the first to the second bound, and half of it is
 * drawn by `lot` (0 to 1), so that several bots do not come back at the same moment.
 */
export function backoffMs(failures: number, [firstMs, lastMs]: readonly [number, number], lot: number): number {
  const full = Math.min(lastMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return full / 2 + (full / 2) * lot;
}
