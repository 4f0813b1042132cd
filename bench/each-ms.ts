/** How long something takes that is asked for again and again. What a garbage collection of this process fell into is told apart. */
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { median, percentile } from './rounds.js';

const times = 2_000;
const warmUps = 200;

interface Took {
  all: number[];
  /** Without those into which a garbage collection fell. */
  undisturbed: number[];
}

/** Asks one after the other, many times. */
export async function eachMs(ask: () => Promise<void>): Promise<Took> {
  const collections: { from: number; to: number }[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) collections.push({ from: startTime, to: startTime + duration });
  });
  observer.observe({ entryTypes: ['gc'] });
  const spans: { from: number; to: number }[] = [];
  for (let i = 0; i < times + warmUps; i += 1) {
    const from = performance.now();
    await ask();
    if (i >= warmUps) spans.push({ from, to: performance.now() });
  }
  // Collections are told a turn later.
  await turn();
  await turn();
  observer.disconnect();
  const ms = ({ from, to }: { from: number; to: number }): number => to - from;
  const undisturbed = spans.filter(({ from, to }) => !collections.some((one) => one.from < to && one.to > from));
  return { all: spans.map(ms), undisturbed: undisturbed.map(ms) };
}

export function told({ all, undisturbed }: Took): string {
  const disturbed = ((all.length - undisturbed.length) * 100) / all.length;
  return [
    `p99 ${percentile(all, 99).toFixed(2)} ms, median ${median(all).toFixed(2)} ms`,
    `a garbage collection fell into ${disturbed.toFixed(1)} % of them, p99 of the others ${percentile(undisturbed, 99).toFixed(2)} ms`,
  ].join('; ');
}
