import { resolve } from 'node:path';
import { mustBeNew } from '../../adapters/files/backup-file.js';
import { headWords } from '../../application/witnesses.js';
import { say } from '../../application/world.js';
import { backupInto } from '../backups.js';
import { homeFolder } from '../open-home.js';
import { answer, watched, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/**
 * Writes a backup to a new file, as `operator`, beside the running bot or without it. The key file is not in it, and without that nobody can
 * read it. The outcome is `refused`, with the file written, when the audit trail in it does not hold.
 */
export async function backup(output: Output, file: string, stopping: AbortSignal): Promise<Outcome> {
  const path = resolve(file);
  await mustBeNew(path);
  return withWorld(
    output,
    async (world, opened) => {
      const place = { world, opened, home: homeFolder(process.env) };
      const taken = await watched(output, 'backup', stopping, (watch) => backupInto(path, 'operator', place, watch, world.clock.now()));
      const { header, keys, files, bytes, broken } = taken;
      const { id, committee, at, audit, sealed } = header;
      const head = sealed === null ? null : `${sealed.no}:${sealed.hash}`;
      const facts = { file: path, id, committee, at: new Date(at).toISOString(), audit, head, keys, files, bytes, broken: broken ?? null };
      const size = bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${Math.ceil(bytes / 1_000_000)} MB`;
      const shown = sealed === null ? null : headWords(sealed);
      answer(output, facts, () =>
        say(world, 'cli-backup', { path, keys, files, bytes: size, audit, head: shown, broken: broken?.from ?? null }),
      );
      return broken === undefined ? 'done' : 'refused';
    },
    'copying what is stored',
  );
}
