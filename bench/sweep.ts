/** Taking what is due: the cost follows what is due, not what exists. */
import { minuteMs, dayMs } from '../src/domain/time.js';
import { cycleOf, scopesIn, type BenchCycle } from './cycle.js';
import { openBenchRedis, type BenchRedis } from './private-redis.js';
import { inTurns, ratioOf, type Measured } from './rounds.js';
import type { Topic } from './topic.js';

const turns = 25;
const due = 1_000;

export const sweep: Topic = {
  name: 'sweep',
  async run() {
    const redis = await openBenchRedis();
    const { cycles } = redis.stores();
    const [few, many] = [cycleOf('few', 10_000), cycleOf('many', 1_000_000)];
    try {
      for (const cycle of [few, many]) await cycles.open(cycle, cycle.openedAt + dayMs, [], 'bench', () => scopesIn);
      let rounds = 0;
      const take = (cycle: BenchCycle, chosen: Chosen) => async () => {
        rounds += 1;
        const now = cycle.openedAt + rounds;
        await makeDue(redis, cycle, chosen(cycle, rounds));
        const startedAt = performance.now();
        const taken = await cycles.takeDue(cycle.id, now, due, minuteMs);
        if (taken.length !== due) throw new Error('not all that was due was taken');
        return 1000 / (performance.now() - startedAt);
      };
      /** The same units put off by one plain command, without any script. */
      const move = (cycle: BenchCycle, chosen: Chosen) => async () => {
        rounds += 1;
        const [units, at] = [chosen(cycle, rounds), cycle.openedAt + 2 * dayMs + rounds];
        const startedAt = performance.now();
        await redis.bare.zadd(dueOf(cycle), ...units.flatMap((unit) => [at, unit]));
        return 1000 / (performance.now() - startedAt);
      };
      const figures = await inTurns(
        {
          few: take(few, scattered),
          many: take(many, scattered),
          fewInRow: take(few, inRow),
          manyInRow: take(many, inRow),
          fewMoved: move(few, scattered),
          manyMoved: move(many, scattered),
        },
        turns,
      );
      const told = (one: Measured, other: Measured): string =>
        `${ratioOf(one, other).toFixed(2)} ×; ${(1000 / other.perSecond).toFixed(2)} ms against ${(1000 / one.perSecond).toFixed(2)} ms`;
      const work = 'take 1,000 due units among 1,000,000, against 1,000 among 10,000';
      return [
        {
          work: `${work}; neighbours, as the steps of a cycle fall due`,
          aim: '≤ 1.3 ×',
          measured: told(figures.fewInRow, figures.manyInRow),
        },
        { work: `${work}; from all over the cycle`, aim: '≤ 1.3 ×', measured: told(figures.few, figures.many) },
        {
          work: 'part of that: one plain ZADD that gives 1,000 members from all over another time',
          aim: 'none: a floor',
          measured: told(figures.fewMoved, figures.manyMoved),
        },
      ];
    } finally {
      await redis.stop();
    }
  },
};

/** Which units are due in a round: others each time. */
type Chosen = (cycle: BenchCycle, round: number) => string[];

const scattered: Chosen = ({ units }, round) => {
  const apart = Math.floor(units.length / due);
  return Array.from({ length: due }, (_, i) => units[i * apart + (round % apart)] ?? '');
};

const inRow: Chosen = ({ units }, round) => {
  const first = (round * due) % units.length;
  return units.slice(first, first + due);
};

function dueOf({ id }: BenchCycle): string {
  return `zrt:{bench}:cycle:${id}:due`;
}

async function makeDue({ bare }: BenchRedis, cycle: BenchCycle, chosen: readonly string[]): Promise<void> {
  const { openedAt } = cycle;
  await bare.zadd(dueOf(cycle), ...chosen.flatMap((unit) => [openedAt, unit]));
}
