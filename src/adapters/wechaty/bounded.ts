/**
 * Settles as `work` does, or as `late` says once `boundMs` have passed or `giveUp` is aborted. What `work` comes to afterwards is ignored,
 * a rejection included; neither timer nor listener outlives the answer.
 */
export function within<T>(work: Promise<T>, boundMs: number, late: () => T, giveUp?: AbortSignal): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveLate = (): void => {
      try {
        resolve(late());
      } catch (error) {
        reject(error);
      }
    };
    const settle = (): void => {
      clearTimeout(timer);
      giveUp?.removeEventListener('abort', abandon);
    };
    const abandon = (): void => {
      settle();
      giveLate();
    };
    const timer = setTimeout(abandon, boundMs);
    giveUp?.addEventListener('abort', abandon);
    work.then(resolve, reject).finally(settle);
  });
}
