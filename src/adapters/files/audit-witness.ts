/** Keeps the last seal of the audit trail in data/audit-head.json of a home, where putting Redis back to an earlier state does not reach it. */
import { open, readFile, rename, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditWitness } from '../../application/audit-port.js';
import type { Seal } from '../../domain/audit-chain.js';
import { TemporaryError } from '../../domain/errors.js';

const numbers = ['from', 'to', 'at'] as const;
const texts = ['before', 'head', 'steps', 'key', 'signature'] as const;

/**
 * One process writes at a time: the one that holds the home. The file is on disk, with mode 0600, before it takes the place of the one before.
 *
 * Both reject with a TemporaryError `witness-unreachable` when the folder cannot be read or written.
 */
export function auditWitnessIn(home: string): AuditWitness {
  const path = join(home, 'data', 'audit-head.json');
  return {
    async read() {
      const text = await translated(path, () => readFile(path, 'utf8').catch(ignoreAbsence));
      return text === undefined ? undefined : (sealIn(text) ?? 'damaged');
    },
    keep: (seal) => translated(path, () => replace(path, `${JSON.stringify(seal)}\n`)),
  };
}

function sealIn(text: string): Seal | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return isSeal(read) ? read : undefined;
  } catch {
    return undefined;
  }
}

function isSeal(value: unknown): value is Seal {
  if (typeof value !== 'object' || value === null) return false;
  const of = value as Record<string, unknown>;
  return numbers.every((name) => Number.isSafeInteger(of[name])) && texts.every((name) => typeof of[name] === 'string');
}

async function replace(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (cause) {
    await unlink(draft).catch(ignoreAbsence);
    throw cause;
  }
}

function ignoreAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
  return undefined;
}

async function translated<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new TemporaryError('witness-unreachable', `${path} cannot be read or written.`, cause);
  }
}
