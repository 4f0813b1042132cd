/** Whether anything grows in the process with the answers that went through it, or in what Redis keeps for its connection. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { replyOf } from './answers-by-hand.js';
import { cycleOf, scopesIn } from './cycle.js';
import { openBenchRedis, type BenchRedis } from './private-redis.js';
import { inFlight, median } from './rounds.js';
import type { Topic } from './topic.js';

const cycles = 100;
const units = 1_000;
const measuredEvery = 5;
const width = 50;
/** Parsed cycles are kept, forty-eight at most: only when there are as many, nothing more may come. */
const warmUps = 49;
/** As the bot does it in passing. */
const notedAtOnce = 200;
const megabyte = 1024 * 1024;

export const soak: Topic = {
  name: 'soak',
  async run() {
    const redis = await openBenchRedis();
    const { cycles: store, replies, outbox } = redis.stores();
    const [heaps, connections]: [number[], number[]] = [[], []];
    try {
      for (let no = 0; no < cycles + warmUps; no += 1) {
        const cycle = cycleOf(`soak-${no}`, units);
        await store.open(cycle, cycle.openedAt, [], 'bench', () => scopesIn);
        const receipts: string[] = [];
        await inFlight(cycle.units, width, async (unit) => {
          const recorded = await replies.record(replyOf(cycle, unit), cycle.openedAt);
          if (recorded.kind === 'recorded') receipts.push(recorded.notice);
          if (receipts.length >= notedAtOnce) await outbox.settle(receipts.splice(0), 'sent', cycle.openedAt, undefined, []);
        });
        await outbox.settle(receipts, 'sent', cycle.openedAt, undefined, []);
        await store.close(cycle.id, cycle.openedAt);
        if (no < warmUps || (no - warmUps + 1) % measuredEvery !== 0) continue;
        heaps.push(heapUsed());
        connections.push(await connectionBytes(redis));
      }
      const [heap, connection] = [grown(heaps), grown(connections)];
      return [
        {
          work: 'a soak of 100,000 answers: heap of this process after a collection, every 5,000',
          aim: 'flat',
          measured: `first half ${(heap.first / megabyte).toFixed(1)} MB, second half ${(heap.second / megabyte).toFixed(1)} MB (medians)`,
        },
        {
          work: 'the same: what Redis keeps for the connection',
          aim: 'flat',
          measured: `first half ${(connection.first / 1024).toFixed(0)} KB, second half ${(connection.second / 1024).toFixed(0)} KB (medians)`,
        },
      ];
    } finally {
      await redis.stop();
    }
  },
};

function grown(figures: readonly number[]): { first: number; second: number } {
  const half = figures.length / 2;
  return { first: median(figures.slice(0, half)), second: median(figures.slice(half)) };
}

function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** Of all connections but the one that asks. */
async function connectionBytes({ bare }: BenchRedis): Promise<number> {
  const lines = String(await bare.client('LIST'))
    .trim()
    .split('\n');
  const own = `id=${String(await bare.client('ID'))} `;
  return lines.filter((line) => !line.startsWith(own)).reduce((sum, line) => sum + Number(/tot-mem=(\d+)/.exec(line)?.[1]), 0);
}
