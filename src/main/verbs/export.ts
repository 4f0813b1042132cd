import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { mayPut, putFile } from '../../adapters/files/new-file.js';
import { cycleWorkbook } from '../../application/export-cycle.js';
import { ledgerWorkbook } from '../../application/export-ledger.js';
import { rosterWorkbook } from '../../application/export-roster.js';
import { noteExport } from '../../application/note-export.js';
import type { ReadOf } from '../../application/note-read.js';
import { everyUnit } from '../../application/reads-port.js';
import type { Facts } from '../../application/messages.js';
import type { Workbook } from '../../application/workbook-port.js';
import { titleOf } from '../../application/words.js';
import { say, type World } from '../../application/world.js';
import { ValidationError } from '../../domain/errors.js';
import { answer, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

export interface ExportOptions {
  out: string;
  /** Replaces a file of that name. */
  force: boolean;
}

/** What an export is about, and how its file is written. `write` gets a path beside the place where the file will be. */
export interface Export {
  what: NonNullable<Facts<'cli-exported'>['what']>;
  /** For the audit trail. */
  object: string;
  reads: readonly ReadOf[];
  title?: string;
  draft?: boolean;
  write: (path: string) => Promise<{ rows?: number; events?: number }>;
}

export function exportLedger(output: Output, options: ExportOptions): Promise<Outcome> {
  return exportInto(output, options, (world) =>
    Promise.resolve({
      what: 'ledger',
      object: 'ledger',
      reads: [{ object: 'ledger', unit: everyUnit }],
      write: (path) => writeWorkbook(path, ledgerWorkbook(world, 'operator', world.clock.now())),
    }),
  );
}

export function exportCycle(output: Output, id: string, options: ExportOptions): Promise<Outcome> {
  return exportInto(output, options, async (world) => {
    const cycle = await world.stores.cycles.cycle(id);
    if (cycle === undefined) throw new ValidationError('no-such-cycle', `no cycle ${id}; zerentian status lists them`);
    return {
      what: 'cycle',
      object: id,
      reads: cycle.expiredAt === undefined ? [{ object: id, unit: everyUnit }] : [],
      title: titleOf(world, cycle),
      write: async (path) => writeWorkbook(path, await cycleWorkbook(world, cycle, 'operator', world.clock.now())),
    };
  });
}

export function exportRoster(output: Output, options: ExportOptions): Promise<Outcome> {
  return exportInto(output, options, (world) =>
    Promise.resolve({
      what: 'roster',
      object: 'roster',
      reads: [],
      write: (path) => writeWorkbook(path, rosterWorkbook(world, world.clock.now())),
    }),
  );
}

/** Refuses before anything is read or noted what could not be put there; the export is on record before the file is. */
export async function exportInto(
  output: Output,
  { out, force }: ExportOptions,
  prepare: (world: World) => Promise<Export>,
): Promise<Outcome> {
  const path = resolve(out);
  const { replaces } = await mayPut(path, { force });
  await withWorld(output, async (world) => {
    const { what, object, reads, title, draft, write } = await prepare(world);
    await noteExport(world, 'operator', { object, reads }, randomUUID(), world.clock.now());
    const counts: { rows?: number; events?: number } = {};
    const { bytes } = await putFile(path, { force }, async (beside) => void Object.assign(counts, await write(beside)));
    const facts = { title: title ?? null, path, rows: counts.rows ?? null, events: counts.events ?? null, draft: draft ?? false };
    answer(output, { what, object, file: path, bytes, ...counts, ...(draft === undefined ? {} : { draft }), replaced: replaces }, () =>
      say(world, 'cli-exported', { ...facts, what, bytes: sizeWords(bytes), replaced: replaces }),
    );
  });
  return 'done';
}

/** The library is large, and loaded for what needs it alone. */
async function writeWorkbook(path: string, workbook: Workbook): Promise<{ rows: number }> {
  const { workbookWriter } = await import('../../adapters/office/workbook-writer.js');
  return workbookWriter.write(path, workbook);
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${Math.ceil(bytes / 1_000_000)} MB`;
}
