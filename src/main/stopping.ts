/** Waiting that a signal to stop cuts short. */

/** Resolves when it is time to stop. */
export function untilStopped(stopping: AbortSignal): Promise<void> {
  return new Promise((settle) => {
    if (stopping.aborted) settle();
    else stopping.addEventListener('abort', () => settle(), { once: true });
  });
}

/** Settles as `work` does; rejects with the signal's reason when that comes first. What `work` comes to afterwards is ignored. */
export function unlessStopped<T>(work: Promise<T>, stopping: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = (): void => reject(stopping.reason);
    if (stopping.aborted) giveUp();
    else stopping.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).finally(() => stopping.removeEventListener('abort', giveUp));
  });
}

/** Waits for the end of `work`, but not longer than `boundMs`. */
export function bounded(work: Promise<void>, boundMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, boundMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
