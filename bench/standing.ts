/**
 * What a leader asks for again and again: how the units below them stand, and who is still missing. Those into which a garbage collection of this
 * process fell are told apart.
 */
import { PerformanceObserver } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { cycleOf, scopesOfVillage, townsOf } from './cycle.js';
import { openBenchRedis } from './private-redis.js';
import { median, percentile } from './rounds.js';
import type { Topic } from './topic.js';

const units = 100_000;
const towns = townsOf(100);
const listed = 50;
const times = 2_000;
const warmUps = 200;

export const standing: Topic = {
  name: 'standing',
  async run() {
    const redis = await openBenchRedis();
    const { cycles } = redis.stores();
    const cycle = cycleOf('standing', units, towns);
    try {
      await cycles.open(cycle, cycle.openedAt, [], 'bench', (unit) => scopesOfVillage(Number(unit.slice(1)) - 1, towns));
      const status = await eachMs(async () => {
        const counts = await Promise.all(towns.map((town) => cycles.counts(cycle.id, town)));
        if (counts.some(({ pending }) => pending !== units / towns.length)) throw new Error('the counters are wrong');
      });
      const list = await eachMs(async () => {
        const open = await cycles.openUnits(cycle.id, 0, listed);
        const records = await cycles.records(cycle.id, open);
        if (records.size !== listed) throw new Error('units are missing');
      });
      return [
        { work: 'status of each of 100 towns, 100,000 units', aim: 'p99 < 1 ms', measured: told(status) },
        { work: 'list of 50 pending units and how they stand, among 100,000', aim: 'p99 < 1 ms', measured: told(list) },
      ];
    } finally {
      await redis.stop();
    }
  },
};

interface Took {
  all: number[];
  /** Without those into which a garbage collection fell. */
  undisturbed: number[];
}

async function eachMs(ask: () => Promise<void>): Promise<Took> {
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

function told({ all, undisturbed }: Took): string {
  const disturbed = ((all.length - undisturbed.length) * 100) / all.length;
  return [
    `p99 ${percentile(all, 99).toFixed(2)} ms, median ${median(all).toFixed(2)} ms`,
    `a garbage collection fell into ${disturbed.toFixed(1)} % of them, p99 of the others ${percentile(undisturbed, 99).toFixed(2)} ms`,
  ].join('; ');
}
