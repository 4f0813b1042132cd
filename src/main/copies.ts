/** Where a backup's copy of Redis lies while it is read: a folder of the home, for one backup at a time. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { claimFolder } from '../adapters/files/claim.js';
import { removeCopy } from '../adapters/redis/snapshot.js';
import { TemporaryError } from '../domain/errors.js';

const folderOf = (home: string): string => join(home, 'data', 'copy');
const claimOf = (home: string): string => join(home, 'data', 'copying');

/** Throws a TemporaryError `backup-running`. */
export async function copying<T>(home: string, work: (folder: string) => Promise<T>): Promise<T> {
  const claim = await claimFolder(claimOf(home));
  if (!claim.ok) throw new TemporaryError('backup-running', `Another backup is being taken by process ${claim.pid}.`);
  try {
    return await work(folderOf(home));
  } finally {
    await claim.release();
  }
}

/** Removes what a backup that was killed has left: it holds what may have been deleted since. */
export async function removeLeftCopy(home: string): Promise<void> {
  const folder = folderOf(home);
  if (!(await stat(folder).then(Boolean, () => false))) return;
  const claim = await claimFolder(claimOf(home));
  if (!claim.ok) return;
  try {
    await removeCopy(folder);
  } finally {
    await claim.release();
  }
}
