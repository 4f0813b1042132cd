/**
 * Everything that may happen to a committee, in any order, over the real stores: after each step every promise of the product is held against
 * what is stored and what went out. `ZERENTIAN_SEED` and `ZERENTIAN_PATH` repeat what fast-check has reported.
 */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sized } from '../harness/fault-sizes.js';
import { Model } from '../harness/model/model.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { seedOfRun } from '../harness/seeded.js';

const sequences = Number(process.env['ZERENTIAN_SEQUENCES'] ?? sized(15, 2_000));
const longest = 110;

let redis: TestRedis;
let model: Model;

beforeAll(async () => {
  redis = await startTestRedis();
  model = await Model.open(redis.socket);
});
afterAll(async () => {
  model.close();
  await redis.stop();
});

test(
  'whatever is said, fails and passes in whatever order, no promise is broken after any step',
  async () => {
    const path = process.env['ZERENTIAN_PATH'];
    const seed = seedOfRun();
    await fc.assert(
      fc.asyncProperty(model.sequences(longest), (sequence) => model.play(sequence)),
      {
        numRuns: sequences,
        seed,
        ...(path === undefined ? {} : { path }),
        endOnFailure: process.env['ZERENTIAN_SHRINK'] === undefined,
      },
    );
    expect(model.played.commands / model.played.sequences).toBeGreaterThanOrEqual(50);
  },
  sized(120_000, 3_600_000),
);
