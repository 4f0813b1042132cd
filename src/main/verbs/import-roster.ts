import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import { replaceRosterText } from '../../adapters/files/roster-text.js';
import { readRosterImport, type RosterImport } from '../../application/import-roster.js';
import type { RosterDesk } from '../../application/roster-desk-port.js';
import { importLists } from '../../application/tell-roster-import.js';
import { say } from '../../application/world.js';
import { systemClock } from '../clocks.js';
import { fileMark } from '../file-mark.js';
import { homeFolder, openHome, type Home } from '../open-home.js';
import { rosterNow } from '../roster-files.js';
import { answer, withProgress, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

const faultsShown = 100;

type Changes = Extract<RosterImport, { kind: 'changes' }>;

/**
 * Takes a workbook for roster.yaml, as `operator`. All that is wrong with it is the answer, and the outcome `refused`: nothing is taken then. A bot
 * that runs takes the new roster up by itself. `dryRun`: tells what would change, and needs neither key nor Redis.
 */
export async function importRoster(
  output: Output,
  typed: string,
  { dryRun, stopping }: { dryRun: boolean; stopping: AbortSignal },
): Promise<Outcome> {
  const folder = homeFolder(process.env);
  const home = await openHome(folder, systemClock.now());
  const path = resolve(typed);
  const { workbookReader } = await import('../../adapters/office/workbook-reader.js');
  const book = await workbookReader.read(path);
  if (!book.ok) {
    const { trouble } = book;
    answer(output, { ok: false, file: path, trouble }, () => say(home, 'cli-roster-trouble', { file: path, trouble }));
    return 'refused';
  }
  const { text: before, desk } = await rosterNow(home, systemClock.now());
  const read = await withProgress(output, 'reading the workbook', readRosterImport(home, desk, book.sheets));
  if (read.kind === 'refused') return refuse(output, home, path, read.faults);
  stopping.throwIfAborted();
  const kept = read.same || dryRun ? undefined : await take(output, folder, before, read.text);
  tell(output, home, path, read, desk, kept);
  return 'done';
}

function refuse(output: Output, home: Home, path: string, faults: Extract<RosterImport, { kind: 'refused' }>['faults']): Outcome {
  answer(output, { ok: false, file: path, faults }, () =>
    say(home, 'cli-roster-faults', {
      file: basename(path),
      count: faults.length,
      faults: faults.slice(0, faultsShown),
      more: Math.max(0, faults.length - faultsShown),
    }),
  );
  return 'refused';
}

/** On record before the file is another. Returns where the old one was kept. */
async function take(output: Output, folder: string, before: string, after: string): Promise<string> {
  return withWorld(
    output,
    async (world) => {
      const now = world.clock.now();
      const { timezone } = world.config().settings;
      const note = { at: now, actor: 'operator', act: 'roster-imported', object: 'roster', digest: world.stores.audit.hash(after) };
      await world.stores.audit.note(note, `roster-import/${randomUUID()}`);
      return replaceRosterText(folder, { before, after, time: fileMark(now, timezone) });
    },
    'changing the roster',
  );
}

function tell(output: Output, home: Home, path: string, read: Changes, desk: RosterDesk, kept: string | undefined): void {
  const { changes, same, warnings, ignored } = read;
  const facts = { ok: true, file: path, same, written: kept !== undefined, kept: kept ?? null, changes, warnings, ignored };
  answer(output, facts, () =>
    say(home, 'cli-roster-import', {
      file: basename(path),
      same,
      written: kept !== undefined,
      lists: importLists(home, changes, { before: desk.roster, after: read.roster }),
      warnings,
      ignored,
      kept: kept === undefined ? null : basename(kept),
    }),
  );
}
