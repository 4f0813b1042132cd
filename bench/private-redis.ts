/** A private Redis as the bot runs it (append-only, flushed to disk with each write), with the stores over it and a bare connection beside them. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { openVault } from '../src/adapters/crypto/vault.js';
import { exclusively } from '../src/adapters/files/home-lock.js';
import { openRedis } from '../src/adapters/redis/connect.js';
import { privatePlace } from '../src/adapters/redis/private-place.js';
import { openStores } from '../src/adapters/redis/stores.js';
import type { Stores } from '../src/application/ports.js';
import { failingLog } from './county.js';

export interface BenchRedis {
  socket: string;
  /** Stores over the connection that the bot would use; each set gathers calls by itself. */
  stores(): Stores;
  /** A plain connection to the same server. */
  bare: Redis;
  /** Microseconds of processor time that this process and Redis have used so far. */
  usedUs(): Promise<{ node: number; redis: number }>;
  usedBytes(): Promise<number>;
  stop(): Promise<void>;
}

export async function openBenchRedis(): Promise<BenchRedis> {
  const home = await mkdtemp(join(tmpdir(), 'zrt-bench-'));
  const redis = await openRedis({ env: {}, home, log: failingLog, exclusively, use: 'bot' });
  const vault = openVault(randomBytes(32));
  const { socket } = await privatePlace(home);
  const bare = new Redis(socket);
  return {
    socket,
    stores: () => openStores(redis.client, { committee: 'bench', vault }),
    bare,
    async usedUs() {
      const info = await bare.info('cpu');
      const { user, system } = process.cpuUsage();
      return { node: user + system, redis: (figureIn(info, 'used_cpu_user') + figureIn(info, 'used_cpu_sys')) * 1e6 };
    },
    usedBytes: async () => figureIn(await bare.info('memory'), 'used_memory'),
    async stop() {
      bare.disconnect();
      await redis.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** Does something on a Redis of its own. */
export async function onBenchRedis<T>(work: (redis: BenchRedis) => Promise<T>): Promise<T> {
  const redis = await openBenchRedis();
  try {
    return await work(redis);
  } finally {
    await redis.stop();
  }
}

/** One figure of what INFO says. */
export function figureIn(info: string, name: string): number {
  return Number(new RegExp(`^${name}:([\\d.]+)`, 'm').exec(info)?.[1]);
}
