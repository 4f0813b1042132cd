/** A town whose clock runs like everybody's, over an outside Redis behind a line that can be disturbed: for faults that take real time. */
import { rm } from 'node:fs/promises';
import { expect, vi } from 'vitest';
import { LocalHub } from '../../src/adapters/wechaty/puppets/local/hub.js';
import { resolvePuppet } from '../../src/adapters/wechaty/resolve-puppet.js';
import type { MovableClock } from '../../src/application/fast-forward.js';
import type { Cycle, Reply } from '../../src/domain/cycle.js';
import { minuteMs } from '../../src/domain/time.js';
import { shiftedClock } from '../../src/main/clocks.js';
import { startBot, type Bot } from '../../src/main.js';
import type { SentByBot } from './bot-orders.js';
import { Recorder } from './chat-recorder.js';
import { recordingLog } from './recording-log.js';
import { openRedisLine, type RedisLine } from './redis-line.js';
import { timeOf } from './siege.js';
import { takeTime } from './slow-platform.js';
import { startTcpRedis, type TcpRedis } from './tcp-redis.js';
import { clerk, inMinutes, liaisonOf, villageIds, villagesHome, words } from './villages.js';

export type Heard = SentByBot;

/** Long enough for a lost connection to be noticed meanwhile. */
const sendMs = 60;

export interface LiveTown {
  villages: readonly string[];
  redis: TcpRedis;
  line: RedisLine;
  bot: Bot;
  clock: MovableClock;
  /** All that anybody was sent. */
  heard: Recorder<Heard>;
  /** Nine o'clock: resolves when everybody has their prompt. Reminders go out a minute later. */
  asks: () => Promise<void>;
  /** Calls at each message as it goes out, before the bot knows; returns how to stop it. */
  onSent: (listener: (text: string) => void) => () => void;
  /** A village's liaison writes. */
  says: (village: string, text: string) => void;
  close: () => Promise<void>;
}

/** Opens a town a minute before everybody is asked. */
export async function openLiveTown(count: number): Promise<LiveTown> {
  const villages = villageIds(count);
  const redis = await startTcpRedis('--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction');
  const line = await openRedisLine(redis.port);
  const folder = await villagesHome(villages, inMinutes);
  const clock = shiftedClock(timeOf(0, '08:59'));
  const accounts = [clerk, 'wxid_discipline', 'wxid_secretary', ...villages.flatMap((id) => [liaisonOf(id), `wxid_p_${id}`])];
  const contacts = accounts.map((id) => ({ id, name: id }));
  const hub = new LocalHub({ contacts, rooms: [{ id: '17@chatroom', topic: '工作群', members: accounts }], now: () => clock.now() });
  takeTime(hub, sendMs);
  const heard = new Recorder<Heard>();
  hub.onSent(({ to, text, at }) => heard.push({ to: to.id, text, at }));
  const puppet = await resolvePuppet('local', hub);
  const bot = await startBot({
    folder,
    env: { REDIS_URL: line.url },
    clock,
    log: recordingLog(),
    puppet,
    chatTimes: { backoffMs: [20, 200] },
  });
  return {
    villages,
    redis,
    line,
    bot,
    clock,
    heard,
    async asks() {
      clock.moveTo(timeOf(0, '09:00'));
      await vi.waitFor(() => expect(heard.all.filter(({ text }) => text.startsWith(words.prompt))).toHaveLength(count), {
        timeout: 2 * minuteMs,
        interval: 100,
      });
    },
    onSent: (listener) => hub.onSent(({ text }) => listener(text)),
    says(village, text) {
      hub.say({ from: liaisonOf(village), text });
    },
    async close() {
      line.mend();
      await bot.stop();
      await line.close();
      await redis.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The villages' stored answers, each with all its versions. */
export async function storedIn({ bot, villages }: LiveTown): Promise<Map<string, Reply[]>> {
  const { cycles, replies } = bot.world.stores;
  const [cycle] = await cycles.openCycles();
  if (cycle === undefined) throw new Error('no cycle is open');
  const { id }: Cycle = cycle;
  return new Map(await Promise.all(villages.map(async (unit) => [unit, await replies.versions(id, unit)] as const)));
}
