/**
 * Opening a cycle of a whole city at once, against the floor of writing as many fields of one hash with one command. Beside it, what a place for each
 * unit among what is due takes in itself: one variadic ZADD.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
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
    // As in a bot that runs, the units are there long before.
    const city = cycleOf('floor', units);
    const fields = city.units.flatMap((unit) => [unit, '0']);
    const places = city.units.flatMap((unit) => [String(city.openedAt), unit]);
    const [longest, held]: [number[], number[]] = [[], []];
    const usedMs = { floor: noneUsed(), placed: noneUsed(), opened: noneUsed() };
    const noted = async (into: Used, work: () => Promise<unknown>): Promise<number> => {
      const before = await redis.usedUs();
      const startedAt = performance.now();
      await work();
      const rate = perSecond(startedAt);
      const after = await redis.usedUs();
      into.node.push((after.node - before.node) / 1000);
      into.redis.push((after.redis - before.redis) / 1000);
      return rate;
    };
    try {
      const { floor, placed, opened } = await inTurns(
        {
          async floor() {
            const rate = await noted(usedMs.floor, () => redis.bare.call('HSET', ['bench:floor', ...fields]));
            await redis.bare.del('bench:floor');
            return rate;
          },
          async placed() {
            const rate = await noted(usedMs.placed, () => redis.bare.call('ZADD', ['bench:floor', ...places]));
            await redis.bare.del('bench:floor');
            return rate;
          },
          async opened(round) {
            const cycle = { ...city, id: `opening-${round}` };
            const delay = monitorEventLoopDelay({ resolution: 1 });
            delay.enable();
            await redis.bare.call('SLOWLOG', 'RESET');
            await redis.bare.config('SET', 'slowlog-log-slower-than', '1', 'slowlog-max-len', '1000');
            const rate = await noted(usedMs.opened, () => cycles.open(cycle, cycle.openedAt, [], 'bench', () => scopesIn));
            delay.disable();
            held.push(delay.max / 1e6);
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
            `processor time ${used(usedMs.opened)} against ${used(usedMs.floor)}`,
            `one variadic ZADD of the same units, their place in what is due alone: ${milliseconds(placed.perSecond)}, ${used(usedMs.placed)}`,
          ].join('; '),
        },
        {
          work: 'the longest single script of that',
          aim: '≤ 10 ms',
          measured: `${median(longest.slice(1)).toFixed(1)} ms (median of ${rounds} openings)`,
        },
        {
          work: 'the longest that nothing else in the bot gets its turn meanwhile',
          aim: '≤ 50 ms',
          measured: `${median(held.slice(1)).toFixed(0)} ms (median of ${rounds} openings)`,
        },
      ];
    } finally {
      await redis.stop();
    }
  },
};

/** Milliseconds of processor time, round by round. */
interface Used {
  node: number[];
  redis: number[];
}

function noneUsed(): Used {
  return { node: [], redis: [] };
}

/** The first round warms up. */
function used({ node, redis }: Used): string {
  return `Node ${median(node.slice(1)).toFixed(0)} ms, Redis ${median(redis.slice(1)).toFixed(0)} ms`;
}

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
