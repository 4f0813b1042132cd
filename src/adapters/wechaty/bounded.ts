/** An end that comes once; whoever waits for something else meanwhile learns of it. Many may wait at once, and each costs little. */
export class Ending {
  readonly #waiting = new Set<() => void>();
  #hasCome = false;

  get hasCome(): boolean {
    return this.#hasCome;
  }

  come(): void {
    this.#hasCome = true;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const tell of waiting) tell();
  }

  /** Nobody is told who asks after it has come. */
  await(tell: () => void): void {
    this.#waiting.add(tell);
  }

  forget(tell: () => void): void {
    this.#waiting.delete(tell);
  }
}

/**
 * Settles as `work` does, or as `late` says once `boundMs` have passed or `giveUp` has come. What `work` comes to afterwards is ignored,
 * a rejection included; neither timer nor listener outlives the answer.
 */
export function within<T>(work: Promise<T>, boundMs: number, late: () => T, giveUp?: Ending): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const settle = (): void => {
      clearTimeout(timer);
      giveUp?.forget(abandon);
    };
    const abandon = (): void => {
      settle();
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    };
    const timer = setTimeout(abandon, boundMs);
    giveUp?.await(abandon);
    // Before the promise settles, so that nobody who hears of it meets the timer.
    work.finally(settle).then(resolve, reject);
  });
}
