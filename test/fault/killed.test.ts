import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../src/domain/cycle.js';
import { BesiegedBot } from '../harness/besieged-bot.js';
import { killBots } from '../harness/bot-process.js';
import { sized } from '../harness/fault-sizes.js';
import { Liaisons } from '../harness/liaisons.js';
import { seeded, seedOfRun, tellSeed } from '../harness/seeded.js';
import {
  auditOf,
  doubledAnswers,
  hasArrived,
  lostAnswers,
  skipped,
  startedLines,
  versionsFrom,
  wrongSteps,
} from '../harness/siege-books.js';
import { cycleOf, Siege, timeOf, type SiegePlan } from '../harness/siege.js';
import { removeVillages, villageIds, villagesHome } from '../harness/villages.js';

const minuteMs = 60_000;
const plan = sized<SiegePlan>(
  { villages: villageIds(60), cycles: 2, kills: { bot: 10, redis: 3, both: 1 } },
  { villages: villageIds(1_000), cycles: 50, kills: { bot: 190, redis: 40, both: 10 } },
);

let bot: BesiegedBot;
let home: string;

afterEach(async () => {
  await killBots();
  await removeVillages(home);
});

test('a bot that is killed at any moment, and its Redis with it, loses nothing it receipted, says nothing twice and skips nobody', {
  timeout: sized(2, 120) * minuteMs,
}, async ({ onTestFailed }) => {
  const seed = seedOfRun();
  onTestFailed(() => tellSeed(seed, 'test/fault/killed.test.ts'));
  home = await villagesHome(plan.villages);
  const chance = seeded(seed);
  bot = new BesiegedBot(home, timeOf(0, '08:59'));
  const people = new Liaisons(chance);
  bot.onSent = people.hear;
  const siege = new Siege(bot, people, chance, plan, (notice) => hasArrived(bot.sent, notice));
  const answeredBy = new Map<string, Set<string>>();
  for (let index = 0; index < plan.cycles; index += 1) await siege.passWeek(index);

  const audit = await auditOf(join(home, 'data', 'redis', 'redis.sock'), 'town');
  expect(await lostAnswers(people.receipts, audit, versionsFrom(bot))).toEqual([]);
  expect(wrongSteps(audit)).toEqual([]);
  for (const { act, about } of audit) {
    const [cycle = '', unit = ''] = about.split('/');
    if (act === 'recorded') answeredBy.set(cycle, (answeredBy.get(cycle) ?? new Set()).add(unit));
  }
  const seen = startedLines(bot.sent);
  expect([...seen].filter(([, times]) => times > 1)).toEqual([]);
  for (let index = 0; index < plan.cycles; index += 1) {
    const { id, title } = cycleOf(index);
    expect(skipped(seen, title, plan.villages, answeredBy.get(id) ?? new Set())).toEqual([]);
    const versions = (await bot.order({ op: 'versions', cycle: id, units: plan.villages })) as Reply[][];
    expect(versions.flatMap((ofUnit) => doubledAnswers(ofUnit, people.said))).toEqual([]);
  }
  expect(bot.killed).toEqual(plan.kills);
  expect(people.receipts.length).toBeGreaterThan(plan.villages.length * plan.cycles * 0.5);
  await bot.end();
});

test('a bot that is killed over a send keeps the gap to the next one, as if it had known that it went out', async () => {
  const gapMs = 30_000;
  home = await villagesHome(villageIds(6), undefined, '{ gap: [30s, 30s], perHour: 100, perDay: 400 }');
  bot = new BesiegedBot(home, timeOf(0, '08:59'));
  const over: Promise<void>[] = [];
  bot.onSent = () => {
    if (bot.sent.length === 2 || bot.sent.length === 4) over.push(bot.kill('bot'));
  };
  await bot.until(timeOf(0, '09:05'));
  await Promise.all(over);
  const times = bot.sent.map(({ at }) => at);
  expect(times.length).toBeGreaterThan(5);
  for (const [index, at] of times.slice(1).entries()) expect(at - (times[index] ?? 0)).toBeGreaterThanOrEqual(gapMs);
  await bot.end();
});
