/**
 * Carries out long work: whoever asked for it must still be permitted to, it is on record before anything leaves, and what comes of it lies sealed
 * among the files for a day. Begun again after a crash it comes to the same.
 */
import { PermanentError } from '../domain/errors.js';
import type { LongWork } from '../domain/long-work.js';
import { mayHaveDone } from '../domain/pages.js';
import type { Person } from '../domain/roster.js';
import { dayMs, minuteMs, type Instant } from '../domain/time.js';
import { previewOf, type RosterPreview } from './roster-preview.js';
import { readRosterImport } from './import-roster.js';
import { operationOf, type JobFacts, type JobOutcome, type JobRun } from './job-port.js';
import type { LongWorkOffice } from './long-work-port.js';
import { noteExport } from './note-export.js';
import { presentPerson } from './people.js';
import { prepareExport, watchRows, type PreparedExport } from './prepare-export.js';
import type { World } from './world.js';

/** What long work has made or was given is kept so long. */
export const keptMs = dayMs;
/** What has been used may still be needed by a beginning that a crash cut short. */
const usedMs = 10 * minuteMs;

type Work<Kind extends LongWork['kind']> = Extract<LongWork, { kind: Kind }>;

/** Throws a PermanentError or ValidationError whose code says why it cannot be done, a TemporaryError when it may be later, and what the signal was aborted with. */
export async function doLongWork(world: World, office: LongWorkOffice, run: JobRun, now: Instant): Promise<JobOutcome> {
  const { job, signal } = run;
  const { work, by } = job;
  const person = presentPerson(world, by);
  if (person === undefined || !mayHaveDone(world.config().roster, by, work))
    throw new PermanentError('not-permitted', `${by} may not have this done any more.`);
  signal.throwIfAborted();
  switch (work.kind) {
    case 'export':
      return exportFor(world, office, { ...run, person, work }, now);
    case 'roster-check':
      return checkRoster(world, office, run, work, now);
    case 'roster-import':
      return importRoster(world, office, run, work, now);
    case 'backup': {
      const { file, bytes, broken } = await office.backup(by, run, now);
      return { facts: { kind: 'backup', file, bytes, broken: broken?.from ?? null } };
    }
    default:
      return work satisfies never;
  }
}

async function exportFor(
  world: World,
  office: LongWorkOffice,
  run: JobRun & { person: Person; work: Work<'export'> },
  now: Instant,
): Promise<JobOutcome> {
  const prepared = await prepareExport(world, run.person, run.work.subject, now);
  await noteExport(world, run.person, prepared, run.operationId, now);
  const { bytes, rows } = await written(office, prepared, run);
  const extension = prepared.content.kind === 'workbook' ? 'xlsx' : 'docx';
  return { facts: { kind: 'export', rows }, file: await kept(world, run, { bytes, extension, title: prepared.fileName }, now) };
}

async function written(
  office: LongWorkOffice,
  { content }: PreparedExport,
  run: JobRun,
): Promise<{ bytes: Uint8Array; rows: number | null }> {
  if (content.kind === 'workbook') return office.workbook(watchRows(content.workbook, content.expected, run));
  return { bytes: await office.document(content.document), rows: null };
}

/** That it goes again is noted before it is there. */
async function kept(
  { files, stores: { jobs } }: Pick<World, 'files' | 'stores'>,
  { job, signal, operationId }: JobRun,
  { bytes, extension, title }: { bytes: Uint8Array; extension: string; title: string },
  now: Instant,
): Promise<NonNullable<JobOutcome['file']>> {
  signal.throwIfAborted();
  // What an earlier beginning has left may be half as old.
  const operation = `${operationId}/${job.tries}`;
  const until = now + keptMs;
  await jobs.keepFile(files.nameOf(operation, extension), until);
  const name = await files.save(operation, bytes, extension);
  return { name, title, bytes: bytes.length, until };
}

async function checkRoster(
  world: World,
  office: LongWorkOffice,
  run: JobRun,
  { upload }: Work<'roster-check'>,
  now: Instant,
): Promise<JobOutcome> {
  const bytes = await uploaded(world, upload);
  run.progress(10);
  const book = await office.read(bytes);
  if (!book.ok) return { facts: { kind: 'roster-check', verdict: 'unreadable', trouble: book.trouble } };
  run.progress(40);
  run.signal.throwIfAborted();
  const { text, desk } = await office.roster(now);
  const read = await readRosterImport(world, desk, book.sheets);
  run.progress(80);
  const preview = previewOf(world, desk.roster, read);
  const facts = factsOf(preview, world.stores.audit.hash(text));
  const shown = { bytes: new TextEncoder().encode(JSON.stringify(preview)), extension: 'json', title: 'preview.json' };
  return { facts, file: await kept(world, run, shown, now) };
}

function factsOf(preview: RosterPreview, was: string): JobFacts {
  if (preview.kind === 'faulty') return { kind: 'roster-check', verdict: 'faulty', faults: preview.faults.length + preview.more };
  return { kind: 'roster-check', verdict: preview.same ? 'same' : 'changes', was, ...preview.counts };
}

/** The entry comes first: what is in place is on record. Only over the very file that the changes were shown against. */
async function importRoster(
  world: World,
  office: LongWorkOffice,
  run: JobRun,
  { upload, was }: Work<'roster-import'>,
  now: Instant,
): Promise<JobOutcome> {
  const { audit, jobs } = world.stores;
  const book = await office.read(await uploaded(world, upload));
  if (!book.ok) throw new PermanentError('roster-faulty', 'The workbook cannot be read any more.');
  run.progress(30);
  const { text, desk } = await office.roster(now);
  const read = await readRosterImport(world, desk, book.sheets);
  run.progress(70);
  // An earlier beginning, or somebody else, has put the same in place.
  if (read.kind === 'changes' && read.same) return { facts: { kind: 'roster-import', kept: null } };
  if (audit.hash(text) !== was) throw new PermanentError('roster-changed', 'The roster was changed by somebody else meanwhile.');
  if (read.kind === 'refused') throw new PermanentError('roster-faulty', 'The workbook does not fit the files of the home any more.');
  run.signal.throwIfAborted();
  const entry = { at: now, actor: run.job.by, act: 'roster-imported', object: 'roster', digest: audit.hash(read.text) };
  await audit.note(entry, operationOf(run.job));
  const old = await office.replaceRoster(text, read.text, now);
  await jobs.keepFile(upload, now + usedMs);
  return { facts: { kind: 'roster-import', kept: old } };
}

async function uploaded({ files }: Pick<World, 'files'>, name: string): Promise<Uint8Array> {
  const bytes = await files.read(name);
  if (bytes === undefined) throw new PermanentError('upload-gone', 'The workbook is not kept any more.');
  return bytes;
}
