/**
 * Hostile messages in great numbers, through the whole bot on a real Redis: it goes on working, answers strangers once a day, and neither its memory
 * nor the store's grows with what they say. `ZERENTIAN_SEED` repeats what was drawn.
 */
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sized } from '../harness/fault-sizes.js';
import { hamlet } from '../harness/hamlet.js';
import { hostileStrangers, hostileWord, sendHostile, type Crowd } from '../harness/hostile-messages.js';
import { seeded, seedOfRun, tellSeed } from '../harness/seeded.js';
import { startTcpRedis, type TcpRedis } from '../harness/tcp-redis.js';
import { Township } from '../harness/township.js';

const messages = sized(20_000, 1_000_000);
const strangers = sized(400, 4_000);
const atOnce = 250;
const mebibyte = 1024 * 1024;
/** What a message of somebody known may leave in the store: its claim, an answer, an entry of the trail. */
const storedAtMost = 256;

let server: TcpRedis;
let redis: Redis;
let town: Township;

beforeAll(async () => {
  server = await startTcpRedis();
  redis = new Redis({ port: server.port, host: '127.0.0.1' });
  town = await Township.open({
    at: '2026-08-25 08:59',
    prepare: hamlet,
    others: hostileStrangers(strangers),
    redisUrl: `redis://127.0.0.1:${server.port}`,
  });
});
afterAll(async () => {
  await town.close();
  redis.disconnect();
  await server.stop();
});

test('whatever anybody sends, and however much of it, the bot goes on, keeps to itself and stays small', {
  timeout: sized(120_000, 3 * 3_600_000),
}, async () => {
  const seed = seedOfRun();
  const lot = seeded(seed);
  const { hub } = town.world;
  const crowd: Crowd = {
    people: ['张建国', '王志强', '李德明', '马春生', '吴永贵'].map((who) => town.account(who)),
    strangers: hostileStrangers(strangers).map(({ id }) => id),
    room: town.room(),
  };
  const told = new Map<string, number>();
  const inGroup: string[] = [];
  hub.onSent(({ to, text }) => {
    told.set(to.id, (told.get(to.id) ?? 0) + 1);
    if (to.kind === 'room') inGroup.push(text);
  });
  let before: { heap: number; store: number } | undefined;
  try {
    await town.until('2026-08-25 09:10');
    for (let sent = 0; sent < messages; sent += atOnce) {
      for (let n = sent; n < sent + atOnce; n += 1) sendHostile(hub, crowd, lot, n);
      // Whoever comes after them is heard after them.
      await town.does((world, id) => world.sticker({ from: town.account('周正平'), id: `calm-${id}` }));
      await town.bot.idle();
      town.takeEverything();
      // The world itself remembers its last messages, and the bot is warm.
      if (before === undefined && sent >= messages / 4) before = { heap: heapUsed(), store: await storeUsed() };
      if (sent % (atOnce * 8) === 0) await town.pass('10s');
    }
    await town.says('赵小梅', '1是 2 3次 3无');
    // Somebody of the unit may have used up what can be changed of its answer: then that is said.
    town.expects('赵小梅', /^(?:收到，东村8月自查记下了[^]*回执 \d+|东村8月自查改了太多次)/u);
    expect(heapUsed() - (before?.heap ?? 0)).toBeLessThan(100 * mebibyte);
    expect((await storeUsed()) - (before?.store ?? 0)).toBeLessThan(messages * storedAtMost);
    const keys = await allKeys();
    expect(keys.filter((key) => !key.startsWith('zrt:{qingshan}:') || key.includes(hostileWord))).toEqual([]);
    for (const { id } of hostileStrangers(strangers)) expect(told.get(id) ?? 0, id.slice(0, 50)).toBeLessThanOrEqual(2);
    expect(inGroup.filter((text) => text.includes(hostileWord))).toEqual([]);
    expect(town.logged.filter((line) => JSON.stringify(line).includes(hostileWord))).toEqual([]);
    expect(town.logged.filter(({ level }) => level === 'error')).toEqual([]);
    // What people say is claimed for forty days; what strangers say leaves a mark a day.
    expect(keys.filter((key) => key.includes(':stranger:')).length).toBeLessThanOrEqual(2 * strangers);
  } catch (error) {
    tellSeed(seed, 'test/fault/hostile.test.ts');
    throw error;
  }
});

/** What is left when nothing is there to be thrown away. */
function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

async function storeUsed(): Promise<number> {
  return Number(/used_memory:(\d+)/u.exec(await redis.info('memory'))?.[1]);
}

async function allKeys(): Promise<string[]> {
  const keys: string[] = [];
  for await (const some of redis.scanStream({ count: 1_000 })) keys.push(...(some as string[]));
  return keys;
}
