/** Runs the steps of a tick one by one: one that fails is logged and stops none of the others. Keeps how often each has failed in a row. */
import { isTemporary, TemporaryError } from '../domain/errors.js';
import type { World } from './world.js';

export interface FailingStep {
  step: string;
  /** Ticks in a row. */
  times: number;
  code: string;
}

export interface Steps {
  /** The next tick begins. */
  begin(): void;
  /** Returns what the step failed with; undefined: it did not. */
  run(step: string, work: () => Promise<unknown>): Promise<unknown>;
  /** What the store could not do in this tick; undefined: nothing that it was asked. */
  storeError(): TemporaryError | undefined;
  /** The one that has failed most often in a row; undefined: none failed when it was run last. */
  failing(): FailingStep | undefined;
}

export function createSteps(world: World): Steps {
  let storeError: TemporaryError | undefined;
  const failed = new Map<string, FailingStep>();
  return {
    begin: () => {
      storeError = undefined;
    },
    async run(step, work) {
      try {
        await work();
        failed.delete(step);
        return undefined;
      } catch (error) {
        failed.set(step, { step, times: (failed.get(step)?.times ?? 0) + 1, code: codeOf(error) });
        if (error instanceof TemporaryError && error.code.startsWith('redis-')) storeError ??= error;
        if (isTemporary(error)) world.log.warn({ err: error, what: step }, 'a step of the tick has to wait');
        else world.log.error({ err: error, what: step }, 'a step of the tick failed');
        return error ?? 'rejected';
      }
    },
    storeError: () => storeError,
    failing: () => [...failed.values()].sort((one, other) => other.times - one.times)[0],
  };
}

/** A word for an error that tells nothing of what somebody wrote. */
function codeOf(error: unknown): string {
  if (error instanceof Error) return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  return typeof error;
}
