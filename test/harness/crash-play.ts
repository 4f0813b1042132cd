/**
 * Plays a scene with a bot that dies wherever it has not died yet, is started again each time, and is told again what nobody answered. The
 * platform shows it once more what it may have missed, people wait for a while and repeat themselves, the clerk says of each message in doubt
 * whether it came.
 */
import { Redis } from 'ioredis';
import type { Mortal } from './mortal.js';
import type { TcpRedis } from './tcp-redis.js';
import { Township, type TownshipOptions } from './township.js';

/** What was said to somebody so far, oldest first; `群` is the group. */
export type Heard = (who: string) => readonly string[];

export type Step =
  | { who: string; says: string | ((heard: Heard) => string); inGroup?: true | 'unmentioned' }
  | { who: string; sends: 'photo' | 'file'; bytes: Uint8Array; fileName?: string }
  | { who: string; does: 'sticker' | 'voice' | 'forwarded' }
  | { who: string; recalls: number }
  | { until: string }
  /** Something else that is done to the bot or its surroundings, and again after a crash. */
  | { act: string; run: (town: Township) => unknown };

export interface Scene extends Omit<TownshipOptions, 'redisUrl'> {
  name: string;
  steps: readonly Step[];
}

export interface Message {
  to: string;
  text: string;
}

export interface Played {
  /** What was said while each step was taken. */
  said: Message[][];
  /** Where it died. */
  deaths: string[];
}

/** The lease of a send, and a little more. */
const leaseOver = '121s';
/** A person who gets no answer asks so often. */
const patience = 4;

export async function playWith<T>(
  scene: Scene,
  mortal: Mortal,
  server: TcpRedis,
  { whole, look }: { whole?: Played; look: (town: Township, redis: Redis) => Promise<T> },
): Promise<Played & { found: T }> {
  const redis = new Redis({ port: server.port, host: '127.0.0.1' });
  try {
    await redis.flushall();
    const town = await Township.open({ ...scene, redisUrl: `redis://127.0.0.1:${server.port}` });
    try {
      const play = new Play(town, mortal, redis, whole);
      if (whole !== undefined) mortal.arm(() => town.waitNoLonger());
      for (const step of scene.steps) await play.take(step);
      mortal.disarm();
      const wrong = town.logged.filter(({ level }) => level === 'error');
      if (wrong.length > 0) throw new Error(`${scene.name}: ${wrong.map(({ message, facts }) => `${message} ${inspected(facts)}`).join('\n')}`);
      return { said: play.said, deaths: play.deaths, found: await look(town, redis) };
    } finally {
      mortal.disarm();
      await town.close();
    }
  } finally {
    redis.disconnect();
  }
}

class Play {
  readonly said: Message[][] = [];
  readonly deaths: string[] = [];
  readonly #town: Township;
  readonly #mortal: Mortal;
  readonly #redis: Redis;
  readonly #whole: Played | undefined;
  #goodLines = 0;

  constructor(town: Township, mortal: Mortal, redis: Redis, whole: Played | undefined) {
    this.#town = town;
    this.#mortal = mortal;
    this.#redis = redis;
    this.#whole = whole;
  }

  async take(step: Step): Promise<void> {
    const before = this.deaths.length;
    this.said.push([]);
    if ('until' in step) await this.#untilDone(() => this.#town.until(step.until));
    else if ('act' in step) await this.#untilDone(async () => step.run(this.#town));
    else await this.#untilAnswered(step);
    if (this.deaths.length > before) await this.#clearUp();
    this.#listen();
  }

  async #untilDone(work: () => Promise<unknown>): Promise<void> {
    while (!(await this.#survives(work))) await this.#clearUp();
  }

  async #untilAnswered(step: Extract<Step, { who: string }>): Promise<void> {
    const number = this.said.length;
    for (let tries = 0; tries < patience; tries += 1) {
      const id = `said-${number}${tries === 0 ? '' : `.${tries}`}`;
      let well = await this.#survives(() => speak(this.#town, step, id, (who) => this.#heard(who)));
      if (well && tries === 0) return;
      while (!well) well = await this.#survives(() => this.#town.again(id));
      this.#listen();
      await this.#clearUp();
      if (this.#isAnswered(number)) return;
    }
  }

  /** Everything that was said to this step when nobody died has been said. */
  #isAnswered(number: number): boolean {
    const expected = this.#whole?.said[number - 1] ?? [];
    const heard = this.said[number - 1] ?? [];
    return expected.every(({ to, text }) => heard.some((one) => one.to === to && plainText(one.text).includes(plainText(text))));
  }

