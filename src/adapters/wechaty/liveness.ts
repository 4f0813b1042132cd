/** Notices a connection that neither fails nor works. */

export interface LivenessOptions {
  /** Asks the puppet for a sign of life, which comes back as an event if the connection is alive. */
  probe(): void;
  onSilent(): void;
  probeMs: number;
  silenceMs: number;
}

/**
 * Asks every `probeMs` and calls `onSilent` once nothing was heard for `silenceMs` and two questions stayed without an answer (so that a
 * process that slept does not blame the connection). A puppet that never gave a heartbeat or an answer is not judged by its silence.
 */
export class Liveness {
  readonly #options: LivenessOptions;
  #timer: NodeJS.Timeout | undefined;
  #heardAt = performance.now();
  #unanswered = 0;
  #judged = false;

  constructor(options: LivenessOptions) {
    this.#options = options;
  }

  start(): void {
    this.#timer = setInterval(() => this.#check(), this.#options.probeMs);
    this.#options.probe();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** A heartbeat or an answer: this puppet can be judged by its silence from now on. */
  beat(): void {
    this.#judged = true;
    this.heard();
  }

  /** Any other event. */
  heard(): void {
    this.#heardAt = performance.now();
    this.#unanswered = 0;
  }

  #check(): void {
    const silent = performance.now() - this.#heardAt >= this.#options.silenceMs;
    if (this.#judged && this.#unanswered >= 2 && silent) {
      this.stop();
      this.#options.onSilent();
      return;
    }
    this.#unanswered += 1;
    this.#options.probe();
  }
}
