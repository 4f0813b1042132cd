/** What work comes to, or `late` when it has not come to anything within the bound; what it comes to afterwards is ignored. */
export function inTime<T>(work: Promise<T>, boundMs: number, late: T): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(late), boundMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
