/** What tells the program to end: Ctrl-C, SIGTERM, a closed terminal, or a reader of its answers that went away. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** What has not ended by then is left behind, for the next start to find. */
const goodbyeMs = 4_000;

/** Aborts at the first signal; further ones change nothing. The process ends with exit code 0 within 5 s of it, come what may. */
export function listenForSignals(): AbortSignal {
  const stopping = new AbortController();
  const stop = (): void => {
    if (stopping.signal.aborted) return;
    stopping.abort();
    setTimeout(() => process.exit(0), goodbyeMs).unref();
  };
  for (const signal of signals) process.on(signal, stop);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    stop();
  });
  // Nobody reads what would be said about it.
  process.stderr.on('error', () => undefined);
  return stopping.signal;
}
