/** What Redis keeps of a unit, before and after it has answered. What there is besides, the trail and what was said, is told apart. */
import type { Answers } from '../src/domain/question.js';
import { replyOf } from './answers-by-hand.js';
import { cycleOf, scopesIn, type BenchCycle } from './cycle.js';
import { openBenchRedis, type BenchRedis } from './private-redis.js';
import { inFlight } from './rounds.js';
import type { Topic } from './topic.js';

const units = 100_000;
const width = 200;
const prefix = 'zrt:{bench}:';
/** 43 bytes. */
const answers: Answers = { issue: { type: 'text', text: '开会研究过，公章由会计保管。!' } };

export const memory: Topic = {
  name: 'memory',
  async run() {
    const redis = await openBenchRedis();
    const stores = redis.stores();
    const cycle = cycleOf('memory', units);
    try {
      await stores.cycles.open(cycle, cycle.openedAt, [], 'bench', () => scopesIn);
      const pending = await bytesOfUnit(redis, cycle);
      await inFlight(cycle.units, width, async (unit) => {
        await stores.replies.record(replyOf(cycle, unit, answers), cycle.openedAt);
        await stores.outbox.settle([`receipt/${cycle.id}-${unit}`], 'sent', cycle.openedAt, undefined, []);
      });
      const answered = await bytesOfUnit(redis, cycle);
      const trail = (await bytesOf(redis, 'audit')) / units;
      const said = (await bytesOf(redis, `seen:${cycle.id}-u1`)) + (await bytesOf(redis, `notice:receipt/${cycle.id}-u1`));
      const besides = `besides, ${trail.toFixed(0)} B of the audit trail, and for 40 days ${said} B for the message and its receipt`;
      return [
        {
          work: 'Redis memory of a pending unit, its place in the tree included, 100,000 units',
          aim: '≤ 120 B',
          measured: `${pending.toFixed(0)} B`,
        },
        {
          work: 'Redis memory of a unit that has answered with 43 bytes',
          aim: '≤ 300 B',
          measured: `${answered.toFixed(0)} B; ${besides}`,
        },
      ];
    } finally {
      await redis.stop();
    }
  },
};

/** All keys of the cycle together, a unit. */
async function bytesOfUnit(redis: BenchRedis, { id }: BenchCycle): Promise<number> {
  const keys = await redis.bare.keys(`${prefix}cycle:${id}*`);
  const sizes = await Promise.all(keys.map((key) => bytesOf(redis, key.slice(prefix.length))));
  return sizes.reduce((sum, size) => sum + size, 0) / units;
}

async function bytesOf({ bare }: BenchRedis, key: string): Promise<number> {
  return Number(await bare.call('MEMORY', 'USAGE', `${prefix}${key}`, 'SAMPLES', '0'));
}
