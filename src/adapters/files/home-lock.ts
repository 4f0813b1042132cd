/** Keeps two bots from running over one home, and two processes from starting its private Redis at once. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { TemporaryError } from '../../domain/errors.js';
import { claimFolder, type Claim } from './claim.js';

const lookAgainMs = 25;
const patienceMs = 30_000;

/**
 * Claims a home for one bot; of several that start at once one wins. `pid` is the process that has it. A crash leaves nothing to clean up.
 *
 * Throws a PermanentError `data-unwritable` when data/ cannot be written to, a TemporaryError `disk-full`.
 */
export function lockHome(home: string): Promise<Claim> {
  return claimFolder(join(home, 'data', 'lock'));
}

/** Runs `work` while no other process does so for the same folder, waiting up to 30 s. Throws a TemporaryError `busy` after that. */
export async function exclusively<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  for (;;) {
    const claim = await claimFolder(folder);
    if (claim.ok) {
      try {
        return await work();
      } finally {
        await claim.release();
      }
    }
    if (Date.now() > giveUpAt) throw new TemporaryError('busy', `Process ${claim.pid} has kept ${folder} busy for half a minute.`);
    await pause(lookAgainMs * (1 + Math.random()));
  }
}
