import { randomUUID } from 'node:crypto';
import { resolve } from 'node:path';
import { mayPut, putFile } from '../../adapters/files/new-file.js';
import { findUnit } from '../../application/find-cycle.js';
import type { Watched } from '../../application/long-work-port.js';
import type { Facts } from '../../application/messages.js';
import { noteExport } from '../../application/note-export.js';
import { prepareExport, watchRows, type ExportContent, type PreparedExport } from '../../application/prepare-export.js';
import { say, type World } from '../../application/world.js';
import type { ExportSubject } from '../../domain/long-work.js';
import { ValidationError } from '../../domain/errors.js';
import { documentsOf } from '../long-work.js';
import { homeFolder } from '../open-home.js';
import { answer, watched, type Outcome, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

export interface ExportOptions {
  out: string;
  /** Replaces a file of that name. */
  force: boolean;
  /** Once aborted, nothing is written. */
  stopping: AbortSignal;
}

/** What an export is about, and how its file is written. `write` gets a path beside the place where the file will be. */
export interface Export extends Pick<PreparedExport, 'object' | 'reads' | 'title' | 'draft'> {
  what: NonNullable<Facts<'cli-exported'>['what']>;
  write: (path: string, watch: Watched) => Promise<{ rows?: number; events?: number }>;
}

export function exportLedger(output: Output, options: ExportOptions): Promise<Outcome> {
  return exportSubject(output, options, { what: 'ledger' });
}

export function exportCycle(output: Output, id: string, options: ExportOptions): Promise<Outcome> {
  return exportSubject(output, options, { what: 'cycle', cycle: id });
}

export function exportRoster(output: Output, options: ExportOptions): Promise<Outcome> {
  return exportSubject(output, options, { what: 'roster' });
}

/** As it was released, or the draft. */
export function exportCircular(output: Output, typed: string, options: ExportOptions): Promise<Outcome> {
  const no = Number(typed);
  if (!Number.isSafeInteger(no) || no < 1) throw new ValidationError('no-such-circular', `${typed} is no number of a circular.`);
  return exportSubject(output, options, { what: 'circular', no });
}

/** A unit by id or name. */
export function exportReport(output: Output, { cycle, unit }: { cycle: string; unit: string }, options: ExportOptions): Promise<Outcome> {
  return exportInto(output, options, (world) => {
    const found = findUnit(world.config().roster, unit);
    return exportOf(world, { what: 'report', cycle, unit: 'unit' in found ? found.unit.id : unit });
  });
}

function exportSubject(output: Output, options: ExportOptions, subject: ExportSubject): Promise<Outcome> {
  return exportInto(output, options, (world) => exportOf(world, subject));
}

async function exportOf(world: World, subject: ExportSubject): Promise<Export> {
  const { content, ...prepared } = await prepareExport(world, 'operator', subject, world.clock.now());
  return { ...prepared, what: subject.what, write: (path, watch) => writeContent(path, content, watch) };
}

/** Refuses before anything is read or noted what could not be put there; the export is on record before the file is. */
export async function exportInto(
  output: Output,
  { out, force, stopping }: ExportOptions,
  prepare: (world: World) => Promise<Export>,
): Promise<Outcome> {
  const path = resolve(out);
  const { replaces } = await mayPut(path, { force });
  await withWorld(output, async (world) => {
    const { what, object, reads, title, draft, write } = await prepare(world);
    await noteExport(world, 'operator', { object, reads }, randomUUID(), world.clock.now());
    const counts: { rows?: number; events?: number } = {};
    const { bytes } = await watched(output, 'export', stopping, (watch) =>
      putFile(path, { force }, async (beside) => {
        Object.assign(counts, await write(beside, watch));
        stopping.throwIfAborted();
      }),
    );
    const facts = { title: title ?? null, path, rows: counts.rows ?? null, events: counts.events ?? null, draft: draft ?? false };
    answer(output, { what, object, file: path, bytes, ...counts, ...(draft === undefined ? {} : { draft }), replaced: replaces }, () =>
      say(world, 'cli-exported', { ...facts, what, bytes: sizeWords(bytes), replaced: replaces }),
    );
  });
  return 'done';
}

/** The libraries are large, and loaded for what needs them alone. */
async function writeContent(path: string, content: ExportContent, watch: Watched): Promise<{ rows?: number }> {
  if (content.kind === 'workbook') {
    const { workbookWriter } = await import('../../adapters/office/workbook-writer.js');
    return workbookWriter.write(path, watchRows(content.workbook, content.expected, watch));
  }
  await (await documentsOf(homeFolder(process.env))).write(path, content.document);
  return {};
}

function sizeWords(bytes: number): string {
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} KB` : `${Math.ceil(bytes / 1_000_000)} MB`;
}
