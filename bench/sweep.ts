/** Taking what is due: the cost follows what is due, not what exists. */
import { minuteMs, dayMs } from '../src/domain/time.js';
import { cycleOf, scopesIn, type BenchCycle } from './cycle.js';
import { openBenchRedis, type BenchRedis } from './private-redis.js';
import { inTurns, ratioOf } from './rounds.js';
import type { Topic } from './topic.js';

const rounds = 25;
const due = 1_000;

export const sweep: Topic = {
  name: 'sweep',
  async run() {
    const redis = await openBenchRedis();
    const { cycles } = redis.stores();
    const [few, many] = [cycleOf('few', 10_000), cycleOf('many', 1_000_000)];
    try {
      for (const cycle of [few, many]) await cycles.open(cycle, cycle.openedAt + dayMs, [], 'bench', () => scopesIn);
      const take = (cycle: BenchCycle) => async (round: number) => {
        const now = cycle.openedAt + round;
        await makeDue(redis, cycle, round);
        const startedAt = performance.now();
        const taken = await cycles.takeDue(cycle.id, now, due, minuteMs);
        if (taken.length !== due) throw new Error('not all that was due was taken');
        return 1000 / (performance.now() - startedAt);
      };
      const figures = await inTurns({ few: take(few), many: take(many) }, rounds);
      const [fewMs, manyMs] = [1000 / figures.few.perSecond, 1000 / figures.many.perSecond];
      return [
        {
          work: 'take 1,000 due units among 1,000,000, against 1,000 among 10,000',
          aim: '≤ 1.3 ×',
          measured: `${ratioOf(figures.few, figures.many).toFixed(2)} ×; ${manyMs.toFixed(2)} ms against ${fewMs.toFixed(2)} ms`,
        },
      ];
    } finally {
      await redis.stop();
    }
  },
};

/** Others each round, from all over the cycle. */
async function makeDue({ bare }: BenchRedis, { id, units, openedAt }: BenchCycle, round: number): Promise<void> {
  const apart = Math.floor(units.length / due);
  const chosen = Array.from({ length: due }, (_, i) => units[i * apart + (round % apart)] ?? '');
  await bare.zadd(`zrt:{bench}:cycle:${id}:due`, ...chosen.flatMap((unit) => [openedAt, unit]));
}
