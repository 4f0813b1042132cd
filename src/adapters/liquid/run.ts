/** One rendering by a compiled template. */
export interface Run {
  facts: object;
  /** The loops under way, the outermost first. */
  loops: { item: unknown; index: number; length: number }[];
  /** How many rounds of loops are left. */
  rounds: number;
  /** Something came up that only liquidjs can judge: what was said so far does not count. */
  isOdd: boolean;
}

/** Gives a value of a run: a string, number, boolean or null; an object or list stays where it lies and is looked into with care. */
export interface Evaluate {
  (run: Run): unknown;
  /** The sample of what it gives, where the message has one. */
  sample?: unknown;
  /** It gives `value` in every run. */
  isFixed?: boolean;
  value?: unknown;
}

export function odd<T>(run: Run, instead: T): T {
  run.isOdd = true;
  return instead;
}

/** As Liquid sees it: only false and nothing are not true. */
export function isTrue(value: unknown): boolean {
  return value !== false && value !== null;
}
