/** What a leader asks for again and again: how the units below them stand, and who is still missing. */
import { cycleOf, scopesOfVillage, townsOf } from './cycle.js';
import { eachMs, told } from './each-ms.js';
import { openBenchRedis } from './private-redis.js';
import type { Topic } from './topic.js';

const units = 100_000;
const towns = townsOf(100);
const listed = 50;

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