  #heard(who: string): string[] {
    this.#listen();
    return this.said.flat().flatMap(({ to, text }) => (to === who ? [text] : []));
  }

  #listen(): void {
    for (const [to, texts] of this.#town.takeEverything()) for (const t of texts) process.stderr.write(`   ${to} ${t.slice(0, 40).replaceAll('\n', ' ')}\n`), this.said.at(-1)?.push({to, text: t});
    for (const [to, texts] of this.#town.takeEverything()) this.said.at(-1)?.push(...texts.map((text) => ({ to, text })));
  }

  /** False: the bot died of it; another one is there by now. */
  async #survives(work: () => Promise<unknown>): Promise<boolean> {
    try {
      await work();
    } catch (error) {
      if (!this.#mortal.isDead) throw error;
    }
    if (!this.#mortal.isDead) {
      this.#goodLines = this.#town.logged.length;
      return true;
    }
    while (this.#mortal.isDead) await this.#startAnother();
    return false;
  }

  async #startAnother(): Promise<void> {
    this.deaths.push(this.#mortal.diedAt ?? '');
    process.stderr.write(`${(performance.now()/1000).toFixed(1)} ${new Date(this.#town.now()+8*3600e3).toISOString()} ${this.#mortal.diedAt}\n`);
    await this.#town.stop();
    this.#town.logged.length = this.#goodLines;
    // Its lease on the account runs out.
    await this.#redis.del('zrt:{qingshan}:courier');
    try {
      await this.#town.start();
    } catch (error) {
      if (!this.#mortal.isDead) throw error;
    }
  }

  /** Time goes on until nothing is in doubt any more. */
  async #clearUp(): Promise<void> {
    while (await this.#isInDoubt()) {
      await this.#survives(async () => {
        if ((await this.#redis.zcard('zrt:{qingshan}:sending')) > 0) await this.#town.pass(leaseOver);
        for (const { id, no } of await this.#mortal.stores.outbox.open('unknown', 50)) {
          this.#listen();
          await this.#town.says('何晓燕', `${this.#mortal.delivered.has(id) ? '已到' : '再发'} ${no}`);
          this.#town.takeAll(/^\d+(?:已再发|记为已到)/u);
          await this.#town.pass('1s');
        }
      });
    }
  }

  async #isInDoubt(): Promise<boolean> {
    const [sending, unknown] = await Promise.all(['sending', 'unknown'].map((key) => this.#redis.zcard(`zrt:{qingshan}:${key}`)));
    return (sending ?? 0) + (unknown ?? 0) > 0;
  }
}

/** Without what belongs to one sending: the receipt's number. */
export function plainText(text: string): string {
  return text.replaceAll(/回执 \d+/gu, '回执');
}

async function speak(town: Township, step: Extract<Step, { who: string }>, id: string, heard: Heard): Promise<unknown> {
  const from = town.account(step.who);
  if ('recalls' in step) return town.does((hub) => hub.recall(`said-${step.recalls}`));
  if ('does' in step) return town.does((hub) => hub[step.does]({ from, id }));
  if ('sends' in step) return town.does((hub) => hub[step.sends]({ from, id, bytes: step.bytes, fileName: step.fileName ?? `attached.${step.sends}` }));
  const text = typeof step.says === 'string' ? step.says : step.says(heard);
  if (step.inGroup === undefined) return town.says(step.who, text, { id });
  return town.does((hub) => hub.say({ from, id, text, room: town.room(), mentionBot: step.inGroup === true }));
}

function inspected(facts: object): string {
  return 'err' in facts && facts.err instanceof Error ? (facts.err.stack ?? '') : JSON.stringify(facts);
}
