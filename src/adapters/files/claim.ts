/**
 * A claim on a folder that dies with the process that made it, without any lock of the operating system.
 *
 * Every claimant leaves a file whose name is its process (number and identity), and looks at the others only afterwards: of two at once at
 * least one sees the other. A file of a process that no longer runs may be removed by anyone at any time, since its name can never be made
 * again. Of several undecided ones the least name goes on; it waits for the others to yield or to turn out to have won before it came.
 */
import { mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import { processIdentity } from './process-identity.js';

export type Claim = { ok: true; release(): Promise<void> } | { ok: false; pid: number };

interface Claimant {
  name: string;
  pid: number;
  holds: boolean;
}

const held = '.held';
const lookAgainMs = 10;
/** A claimant that neither yields nor wins in this time is stopped or swapped out; it is taken at its word. */
const undecidedMs = 3_000;

/**
 * Claims a folder for this process; at most one claim exists at any time, a second one by the same process is refused as well.
 *
 * Hazard: processes that do not see each other's numbers (two containers over one folder) do not exclude each other.
 * Throws a PermanentError `data-unwritable`, a TemporaryError `disk-full`.
 */
export async function claimFolder(folder: string): Promise<Claim> {
  const own = `${process.pid}-${(await processIdentity(process.pid)) ?? 'self'}`;
  if (!(await created(folder, own))) return { ok: false, pid: process.pid };
  const withdraw = async (): Promise<void> => {
    await removed(join(folder, own + held));
    await removed(join(folder, own));
  };
  try {
    const winner = await contend(folder, own);
    if (winner !== undefined) {
      await withdraw();
      return { ok: false, pid: winner };
    }
    await created(folder, own + held);
    return { ok: true, release: withdraw };
  } catch (error) {
    await withdraw();
    throw error;
  }
}

/** Returns the process that has the better claim; undefined: it is ours. */
async function contend(folder: string, own: string): Promise<number | undefined> {
  const giveUpAt = Date.now() + undecidedMs;
  for (;;) {
    const others = await livingClaimants(folder, own);
    const better = others.find((other) => other.holds) ?? others.find((other) => other.name < own);
    if (better) return better.pid;
    const undecided = others[0];
    if (!undecided) return undefined;
    if (Date.now() > giveUpAt) return undecided.pid;
    await pause(lookAgainMs);
  }
}

async function livingClaimants(folder: string, own: string): Promise<Claimant[]> {
  const names = await readdir(folder);
  const living: Claimant[] = [];
  for (const name of names) {
    const [, pid, identity] = /^(\d+)-([a-z0-9]+)$/.exec(name) ?? [];
    if (!pid || name === own) continue;
    if ((await processIdentity(Number(pid))) === identity) {
      living.push({ name, pid: Number(pid), holds: names.includes(name + held) });
    } else {
      await removed(join(folder, name + held));
      await removed(join(folder, name));
    }
  }
  return living;
}

async function created(folder: string, name: string): Promise<boolean> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await (await open(join(folder, name), 'wx', 0o600)).close();
    return true;
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    if (code === 'EEXIST') return false;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new TemporaryError('disk-full', `No room is left for ${folder}.`, cause);
    throw new PermanentError('data-unwritable', `The folder ${folder} cannot be written to.`, cause);
  }
}

async function removed(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
