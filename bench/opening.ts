/** Opening a cycle of a whole city at once, against the floor of writing as many fields of one hash with one command. */
import { cycleOf, scopesIn } from './cycle.js';
import { openBenchRedis } from './private-redis.js';
import { inTurns, median, ratioOf } from './rounds.js';
import type { Topic } from './topic.js';

const rounds = 7;
const units = 100_000;

export const opening: Topic = {
  name: 'opening',
  async run() {
    const redis = await openBenchRedis();
    const { cycles } = redis.stores();
    const fields = cycleOf('floor', units).units.flatMap((unit) => [unit, '0']);
    const longest: number[] = [];
    const usedMs = { floor: [] as number[], opened: [] as number[] };
    const noted = async (into: number[], work: () => Promise<unknown>): Promise<number> => {
      const before = await redis.usedUs();
      const startedAt = performance.now();
      await work();
      const rate = perSecond(startedAt);
      const after = await redis.usedUs();
      into.push((after.node - before.node + after.redis - before.redis) / 1000);
      return rate;
    };
    try {
      const { floor, opened } = await inTurns(
        {
          async floor() {
            const rate = await noted(usedMs.floor, () => redis.bare.call('HSET', ['bench:floor', ...fields]));
            await redis.bare.del('bench:floor');
            return rate;
          },
          async opened(round) {
            const cycle = cycleOf(`opening-${round}`, units);
            await redis.bare.call('SLOWLOG', 'RESET');
            await redis.bare.config('SET', 'slowlog-log-slower-than', '1', 'slowlog-max-len', '1000');
            const rate = await noted(usedMs.opened, () => cycles.open(cycle, cycle.openedAt, [], 'bench', () => scopesIn));
            longest.push(await longestScriptMs(redis.bare));
            return rate;
          },
        },
        rounds,
      );
      return [
        {
          work: 'open a cycle of 100,000 units, against one variadic HSET of as many fields',
          aim: '≤ 1.5 ×',
          measured: [
            `${ratioOf(floor, opened).toFixed(2)} ×; ${milliseconds(opened.perSecond)} against ${milliseconds(floor.perSecond)}`,
            `processor time of both ends ${median(usedMs.opened.slice(1)).toFixed(0)} ms against ${median(usedMs.floor.slice(1)).toFixed(0)} ms`,
          ].join('; '),
        },
        {
          work: 'the longest single script of that',
          aim: '≤ 10 ms',
          measured: `${median(longest).toFixed(1)} ms (median of ${rounds} openings)`,
        },
      ];
    } finally {
      await redis.stop();
    }
  },
};

async function longestScriptMs(bare: { call(command: string, ...args: string[]): Promise<unknown> }): Promise<number> {
  const entries = (await bare.call('SLOWLOG', 'GET', '1000')) as [number, number, number, string[]][];
  const scripts = entries.filter(([, , , [name = '']]) => /^eval/i.test(name));
  return Math.max(...scripts.map(([, , us]) => us)) / 1000;
}

function perSecond(startedAt: number): number {
  return (units * 1000) / (performance.now() - startedAt);
}

function milliseconds(unitsPerSecond: number): string {
  return `${((units * 1000) / unitsPerSecond).toFixed(0)} ms`;
}
