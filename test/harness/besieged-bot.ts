/** One bot over one home that is killed again and again, with the Redis it keeps, and always started anew. Time is moved from here. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { secondMs, type Instant } from '../../src/domain/time.js';
import type { BotEvent, BotOrder, Saying, SentByBot } from './bot-orders.js';
import { BotGone, BotHindered, BotProcess } from './bot-process.js';

export type Victim = 'bot' | 'redis' | 'both';

const sendMs = 4;
/** Longer than Redis needs to come back, however slow the machine. */
const triesAtMost = 200;

export class BesiegedBot {
  readonly home: string;
  /** Where the bot says what people see of it, in the order in which it did. */
  readonly sent: SentByBot[] = [];
  readonly logged: Extract<BotEvent, { kind: 'log' }>[] = [];
  readonly killed: Record<Victim, number> = { bot: 0, redis: 0, both: 0 };
  onSent: (sent: SentByBot) => void = () => undefined;
  at: Instant;
  readonly #folders: string | undefined;
  #bot: BotProcess | undefined;
  /** Loaded already, so that the next start takes no time. */
  #spare: BotProcess;

  /** `path`: where the bot looks for programs. */
  constructor(home: string, at: Instant, path?: string) {
    this.home = home;
    this.at = at;
    this.#folders = path;
    this.#spare = BotProcess.load(path);
  }

  /** Has an order carried out, by as many bots as it takes. */
  async order(order: BotOrder): Promise<unknown> {
    for (let tries = 1; ; tries += 1) {
      try {
        const bot = this.#bot ?? (await this.#start());
        return await bot.order(order);
      } catch (error) {
        if (!(error instanceof BotGone) && !(error instanceof BotHindered)) throw error;
        if (tries >= triesAtMost) throw new Error(`${order.op} could not be carried out`, { cause: error });
      }
    }
  }

  /** Somebody says something to the bot that runs now; it is lost when that dies first, as by a platform that keeps nothing. */
  async hear(said: Saying): Promise<void> {
    await this.#bot?.order({ op: 'say', said });
  }

  /** Lets time pass until an instant, everything at its time. */
  async until(to: Instant): Promise<void> {
    while (this.at < to) {
      const due = (await this.order({ op: 'next-due' })) as Instant | null;
      const next = due === null ? to : Math.min(Math.max(due, this.at + secondMs), to);
      await this.order({ op: 'tick', to: next });
      // Not before: a bot that starts anew in between has its clock put back, but sees no gap in which nobody was awake.
      this.at = next;
    }
  }

  async kill(victim: Victim): Promise<void> {
    this.killed[victim] += 1;
    if (victim !== 'bot') await this.#killRedis();
    if (victim !== 'redis') await this.#bot?.kill();
  }

  async end(): Promise<void> {
    if (this.#bot !== undefined) await this.order({ op: 'end' });
    await Promise.all([this.#bot?.kill(), this.#spare.kill()]);
  }

  async #start(): Promise<BotProcess> {
    const bot = this.#spare;
    this.#bot = bot;
    this.#spare = BotProcess.load(this.#folders);
    bot.child.once('close', () => {
      if (this.#bot === bot) this.#bot = undefined;
    });
    bot.listen((event) => this.#hear(event));
    await bot.start({ folder: this.home, env: {}, at: this.at, heartbeat: false, sendMs });
    return bot;
  }

  #hear(event: BotEvent): void {
    if (event.kind === 'log') this.logged.push(event);
    if (event.kind !== 'sent') return;
    this.sent.push(event);
    this.onSent(event);
  }

  /** The private Redis; NaN when none has been started since it ended last. */
  async redisPid(): Promise<number> {
    return Number.parseInt(await readFile(join(this.home, 'data', 'redis', 'redis.pid'), 'utf8').catch(() => ''), 10);
  }

  async #killRedis(): Promise<void> {
    const pid = await this.redisPid();
    try {
      if (pid > 0) process.kill(pid, 'SIGKILL');
    } catch (error) {
      // It is dead already, and about to be started again.
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}
