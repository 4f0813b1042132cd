import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { BesiegedBot } from '../harness/besieged-bot.js';
import { killBots } from '../harness/bot-process.js';
import { sized } from '../harness/fault-sizes.js';
import { Liaisons } from '../harness/liaisons.js';
import { seeded, seedOfRun, tellSeed } from '../harness/seeded.js';
import { auditOf, lostAnswers, versionsFrom } from '../harness/siege-books.js';
import { cycleOf, timeOf } from '../harness/siege.js';
import { syncedBytes, traceRedis, type TracedRedis } from '../harness/traced-redis.js';
import { removeVillages, villageIds, villagesHome } from '../harness/villages.js';

const villages = villageIds(60);
const minuteMs = 60_000;

let home: string | undefined;
let redis: TracedRedis | undefined;
let bot: BesiegedBot;
let people: Liaisons;
let seed: number;

async function asked(settings: readonly string[]): Promise<void> {
  seed = seedOfRun();
  home = await villagesHome(villages);
  redis = await traceRedis(settings);
  bot = new BesiegedBot(home, timeOf(0, '08:59'), redis.path);
  people = new Liaisons(seeded(seed));
  bot.onSent = people.hear;
  await bot.until(timeOf(0, '09:05'));
}

afterEach(async () => {
  await killBots();
  await Promise.all([redis?.remove(), home === undefined ? undefined : removeVillages(home)]);
  [home, redis] = [undefined, undefined];
});

/** Everybody answers at once, and the power goes as soon as so many have a receipt. */
async function answerUntilPowerCut(receipts: number): Promise<void> {
  const before = people.receipts.length;
  const dark = new Promise<void>((settle, fail) => {
    bot.onSent = (sent) => {
      people.hear(sent);
      if (people.receipts.length === before + receipts) bot.kill('both').then(settle, fail);
    };
  });
  const said = people.answer(people.asked(cycleOf(0).title)).map((saying) => bot.hear(saying));
  await dark;
  bot.onSent = people.hear;
  await Promise.allSettled(said);
}

async function cutOnce(chance: { below(bound: number): number }): Promise<string[]> {
  await answerUntilPowerCut(1 + chance.below(villages.length / 2));
  const folder = join(bot.home, 'data', 'redis');
  await redis?.cut(folder);
  // What cannot be told to have come from the messages before is of no interest here.
  await bot.until(bot.at + 1_000);
  const audit = await auditOf(join(folder, 'redis.sock'), 'town');
  return lostAnswers(people.receipts, audit, versionsFrom(bot));
}

test('what a trace shows to be on disk is what was written before the last sync that returned, whichever thread made it', () => {
  const lines = [
    '7 write(9</d/a.1.incr.aof>, ""..., 100) = 100',
    '8 fdatasync(9</d/a.1.incr.aof> <unfinished ...>',
    '7 write(9</d/a.1.incr.aof>, ""..., 30) = 30',
    '8 <... fdatasync resumed>)                = 0',
    '7 write(11<socket:[77]>, ""..., 5) = 5',
    '7 fdatasync(9</d/a.1.incr.aof>) = -1 EIO (Input/output error)',
    '7 write(9</d/a.1.incr.aof>, ""..., 9 <unfinished ...>',
    '7 +++ killed by SIGKILL +++',
  ];
  expect(syncedBytes(lines, 'a.1.incr.aof')).toBe(100);
  expect(syncedBytes(lines.slice(0, 4).concat('7 fdatasync(9</d/a.1.incr.aof>) = 0'), 'a.1.incr.aof')).toBe(130);
});

test('a power cut at any moment loses no answer that was receipted', { timeout: sized(1, 40) * minuteMs }, async ({ onTestFailed }) => {
  onTestFailed(() => tellSeed(seed, 'test/fault/power-cut.test.ts'));
  await asked([]);
  const chance = seeded(seed);
  for (let cuts = 0; cuts < sized(5, 50); cuts += 1) expect(await cutOnce(chance)).toEqual([]);
  await bot.end();
});

test('a Redis that syncs once a second would lose answers: the cut is a real one', { timeout: sized(1, 40) * minuteMs }, async () => {
  await asked(['--appendfsync', 'everysec']);
  const chance = seeded(seed);
  let lost: string[] = [];
  for (let cuts = 0; lost.length === 0 && cuts < 20; cuts += 1) lost = await cutOnce(chance);
  expect(lost).not.toEqual([]);
  await bot.end();
});
