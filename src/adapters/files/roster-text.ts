/** roster.yaml as a text, and its replacement by another one with the old one kept beside it. */
import { constants, copyFile, open, readFile, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PermanentError, TemporaryError } from '../../domain/errors.js';
import { putFile } from './new-file.js';

const name = 'roster.yaml';
const mostKept = 100;

/** Without its byte order mark. Throws a PermanentError `roster-unreadable`. */
export async function readRosterText(home: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(join(home, name)));
  } catch (cause) {
    throw new PermanentError('roster-unreadable', `${join(home, name)} cannot be read.`, cause);
  }
}

/**
 * Puts a new text in its place, whole, with the owner and mode of the old file, which stays beside it as `roster.yaml.bak-<time>`; returns where.
 * `before`: the text that the new one was made of. Throws a TemporaryError `roster-changed` when the file is another meanwhile, a PermanentError
 * `out-unwritable`; the roster is as it was then.
 */
export async function replaceRosterText(
  home: string,
  { before, after, time }: { before: string; after: string; time: string },
): Promise<string> {
  const path = await realpath(join(home, name));
  await mustStillBe(home, before);
  const kept = await keep(path, join(home, `${name}.bak-${time}`));
  await putFile(path, { force: true }, async (beside) => {
    const { mode, uid, gid } = await stat(path);
    const file = await open(beside, 'r+');
    try {
      await file.writeFile(after);
      await file.chmod(mode & 0o777);
      const own = await file.stat();
      if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid);
    } finally {
      await file.close();
    }
    await mustStillBe(home, before);
  });
  return kept;
}

async function mustStillBe(home: string, before: string): Promise<void> {
  if ((await readRosterText(home)) !== before)
    throw new TemporaryError(
      'roster-changed',
      `${join(home, name)} was changed by somebody else just now; it was left as it is. Try again.`,
    );
}

/** Two within a second are told apart by a number. */
async function keep(from: string, to: string): Promise<string> {
  for (let each = 1; each <= mostKept; each += 1) {
    const path = each === 1 ? to : `${to}-${each}`;
    try {
      await copyFile(from, path, constants.COPYFILE_EXCL);
      return path;
    } catch (cause) {
      if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'))
        throw new PermanentError('out-unwritable', `The old roster could not be kept as ${path}; nothing was changed.`, cause);
    }
  }
  throw new PermanentError('out-unwritable', `There are too many old rosters called ${to}; nothing was changed.`);
}
