/** Bots as processes that can be killed and stopped at any moment. What they sent and logged is known here, whatever becomes of them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { BotEvent, BotOrder, BotStart } from './bot-orders.js';
import { builtBot } from './built-bot.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const running = new Set<BotProcess>();

/** An order that was not carried out because the process had ended. */
export class BotGone extends Error {}

/** An order that the bot could not carry out now, since its store is away. */
export class BotHindered extends Error {}

export class BotProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<void>;
  /** Set by whoever listens; what came before is kept for them. */
  #listener: ((event: BotEvent) => void) | undefined;
  #unheard: BotEvent[] = [];
  readonly #orders = new Map<number, { settle: (result: unknown) => void; fail: (error: Error) => void }>();
  #count = 0;
  #gone = false;
  #errors = '';

  private constructor(path: string | undefined) {
    this.child = spawn(process.execPath, [builtBot()], {
      cwd: root,
      detached: true,
      ...(path === undefined ? {} : { env: { ...process.env, PATH: path } }),
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    });
    running.add(this);
    this.child.stdin?.on('error', () => undefined);
    this.child.stderr?.setEncoding('utf8').on('data', (text: string) => void (this.#errors += text));
    createInterface({ input: this.child.stdio[3] as Readable }).on('line', (line) => this.#hear(JSON.parse(line) as BotEvent));
    this.child.once('close', () => this.#end());
    this.ended = once(this.child, 'close').then(() => undefined);
  }

  /** Loads the program; it does nothing before it gets its first order. `path`: where it looks for other programs. */
  static load(path?: string): BotProcess {
    return new BotProcess(path);
  }

  listen(listener: (event: BotEvent) => void): void {
    this.#listener = listener;
    for (const event of this.#unheard.splice(0)) listener(event);
  }

  start(order: BotStart): Promise<unknown> {
    return this.order({ op: 'start', ...order });
  }

  /** Resolves with the result; rejects with BotGone when the process ends first. */
  order(order: BotOrder): Promise<unknown> {
    if (this.#gone) return Promise.reject(new BotGone(this.#errors));
    const no = (this.#count += 1);
    return new Promise((settle, fail) => {
      this.#orders.set(no, { settle, fail });
      this.child.stdin?.write(`${JSON.stringify({ no, order })}\n`);
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Without a word of warning. Resolves when all that it ever told has been heard. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  #end(): void {
    this.#gone = true;
    running.delete(this);
    for (const { fail } of this.#orders.values()) fail(new BotGone(this.#errors));
    this.#orders.clear();
  }

  #hear(event: BotEvent): void {
    if (event.kind === 'done' || event.kind === 'failed') {
      const order = this.#orders.get(event.no);
      this.#orders.delete(event.no);
      if (event.kind === 'done') order?.settle(event.result);
      else order?.fail(event.temporary ? new BotHindered(event.error) : new Error(event.error));
    } else if (this.#listener === undefined) this.#unheard.push(event);
    else this.#listener(event);
  }
}

/** Kills what a failed test has left. */
export async function killBots(): Promise<void> {
  await Promise.all([...running].map((bot) => bot.kill()));
}
