/**
 * Long work in a queue of BullMQ, under the committee's prefix. Opened with the first use: whoever has no long work pays nothing for it, and it
 * goes by the connection that is there.
 */
import type { Job as Stored, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Job, JobOutcome, JobState, JobStore } from '../../application/job-port.js';
import type { LongWork } from '../../domain/long-work.js';
import type { PersonId } from '../../domain/roster.js';
import { dayMs, secondMs, type Instant } from '../../domain/time.js';
import { ValidationError } from '../../domain/errors.js';
import { guard } from './guard.js';
import type { Keys } from './keys.js';
import type { StoreBase } from './store-base.js';

export const queueName = 'long';

/** `off`: somebody has called it off; whoever takes it up lets go of it again. */
export interface JobData {
  work: LongWork;
  by: PersonId;
  at: Instant;
  round: number;
  off: boolean;
}

export type StoredJob = Stored<JobData, JobOutcome>;

/** Nothing that the queue itself keeps is called so. */
const jobId = /^(?:export|check|import|backup)-[a-z0-9-]{1,80}$/;
/** By the server's clock. Their files have gone long before. */
const keptSeconds = (7 * dayMs) / secondMs;
const keptJobs = 500;
/** What is only out of reach for now is tried again by itself. */
const attempts = 5;
const pauseMs = 5 * secondMs;

export const calledOff = 'cancelled';

const typesOf = {
  running: ['active'],
  waiting: ['waiting', 'delayed', 'prioritized'],
  done: ['completed'],
  failed: ['failed'],
} as const;

export function createJobStore({ client, keys }: Pick<StoreBase, 'client' | 'keys'>): JobStore {
  let opened: Promise<Queue<JobData, JobOutcome>> | undefined;
  const queue = async (): Promise<Queue<JobData, JobOutcome>> => {
    opened ??= openQueue(client, keys);
    opened.catch(() => (opened = undefined));
    return opened;
  };
  const stored = async (id: string): Promise<StoredJob | undefined> => (jobId.test(id) ? (await queue()).getJob(id) : undefined);

  return {
    async add(id, work, by, at) {
      if (!jobId.test(id))
        throw new ValidationError('bad-job-id', `a job's id is export-, check-, import- or backup- and more of a-z, 0-9 and -: ${id}`);
      const data: JobData = { work, by, at, round: 0, off: false };
      const keep = { age: keptSeconds, count: keptJobs };
      const backoff = { type: 'fixed', delay: pauseMs };
      await guard(
        (async () =>
          (await queue()).add(work.kind, data, {
            jobId: id,
            attempts,
            backoff,
            removeOnComplete: keep,
            removeOnFail: keep,
            stackTraceLimit: 0,
          }))(),
      );
    },

    async job(id) {
      return guard(
        (async () => {
          const found = await stored(id);
          return found === undefined ? undefined : jobOf(found, stateOf(await found.getState()));
        })(),
      );
    },

    list: (limit) => guard((async () => listed(await queue(), limit))()),

    cancel: (id) =>
      guard(
        (async () => {
          const found = await stored(id);
          const state = found === undefined ? undefined : jobOf(found, stateOf(await found.getState())).state;
          if (found === undefined || (state !== 'waiting' && state !== 'running')) return false;
          await found.updateData({ ...found.data, off: true });
          // Open pages look again when there is an event, and this makes one.
          await found.updateProgress(percentOf(found));
          return true;
        })(),
      ),

    retry: (id) =>
      guard(
        (async () => {
          const found = await stored(id);
          const state = found === undefined ? undefined : stateOf(await found.getState());
          const isOver = state === 'failed' || (state === 'waiting' && found?.data.off === true);
          if (found === undefined || !isOver) return false;
          await found.updateData({ ...found.data, off: false, round: found.data.round + 1 });
          if (state === 'failed') await retried(found);
          await found.updateProgress(0);
          return true;
        })(),
      ),

    async turn() {
      const [last] = await guard(client.xrevrange(`${keys.jobs}:${queueName}:events`, '+', '-', 'COUNT', 1));
      return last?.[0] ?? '';
    },

    async keepFile(name, until) {
      await guard(client.zadd(keys.jobFiles, until, name));
    },

    filesBefore: (now, limit) => guard(client.zrangebyscore(keys.jobFiles, '-inf', now, 'LIMIT', 0, limit)),

    async forgetFiles(names) {
      if (names.length > 0) await guard(client.zrem(keys.jobFiles, ...names));
    },
  };
}

async function openQueue(client: Redis, keys: Keys): Promise<Queue<JobData, JobOutcome>> {
  const { Queue: Opened } = await import('bullmq');
  const queue = new Opened<JobData, JobOutcome>(queueName, { connection: client, prefix: keys.jobs });
  // The connection tells its own errors, and whoever asks gets theirs.
  queue.on('error', () => undefined);
  return queue;
}

async function listed(queue: Queue<JobData, JobOutcome>, limit: number): Promise<Job[]> {
  const parts = await Promise.all(
    (Object.keys(typesOf) as (keyof typeof typesOf)[]).map(async (state) =>
      (await queue.getJobs([...typesOf[state]], 0, limit - 1)).map((found) => jobOf(found, state)),
    ),
  );
  const newest = new Map(parts.flat().map((job) => [job.id, job]));
  return [...newest.values()].toSorted((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1)).slice(0, limit);
}

/** The command may have been carried out already when its reply was lost. */
async function retried(found: StoredJob): Promise<void> {
  try {
    await found.retry('failed', { resetAttemptsMade: true });
  } catch (error) {
    if ((await found.getState()) === 'failed') throw error;
  }
}

function stateOf(state: string): keyof typeof typesOf {
  for (const [own, types] of Object.entries(typesOf)) if ((types as readonly string[]).includes(state)) return own as keyof typeof typesOf;
  return 'waiting';
}

/** What it says of `failedReason` while it waits for another attempt is not told. */
export function jobOf(found: StoredJob, stands: keyof typeof typesOf): Job {
  const { id = '', data, failedReason, returnvalue } = found;
  const { work, by, at, round, off } = data;
  const isOff = (stands === 'waiting' && off) || (stands === 'failed' && failedReason === calledOff);
  const state: JobState = isOff ? 'cancelled' : stands;
  const base = { id, work, by, at, state, round, percent: state === 'done' ? 100 : percentOf(found), tries: found.attemptsStarted };
  if (state === 'done') return { ...base, outcome: returnvalue };
  return state === 'failed' ? { ...base, trouble: troubleOf(failedReason) } : base;
}

function percentOf({ progress }: StoredJob): number {
  return typeof progress === 'number' ? progress : 0;
}

/** The library's own reasons are sentences. */
function troubleOf(reason: string): string {
  return /^[a-z-]{1,50}$/.test(reason) ? reason : 'unexpected';
}
