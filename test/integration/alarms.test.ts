import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MovableClock } from '../../src/application/fast-forward.js';
import { secondMs } from '../../src/domain/time.js';
import { hamlet } from '../harness/hamlet.js';
import { startTcpRedis, type TcpRedis } from '../harness/tcp-redis.js';
import { Township } from '../harness/township.js';

let redis: TcpRedis;
let town: Township;

beforeAll(async () => {
  redis = await startTcpRedis('--appendonly', 'yes');
  town = await Township.open({ at: '2026-08-25 08:59', prepare: hamlet, redisUrl: `redis://127.0.0.1:${redis.port}` });
});
afterAll(async () => {
  await town.close();
  await redis.stop();
});
beforeEach(() => {
  expect(raised()).toEqual([]);
});

function raised(): string[] {
  return town.bot.world.alarms.raised().map(({ kind }) => kind);
}

/** A tick after so much time, without anything else that a scene does to let it pass. */
async function tickAfter(ms: number): Promise<void> {
  const clock = town.bot.world.clock as MovableClock;
  clock.moveTo(clock.now() + ms);
  await town.bot.engine.tick(clock.now());
}

test('a message whose outcome nobody has dealt with for five minutes calls the operator, until somebody has', async () => {
  town.world.hub.faults.loseNextReply();
  await town.until('2026-08-25 09:04');
  town.takeEverything();
  const [unknown] = await town.bot.world.stores.outbox.open('unknown', 2);
  expect(unknown).toMatchObject({ kind: 'prompt' });
  expect(raised()).toEqual([]);
  await town.until('2026-08-25 09:06');
  expect(town.bot.world.alarms.raised()).toMatchObject([{ kind: 'unknown-message', facts: { count: 1 } }]);
  await town.says('何晓燕', `已到 ${unknown?.no}`);
  await town.until('2026-08-25 09:07');
  town.takeEverything();
});

test('a step that fails five times in a row calls the operator, until it works again', async () => {
  const { cycles } = town.bot.world.stores;
  const openCycles = cycles.openCycles.bind(cycles);
  cycles.openCycles = () => Promise.reject(new TypeError('a fault of ours'));
  for (let tick = 0; tick < 4; tick += 1) await tickAfter(secondMs);
  expect(raised()).toEqual([]);
  await tickAfter(secondMs);
  expect(town.bot.world.alarms.raised()).toMatchObject([{ kind: 'tick-failing', facts: { step: 'look', code: 'TypeError' } }]);
  cycles.openCycles = openCycles;
  await tickAfter(secondMs);
});

test('Redis lost for half a minute calls the operator, by a file that needs no Redis, until it is back', async () => {
  await redis.kill();
  await tickAfter(secondMs);
  expect(raised()).toEqual([]);
  await tickAfter(40 * secondMs);
  expect(raised()).toEqual(['redis-lost']);
  const file = join(town.home, 'data', 'alarms.json');
  await expect
    .poll(async () => JSON.parse(await readFile(file, 'utf8')) as unknown)
    .toMatchObject({
      alarms: [{ kind: 'redis-lost', facts: { code: 'redis-unavailable' } }],
    });
  await redis.restart();
  await expect.poll(() => tickAfter(secondMs).then(raised)).toEqual([]);
});
