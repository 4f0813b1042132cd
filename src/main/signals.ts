/** Ctrl-C and SIGTERM. A second one does not wait. */
const impatientExitCode = 130;

/** Resolves at the first signal. */
export function untilSignal(): Promise<void> {
  return new Promise((settle) => {
    let signals = 0;
    const note = (): void => {
      signals += 1;
      if (signals > 1) process.exit(impatientExitCode);
      settle();
    };
    process.on('SIGINT', note);
    process.on('SIGTERM', note);
  });
}
