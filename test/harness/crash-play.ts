/**
 * Plays a scene with a bot that dies wherever it has not died yet, is started again each time, and is told again what nobody answered. The
 * platform shows it once more what it may have missed, people wait for a while and repeat themselves, the clerk says of each message in doubt
 * whether it came.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ValidationError } from '../../src/domain/errors.js';
import type { Scene, Step } from './crash-scene.js';
import { plainText, speak } from './crash-speech.js';
import type { Mortal } from './mortal.js';
import type { TcpRedis } from './tcp-redis.js';
import { Township } from './township.js';

export interface Message {
  to: string;
  text: string;
}

export interface Played {
  /** What was said while each step was taken. */
  said: Message[][];
  /** Where it died. */
  deaths: string[];
  /** Those of the answers that may be repeated. */
  receipts: string[];
}

/** The lease of a send, and a little more. */
const leaseOver = '121s';
/** So long somebody waits for an answer before they ask again. */
const aWhile = '62s';
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
      const play = new Play(town, mortal, redis, { whole, mend: scene.mend });
      if (whole !== undefined) await play.begin();
      for (const step of scene.steps) await play.take(step);
      const receipts = [...mortal.receipts];
      mortal.disarm();
      const wrong = town.logged.filter(({ level }) => level === 'error');
      if (wrong.length > 0)
        throw new Error(`${scene.name}: ${wrong.map(({ message, facts }) => `${message} ${inspected(facts)}`).join('\n')}`);
      return { said: play.said, deaths: play.deaths, receipts, found: await look(town, redis) };
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
  readonly #mend: Scene['mend'];
  #goodLines = 0;
  /** So many deaths are cleared up after. */
  #clearedDeaths = 0;

  constructor(town: Township, mortal: Mortal, redis: Redis, { whole, mend }: { whole: Played | undefined; mend: Scene['mend'] }) {
    this.#town = town;
    this.#mortal = mortal;
    this.#redis = redis;
    this.#whole = whole;
    this.#mend = mend;
  }

  /** From the next start on, it may die. Nothing is left of the start before: a store that was emptied would be one that was put back. */
  async begin(): Promise<void> {
    await this.#town.stop();
    await this.#redis.flushall();
    await rm(join(this.#town.home, 'data'), { recursive: true, force: true });
    this.#mortal.arm(() => this.#town.waitNoLonger());
    await this.#survives(() => this.#town.start());
  }

  async take(step: Step): Promise<void> {
    this.said.push([]);
    if ('until' in step) await this.#untilDone(() => this.#town.until(step.until));
    else if ('fails' in step) this.#mortal.failNextSend(step.fails);
    else if ('breaks' in step) this.#mortal.breakNext(step.breaks);
    else if ('meanwhile' in step) this.#awaitAnother(step);
    else if ('act' in step) await this.#untilDone(async () => step.run(this.#town, this.#redis));
    else await this.#untilAnswered(step);
    await this.#clearUp();
    this.#listen();
  }

  /** The other process lives on when the bot dies. */
  #awaitAnother({ meanwhile, another }: Extract<Step, { meanwhile: string }>): void {
    const { world } = this.#town.bot;
    this.#mortal.meanwhile(meanwhile, (stores) => another({ ...world, stores, processId: 'another' }));
  }

  async #untilDone(work: () => Promise<unknown>): Promise<void> {
    while (!(await this.#survives(work))) await this.#clearUp();
  }

  async #untilAnswered(step: Extract<Step, { who: string }>): Promise<void> {
    const number = this.said.length;
    const { replies } = this.#mortal;
    for (let tries = 0; tries < patience; tries += 1) {
      const id = `step-${number}${tries === 0 ? '' : `.${tries}`}`;
      const say = (): Promise<unknown> => speak(this.#town, step, id, (who) => this.#heard(who));
      let well = await this.#survives(say);
      if (well && tries === 0) return;
      while (!well) well = await this.#survives('recalls' in step ? say : () => this.#town.again(id));
      const answered = this.#mortal.replies > replies;
      await this.#clearUp();
      this.#listen();
      if (answered || this.#isAnswered(number)) return;
    }
  }

  /** What they were told when nobody died has come, if late. */
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
    this.deaths.push(`${this.said.length} ${this.#mortal.diedAt ?? ''}`);
    await this.#town.stop();
    this.#town.logged.length = this.#goodLines;
    // Its lease on the account runs out.
    await this.#redis.del('zrt:{qingshan}:courier');
    try {
      await this.#town.start();
    } catch (error) {
      // Refused before it lived.
      if (error instanceof ValidationError && this.#mend !== undefined) return this.#mend(this.#town.home);
      if (error instanceof ValidationError || !this.#mortal.isDead) throw error;
    }
  }

  /** Time goes on until nothing is in doubt any more. */
  async #clearUp(): Promise<void> {
    if (!(await this.#isInDoubt()) && this.deaths.length === this.#clearedDeaths) return;
    this.#clearedDeaths = this.deaths.length;
    // A moment in which whatever waited goes out.
    while (!(await this.#survives(() => this.#town.pass(aWhile))) || (await this.#isInDoubt())) {
      await this.#survives(async () => {
        if ((await this.#redis.zcard('zrt:{qingshan}:sending')) > 0) await this.#town.pass(leaseOver);
        for (const { id, no } of await this.#mortal.stores.outbox.open('unknown', 50)) {
          if (this.#mortal.isDead) return;
          this.#listen();
          const word = this.#mortal.delivered.has(id) ? '已到' : '再发';
          await this.#mortal.sparing(() => this.#town.says('何晓燕', `${word} ${no}`));
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

function inspected(facts: object): string {
  return 'err' in facts && facts.err instanceof Error ? (facts.err.stack ?? '') : JSON.stringify(facts);
}
