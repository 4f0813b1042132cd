/** Several bots on one outside Redis, each over its own copy of one home, and the chat they share. The last to log in hears what people write. */
import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { vi } from 'vitest';
import type { Instant } from '../../src/domain/time.js';
import type { BotEvent, Saying, SentByBot } from './bot-orders.js';
import { BotProcess } from './bot-process.js';
import { startTcpRedis, type TcpRedis } from './tcp-redis.js';

const patienceMs = 40_000;
const sendMs = 2;

export interface OneBot {
  name: string;
  process: BotProcess;
  online: boolean;
  /** It has stopped itself, and nobody has let it go on. */
  halted: boolean;
  dead: boolean;
  sent: SentByBot[];
}

export class SeveralBots {
  readonly redis: TcpRedis;
  readonly bots: OneBot[] = [];
  /** What all of them sent, in the order in which it went out. */
  readonly sent: (SentByBot & { by: string })[] = [];
  readonly store: Redis;
  at: Instant = 0;
  readonly #homes: string;
  readonly #home: string;
  readonly #clock: string;

  private constructor(redis: TcpRedis, homes: string, home: string) {
    this.redis = redis;
    this.store = new Redis(redis.port);
    this.#homes = homes;
    this.#home = home;
    this.#clock = join(homes, 'clock');
  }

  static async open(home: string, at: Instant): Promise<SeveralBots> {
    const redis = await startTcpRedis('--appendonly', 'yes', '--appendfsync', 'always', '--maxmemory-policy', 'noeviction');
    const homes = await mkdtemp(join(tmpdir(), 'zrt-several-'));
    const bots = new SeveralBots(redis, homes, home);
    await bots.moveTo(at);
    return bots;
  }

  /** One more, which beats by itself. */
  async start(name: string): Promise<OneBot> {
    const folder = join(this.#homes, name);
    await mkdir(folder);
    await cp(this.#home, folder, { recursive: true });
    const bot: OneBot = { name, process: BotProcess.load(), online: false, halted: false, dead: false, sent: [] };
    bot.process.listen((event) => this.#hear(bot, event));
    this.bots.push(bot);
    const env = { REDIS_URL: `redis://127.0.0.1:${this.redis.port}`, ZERENTIAN_KEY_FILE: join(this.#homes, 'key') };
    await bot.process.start({ folder, env, at: this.at, heartbeat: true, sendMs, clockFile: this.#clock });
    return bot;
  }

  /** Lets time pass for all of them; a gap of over two minutes would count as an outage. */
  async moveTo(to: Instant): Promise<void> {
    this.at = to;
    await writeFile(`${this.#clock}.new`, String(to));
    await rename(`${this.#clock}.new`, this.#clock);
  }

  /** The lease on the account ends as if its time had passed; by Redis' clock, which no test can move. */
  async endLease(): Promise<void> {
    await this.store.del('zrt:{town}:courier');
  }

  /** Whoever is logged in; undefined: nobody at this moment. */
  get courier(): OneBot | undefined {
    return this.running.findLast(({ online }) => online);
  }

  /** Those that neither died nor stopped. */
  get running(): OneBot[] {
    return this.bots.filter(({ halted, dead }) => !halted && !dead);
  }

  async says(said: Saying): Promise<void> {
    await this.courier?.process.order({ op: 'say', said });
    await this.courier?.process.order({ op: 'idle' });
  }

  /** Whoever has stopped goes on. */
  wake(bot: OneBot): void {
    bot.halted = false;
    bot.process.signal('SIGCONT');
  }

  stop(bot: OneBot): void {
    bot.halted = true;
    bot.process.signal('SIGSTOP');
  }

  async kill(bot: OneBot): Promise<void> {
    bot.dead = true;
    bot.online = false;
    await bot.process.kill();
  }

  /** Resolves when somebody hears and sends, and has nothing to do at this moment. */
  async settled(): Promise<void> {
    await until(async () => {
      await Promise.all(this.running.map((bot) => bot.process.order({ op: 'tick', to: this.at })));
      const due = await this.courier?.process.order({ op: 'next-due' });
      return due === null || (typeof due === 'number' && due > this.at);
    }, 'nothing is due');
  }

  async end(): Promise<void> {
    await Promise.all(this.bots.map((bot) => bot.process.kill()));
    this.store.disconnect();
    await this.redis.stop();
    await rm(this.#homes, { recursive: true, force: true });
  }

  #hear(bot: OneBot, event: BotEvent): void {
    if (event.kind === 'state') bot.online = event.state === 'online';
    if (event.kind === 'halted') bot.halted = true;
    if (event.kind !== 'sent') return;
    bot.sent.push(event);
    this.sent.push({ ...event, by: bot.name });
  }
}

/** Waits until something is so. */
export async function until(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
  await vi.waitFor(
    async () => {
      if (!(await isSo())) throw new Error(`not yet: ${what}`);
    },
    { timeout: patienceMs, interval: 20 },
  );
}
