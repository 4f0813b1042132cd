/** Calls the receiver of the webhook until it has accepted everything, one after the other, with growing pauses. Holds nobody up. */
import type { Log } from '../../application/ports.js';
import type { Poster } from '../../application/webhook-port.js';
import { callOf, type Receiver } from './call.js';

export interface CallerOptions {
  post: Poster;
  /** As it is set now; undefined: there is none. */
  receiver(): Receiver | undefined;
  /** The oldest that was not accepted. */
  next(): { id: string; document: object } | undefined;
  accepted(id: string): void;
  log: Log;
  timeoutMs: number;
  pauseMs: readonly [first: number, longest: number];
}

export class Caller {
  readonly #options: CallerOptions;
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #woken = false;

  constructor(options: CallerOptions) {
    this.#options = options;
  }

  /** There may be something to tell. */
  wake(): void {
    this.#woken = true;
    this.#running ??= this.#run();
  }

  /** What was not accepted is left for the next start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#woken && !this.#stopping.signal.aborted) {
      this.#woken = false;
      await this.#tellAll();
    }
    this.#running = undefined;
  }

  async #tellAll(): Promise<void> {
    const { post, log, timeoutMs, pauseMs } = this.#options;
    const { signal } = this.#stopping;
    let failures = 0;
    for (;;) {
      const call = this.#options.next();
      const receiver = this.#options.receiver();
      if (call === undefined || receiver === undefined || signal.aborted) return;
      const posted = await post(callOf(receiver, call.document), timeoutMs, signal);
      if (signal.aborted) return;
      if (posted.kind === 'accepted') {
        failures = 0;
        this.#options.accepted(call.id);
        continue;
      }
      // The address may hold a token: it is not logged.
      if (failures === 0) log.warn({ ...posted }, 'the alarm webhook did not accept an alarm; it is sent again');
      failures += 1;
      await this.#pause(Math.min(pauseMs[1], pauseMs[0] * 2 ** Math.min(failures - 1, 30)));
    }
  }

  #pause(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, ms);
      signal.addEventListener('abort', end);
    });
  }
}
