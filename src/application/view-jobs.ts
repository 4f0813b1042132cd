/** Long work as its owner sees it, and the office's as the office does; and the way to what came of it. */
import type { ExportSubject } from '../domain/long-work.js';
import { mayFollow, mayHaveDone } from '../domain/pages.js';
import type { Person } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Job, JobFacts, JobState } from './job-port.js';
import { personName, titleOf, unitName } from './words.js';
import type { World } from './world.js';

export interface JobView {
  id: string;
  kind: Job['work']['kind'];
  /** Of an export. `about`: which cycle, circular or unit's report. */
  what: ExportSubject['what'] | null;
  about: string | null;
  by: string;
  mine: boolean;
  at: Instant;
  state: JobState;
  percent: number;
  /** A file to fetch; `until` has passed: it is gone. Of one's own exports alone. */
  file: { title: string; bytes: number; until: Instant; gone: boolean } | null;
  /** Whether the preview of a roster can still be seen, and taken over. */
  preview: boolean;
  facts: JobFacts | null;
  trouble: string | null;
}

/** So many are shown. */
const shown = 50;
const looked = 200;

export async function viewJobs(world: World, person: Person, now: Instant): Promise<JobView[]> {
  const { roster } = world.config();
  const jobs = (await world.stores.jobs.list(looked)).filter((job) => mayFollow(roster, person.id, job));
  return Promise.all(jobs.slice(0, shown).map((job) => viewOf(world, person, job, now)));
}

async function viewOf(world: World, person: Person, job: Job, now: Instant): Promise<JobView> {
  const { id, work, by, at, state, percent, outcome, trouble } = job;
  const mine = by === person.id;
  const file = outcome?.file;
  const gone = file !== undefined && file.until <= now;
  return {
    id,
    kind: work.kind,
    what: work.kind === 'export' ? work.subject.what : null,
    about: work.kind === 'export' ? await aboutWords(world, work.subject) : null,
    by: personName(world, by),
    mine,
    at,
    state,
    percent,
    file: !mine || work.kind !== 'export' || file === undefined ? null : { title: file.title, bytes: file.bytes, until: file.until, gone },
    preview: mine && work.kind === 'roster-check' && file !== undefined && !gone,
    facts: outcome?.facts ?? null,
    trouble: trouble ?? null,
  };
}

async function aboutWords(world: World, subject: ExportSubject): Promise<string | null> {
  switch (subject.what) {
    case 'ledger':
    case 'roster':
      return null;
    case 'circular':
      return String(subject.no);
    case 'cycle':
    case 'report': {
      const cycle = await world.stores.cycles.cycle(subject.cycle);
      const title = cycle === undefined ? subject.cycle : titleOf(world, cycle);
      return subject.what === 'cycle' ? title : `${unitName(world, subject.unit, cycle)} ${title}`;
    }
    default:
      return subject satisfies never;
  }
}

/** One's own; undefined: there is none, it is somebody else's, or one may not have it done any more. */
export async function ownJob(world: World, person: Person, id: string): Promise<Job | undefined> {
  const job = await world.stores.jobs.job(id);
  return job?.by === person.id && mayHaveDone(world.config().roster, person.id, job.work) ? job : undefined;
}

/** Calls it off, or begins it again; false: it is not to be found, or not in a state for it. */
export async function steerJob(world: World, person: Person, id: string, how: 'cancel' | 'retry'): Promise<boolean> {
  const { jobs } = world.stores;
  const job = await jobs.job(id);
  if (job === undefined || !mayFollow(world.config().roster, person.id, job)) return false;
  return how === 'cancel' ? jobs.cancel(id) : jobs.retry(id);
}
