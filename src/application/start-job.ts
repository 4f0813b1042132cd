/** Begins the office's long work from the console: what is sent up is kept sealed, looked at, and taken over once its changes have been seen. */
import { mayHaveDone } from '../domain/pages.js';
import type { LongWork } from '../domain/long-work.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import { keptMs } from './do-long-work.js';
import type { Job } from './job-port.js';
import { ownJob } from './view-jobs.js';
import type { World } from './world.js';

/** `id`: drawn by whoever asks; the same again begins nothing more. */
export type JobWanted = { id: string; kind: 'backup' } | { id: string; kind: 'roster-import'; check: string };

export type Started = { kind: 'started'; job: string } | { kind: 'denied' } | { kind: 'gone' } | { kind: 'too-many' };

/** More than a person waits for. */
const mostOpen = 10;
const looked = 100;

export async function startCheck(
  world: World,
  person: Person,
  { id, bytes }: { id: string; bytes: Uint8Array },
  now: Instant,
): Promise<Started> {
  const operation = `upload/${person.id}/${id}`;
  const upload = world.files.nameOf(operation, 'xlsx');
  const refused = await refusal(world, person, { kind: 'roster-check', upload });
  if (refused !== undefined) return refused;
  await world.stores.jobs.keepFile(upload, now + keptMs);
  await world.files.save(operation, bytes, 'xlsx');
  return added(world, person, `check-${id}`, { kind: 'roster-check', upload }, now);
}

export async function startJob(world: World, person: Person, wanted: JobWanted, now: Instant): Promise<Started> {
  const work = wanted.kind === 'backup' ? ({ kind: 'backup' } as const) : await importOf(world, person, wanted.check);
  if (work === undefined) return { kind: 'gone' };
  return (
    (await refusal(world, person, work)) ??
    added(world, person, `${wanted.kind === 'backup' ? 'backup' : 'import'}-${wanted.id}`, work, now)
  );
}

/** What was looked at, against the roster that it was looked at with. */
async function importOf(world: World, person: Person, check: string): Promise<LongWork | undefined> {
  const job = await ownJob(world, person, check);
  const facts = job?.outcome?.facts;
  if (job?.work.kind !== 'roster-check' || facts?.kind !== 'roster-check' || facts.verdict !== 'changes') return undefined;
  return { kind: 'roster-import', upload: job.work.upload, was: facts.was };
}

async function refusal(world: World, person: Person, work: LongWork): Promise<Started | undefined> {
  if (!mayHaveDone(world.config().roster, person.id, work)) return { kind: 'denied' };
  const isOpen = ({ by, state }: Job): boolean => by === person.id && (state === 'waiting' || state === 'running');
  const open = (await world.stores.jobs.list(looked)).filter(isOpen);
  return open.length >= mostOpen ? { kind: 'too-many' } : undefined;
}

/** An id that is somebody else's already begins nothing. */
async function added({ stores: { jobs } }: World, person: Person, id: string, work: LongWork, now: Instant): Promise<Started> {
  await jobs.add(id, work, person.id, now);
  const job = await jobs.job(id);
  return job === undefined || job.by === person.id ? { kind: 'started', job: id } : { kind: 'gone' };
}
