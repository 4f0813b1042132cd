/** A committee whose key is changed: its Redis, its key file, the processes that work on both, and what must hold afterwards. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { expect } from 'vitest';
import { openKeyFiles } from '../../src/adapters/crypto/key-succession.js';
import { wrappingKeyOf } from '../../src/adapters/crypto/wrapping-key.js';
import { openKeyStore } from '../../src/adapters/redis/key-store.js';
import { keysOf } from '../../src/adapters/redis/keys.js';
import { openStores } from '../../src/adapters/redis/stores.js';
import type { Stores } from '../../src/application/ports.js';
import type { Rotation } from '../../src/application/rotate-keys.js';
import type { CycleId } from '../../src/domain/cycle.js';
import { openKeys, type OpenKeys } from '../../src/main/open-keys.js';
import { movableClock } from './movable-clock.js';
import { recordingLog } from './recording-log.js';
import { startTestRedis, type TestRedis } from './redis.js';
import { auditTrail, body, openCycle, reply, start } from './stores.js';

export const committee = 'qingshan';

/** One that works on the committee, with what it keeps in memory. */
export interface Process {
  keys: OpenKeys;
  stores: Stores;
}

/** The key file's bytes, and every data key as it was wrapped with it. */
export interface Before {
  key: Buffer;
  wrapped: string[];
}

export class KeyHouse {
  readonly log = recordingLog();
  readonly client: Redis;
  #home = '';

  private constructor(readonly redis: TestRedis) {
    this.client = redis.client();
  }

  static async open(): Promise<KeyHouse> {
    return new KeyHouse(await startTestRedis({ appendOnly: true }));
  }

  /** A home without a key, and nothing stored. */
  async furnish(): Promise<void> {
    await this.redis.flush();
    this.#home = await mkdtemp(join(tmpdir(), 'zrt-rotation-'));
    this.log.entries.length = 0;
  }

  clear(): Promise<void> {
    return rm(this.#home, { recursive: true, force: true });
  }

  get home(): string {
    return this.#home;
  }

  get keyFile(): string {
    return join(this.#home, 'data', 'key');
  }

  async start(use: 'bot' | 'command' = 'bot', home = this.#home, env: NodeJS.ProcessEnv = {}): Promise<Process> {
    const { client, log, redis } = this;
    const keys = await openKeys({ home, env, clock: movableClock(start), log, use, committee }, { client, folder: redis.folder });
    return { keys, stores: openStores(client, { committee, vault: keys.vault }) };
  }

  /** A bot with an answer in the cycle `c1`. */
  async begun(): Promise<{ bot: Process; before: Before }> {
    const bot = await this.start();
    await answerIn(bot, 'c1');
    return { bot, before: { key: await readFile(this.keyFile), wrapped: await this.wrapped() } };
  }

  async rotation(keyFile = this.keyFile): Promise<Rotation> {
    return { files: await openKeyFiles(keyFile), store: openKeyStore(this.client, { committee, folder: this.redis.folder }) };
  }

  async wrapped(): Promise<string[]> {
    return Object.values(await this.client.hgetall(keysOf(committee).dataKeys));
  }

  /** What must hold once a change of the key is complete, however it came to that. */
  async isChanged(before: Before): Promise<void> {
    const key = await readFile(this.keyFile);
    const now = wrappingKeyOf(key);
    expect(key.equals(before.key)).toBe(false);
    expect(await this.client.get(keysOf(committee).keyPrint)).toBe(now.print);
    expect((await readdir(join(this.#home, 'data'))).filter((name) => name.startsWith('key.'))).toEqual([]);
    for (const wrapped of await this.wrapped()) expect(now.unwrap(wrapped)).toHaveLength(32);
    await this.isGone(before);
    const entries = (await auditTrail(this.client)).filter(({ act }) => act === 'keys-rotated');
    expect(entries).toEqual([expect.objectContaining({ actor: 'operator', object: now.print })]);
  }

  /** No file of the data folder or of Redis holds the old key, as it is or as text, or anything that it opens. */
  async isGone({ key, wrapped }: Before): Promise<void> {
    for (const folder of [join(this.#home, 'data'), this.redis.folder, join(this.redis.folder, 'appendonlydir')]) {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const content = await readFile(join(folder, entry.name));
        for (const text of [key, key.toString('hex'), key.toString('base64'), ...wrapped])
          expect(content.includes(text), `${entry.name} holds the old key, or what it opens`).toBe(false);
      }
    }
  }
}

/** An answer in a cycle of its own, for which a data key has to be made. */
export async function answerIn({ stores }: Process, cycle: CycleId): Promise<void> {
  expect(await openCycle(stores, { id: cycle })).toBe(true);
  const recorded = await stores.replies.record(reply(`m-${cycle}`, 'a', { cycle, body: body(`answer in ${cycle}`) }), start);
  expect(recorded.kind).toBe('recorded');
}

/** What was answered in these cycles can be read. */
export async function reads({ stores }: Process, ...cycles: CycleId[]): Promise<void> {
  const found = await Promise.all(cycles.map((cycle) => stores.replies.latest(cycle, 'a')));
  expect(found.map((one) => one?.answers)).toEqual(cycles.map((cycle) => body(`answer in ${cycle}`).answers));
}
