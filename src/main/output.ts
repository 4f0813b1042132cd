import type { Watched } from '../application/long-work-port.js';

/** Where a verb's answer goes: stdout carries the answer, stderr all that is said beside it. */
export interface Output {
  /** One JSON document instead of words. */
  json: boolean;
  print: (text: string) => void;
  /** For the person at the keyboard; never part of the answer. */
  tell: (line: string) => void;
  /** Present when somebody looks at a terminal: a line that the next one takes the place of. */
  show?: (line: string) => void;
}

/** How a verb ended when nothing went wrong with it: `refused` means that the answer itself is a no. Exit codes 0 and 1. */
export type Outcome = 'done' | 'refused';

const quietMs = 2_000;
const clearLine = '\r\u001b[K';

/** Prints the answer once: as JSON, or in words. */
export function answer(output: Output, facts: unknown, words: () => string): void {
  output.print(output.json ? JSON.stringify(facts) : words());
}

/** Says what is being waited for, once it has taken two seconds. */
export async function withProgress<T>(output: Output, words: string, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => output.tell(`${words} …`), quietMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

/** Work that tells how far it is, shown to whoever looks at a terminal, and that ends early once it is told to stop: with the signal's reason, which is no failure. */
export async function watched<T>(output: Output, words: string, stopping: AbortSignal, work: (watch: Watched) => Promise<T>): Promise<T> {
  let told = -1;
  const progress = (percent: number): void => {
    const whole = Math.floor(percent);
    if (whole <= told) return;
    told = whole;
    output.show?.(`${clearLine}${words} ${whole} %`);
  };
  try {
    return await work({ signal: stopping, progress });
  } finally {
    if (told >= 0) output.show?.(clearLine);
  }
}
