/**
 * Takes long work from the queue, one at a time, and has it carried out. Of several processes one takes each; who dies loses its lock within 10 s, and
 * another begins it again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { operationOf, type JobOutcome, type JobRun } from '../../application/job-port.js';
import type { Log } from '../../application/ports.js';
import { isTemporary } from '../../domain/errors.js';
import { secondMs } from '../../domain/time.js';
import { closeClient } from './connect.js';
import { calledOff, jobOf, queueName, type JobData, type StoredJob } from './job-store.js';
import { keysOf } from './keys.js';

/** Longer than checking a large roster keeps the process busy; who dies is followed by another within this and a look. */
const lockMs = 10 * secondMs;
const lookForLostMs = 2.5 * secondMs;
/** A job is not to blame for the deaths of those who work on it: a township's machine may be switched off each evening. */
const mostDeaths = 1_000;
const lookMs = 0.5 * secondMs;
const goodbyeMs = 0.8 * secondMs;

export interface JobWorker {
  /** What runs is given back to the queue, for whoever is there next. Ends within a second. */
  stop(): Promise<void>;
}

/** `carryOut` rejects with an error whose code is told; one that is temporary is tried again a few times. */
export async function startJobWorker(
  { client, committee, log }: { client: Redis; committee: string; log: Log },
  carryOut: (run: JobRun) => Promise<JobOutcome>,
): Promise<JobWorker> {
  const { Job, Worker, UnrecoverableError, WaitingError } = await import('bullmq');
  // It waits on the server for longer than a command may take.
  const connection = client.duplicate({ maxRetriesPerRequest: null, commandTimeout: undefined, socketTimeout: undefined });
  const stopping = new AbortController();

  const work = async (stored: StoredJob, token?: string): Promise<JobOutcome> => {
    if (stored.data.off) throw new UnrecoverableError(calledOff);
    const called = watchFor(() => Job.fromId<JobData, JobOutcome>(worker, stored.id ?? ''), log);
    const signal = AbortSignal.any([stopping.signal, called.signal]);
    try {
      const job = jobOf(stored, 'running');
      return await carryOut({ job, operationId: operationOf(job), signal, progress: progressOf(stored, log) });
    } catch (error) {
      if (stopping.signal.aborted) {
        await stored.moveToWait(token);
        throw new WaitingError();
      }
      if (called.signal.aborted) throw new UnrecoverableError(calledOff);
      log.warn({ err: error, job: stored.id, kind: stored.data.work.kind }, 'long work failed');
      // What is kept of it is the code alone: the error's own words may quote what somebody wrote.
      const code = codeOf(error);
      throw isTemporary(error) ? new Error(code) : new UnrecoverableError(code);
    } finally {
      called.stop();
    }
  };
  const worker = new Worker<JobData, JobOutcome>(queueName, work, {
    connection,
    prefix: keysOf(committee).jobs,
    concurrency: 1,
    lockDuration: lockMs,
    stalledInterval: lookForLostMs,
    maxStalledCount: mostDeaths,
  });
  tellOnce(worker, log);
  return {
    async stop() {
      stopping.abort(new Error('the process stops'));
      // It takes up nothing more, and waits for what runs to let go.
      await Promise.race([worker.close(), pause(goodbyeMs, undefined, { ref: false })]);
      await closeClient(connection);
    },
  };
}

/** Somebody may call it off in any process. */
function watchFor(fresh: () => Promise<StoredJob | undefined>, log: Log): { signal: AbortSignal; stop: () => void } {
  const called = new AbortController();
  const look = async (): Promise<void> => {
    if ((await fresh())?.data.off === true) called.abort(new Error(calledOff));
  };
  const timer = setInterval(() => {
    look().catch((error: unknown) => log.warn({ err: error }, 'whether long work was called off cannot be seen now'));
  }, lookMs);
  return { signal: called.signal, stop: () => clearInterval(timer) };
}

/** As often as somebody may look, and never backwards. */
function progressOf(stored: StoredJob, log: Log): (percent: number) => void {
  let told = 0;
  let toldAt = Number.NEGATIVE_INFINITY;
  return (percent) => {
    const whole = Math.max(0, Math.min(99, Math.floor(percent)));
    const now = performance.now();
    if (whole <= told || now - toldAt < lookMs) return;
    told = whole;
    toldAt = now;
    stored.updateProgress(whole).catch((error: unknown) => log.warn({ err: error }, 'progress could not be told'));
  };
}

/** An outage is one line, however many attempts it takes. */
function tellOnce(worker: Worker<JobData, JobOutcome>, log: Log): void {
  let away = false;
  worker.on('error', (error) => {
    if (!away) log.warn({ err: error }, 'the queue of long work cannot be reached');
    away = true;
  });
  worker.on('active', () => (away = false));
  worker.on('drained', () => (away = false));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unexpected';
}
