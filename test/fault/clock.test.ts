/** The clock of the machine is set: an hour, a day, over the year's end, back and forth by lot. `ZERENTIAN_SEED` repeats what was drawn. */
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClient } from '../../src/adapters/redis/connect.js';
import { acceptClock } from '../../src/application/accept-clock.js';
import { longestGapMs } from '../../src/domain/clock-jump.js';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.js';
import { atFullSize, sized } from '../harness/fault-sizes.js';
import { openHomes, type Homes } from '../harness/model/homes.js';
import { recordingLog } from '../harness/recording-log.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { seeded, seedOfRun, tellSeed, type Seeded } from '../harness/seeded.js';
import { Course } from '../harness/time-course.js';

const courses = sized(2, 84);
/** In `npm test` the same is drawn each time. */
const everyday = 1_592_148_812;
const jumpsEach = 12;

let redis: TestRedis;
let client: Redis;
let homes: Homes;

beforeAll(async () => {
  redis = await startTestRedis();
  client = createClient({ path: redis.socket }, recordingLog());
  homes = await openHomes();
});
afterAll(async () => {
  client.disconnect();
  await redis.stop();
});

const answer = '1是 2 3次 3无';

/** An hour ahead is as far as a clock is believed. */
test.each([
  ['an hour', '2026-08-26 16:30', hourMs],
  ['a day', '2026-08-26 16:30', dayMs],
  ['over the year’s end', '2026-12-31 16:30', 16 * hourMs],
  ['onto 29 February', '2028-02-28 17:00', dayMs],
  ['over the longest holidays', '2026-09-23 16:30', 17 * dayMs],
])(
  'a clock that runs ahead by %s and is put right, then stays there and is put right after all, presses nobody and loses nothing',
  async (_what, at, aheadMs) => {
    const course = await Course.open(client, homes, at);
    await course.does('the round is asked', (town) => town.says('he', '发起 每周自查'));
    await course.passes(hourMs);
    await course.says('zhao', answer);
    const [pressed, started] = [(await course.rungs()).length, course.started()];
    const isDoubted = aheadMs > hourMs;
    await course.jumps(aheadMs);
    await course.passes(10 * minuteMs);
    if (isDoubted) expect([(await course.rungs()).length, course.started()]).toEqual([pressed, started]);
    await course.says('ma', answer);
    await course.putRight();
    await course.passes(minuteMs);
    if (isDoubted) expect(await course.outages()).toEqual([]);
    await course.jumps(aheadMs);
    await course.passes(16 * minuteMs);
    expect((await course.rungs()).slice(pressed)).toEqual([]);
    await course.passes(2 * hourMs);
    await course.putRight();
    await course.says('ma', `改 2 4`);
    await course.comesToRest();
  },
);

test('a clock that is put back while it is doubted, past where it was, is believed again when it is right', async () => {
  const course = await Course.open(client, homes, '2026-08-24 08:30');
  for (const days of [-3, 3, -10]) await course.jumps(days * dayMs);
  await course.putRight();
  await course.passes(20 * minuteMs);
  expect(course.town.main.engine.believesClock()).toBe(true);
  await course.comesToRest();
});

const jumps: readonly ((chance: Seeded) => number)[] = [
  (chance) => (1 + chance.below(60)) * minuteMs,
  (chance) => -(1 + chance.below(60)) * minuteMs,
  () => hourMs,
  () => -hourMs,
  () => dayMs,
  () => -dayMs,
  (chance) => (2 + chance.below(33)) * dayMs,
  (chance) => -(2 + chance.below(33)) * dayMs,
  (chance) => (36 + chance.below(400)) * dayMs,
];
const meanwhile: readonly ((course: Course, chance: Seeded) => Promise<void>)[] = [
  (course, chance) => course.passes((1 + chance.below(40)) * minuteMs),
  (course, chance) => course.passes((1 + chance.below(14)) * hourMs),
  (course, chance) => course.says(chance.pick(['zhao', 'ma', 'gao', 'he']), answer),
  (course) => course.says('zhao', '延期2天，水渠在修'),
  (course) => course.says('wang', '可以'),
  (course) => course.says('li', '已办 1 镇发3号'),
  (course, chance) => course.isDown((1 + chance.below(90)) * minuteMs),
];

async function straying(course: Course, chance: Seeded): Promise<void> {
  for (let jump = 0; jump < jumpsEach; jump += 1) {
    await course.jumps(chance.pick(jumps)(chance));
    await chance.pick(meanwhile)(course, chance);
    if (chance.below(3) === 0) await course.putRight();
  }
  const before = course.town.chat.sent.length;
  await course.putRight();
  await course.passes(hourMs);
  const { engine, stores, world } = course.town.main;
  if (!engine.believesClock()) {
    // It went so far, step by step, that an operator has to say that it is right again.
    expect(Math.abs(course.right - ((await stores.household.lastBeat()) ?? 0)), course.story).toBeGreaterThan(longestGapMs);
    expect(await acceptClock(world, course.now)).toMatchObject({ accepted: true });
    await course.passes(hourMs);
  }
  expect(course.writtenToOften(6, before), course.story).toEqual([]);
  await course.comesToRest();
}

test(
  'wherever the clock is set, back and forth, each round is asked once or called missed, nobody is flooded, and all goes on once it is right',
  async () => {
    const seed = atFullSize || process.env['ZERENTIAN_SEED'] !== undefined ? seedOfRun() : everyday;
    const chance = seeded(seed);
    let played = 0;
    try {
      for (; played < courses; played += 1) {
        const at = chance.pick(['2026-08-24 08:30', '2026-09-18 16:00', '2026-12-30 10:00', '2028-02-27 09:30']);
        await straying(await Course.open(client, homes, at, chance.pick(['free', 'strict'])), chance);
      }
      expect(played).toBe(courses);
    } catch (error) {
      tellSeed(seed, 'test/fault/clock.test.ts');
      throw error;
    }
  },
  sized(120_000, 3_600_000),
);
