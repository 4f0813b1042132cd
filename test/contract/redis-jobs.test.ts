import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { partsOf } from '../../src/adapters/redis/key-parts.js';
import { startJobWorker, type JobWorker } from '../../src/adapters/redis/job-worker.js';
import type { JobOutcome, JobRun, JobStore } from '../../src/application/ports.js';
import { TemporaryError } from '../../src/domain/errors.js';
import type { LongWork } from '../../src/domain/long-work.js';
import { dayMs } from '../../src/domain/time.js';
import { recordingLog } from '../harness/recording-log.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { start, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
let jobs: JobStore;
const workers: JobWorker[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
});
beforeEach(async () => {
  await redis.flush();
  client = redis.client();
  jobs = storesOn(client).jobs;
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
});
afterAll(() => redis.stop());

const ledger: LongWork = { kind: 'export', subject: { what: 'ledger' } };
const done: JobOutcome = { facts: { kind: 'export', rows: 7 } };
/** How long to look out for what has to come by itself. */
const patience = { timeout: 15_000, interval: 20 };

async function work(carryOut: (run: JobRun) => Promise<JobOutcome>): Promise<JobWorker> {
  const worker = await startJobWorker({ client, committee: 'qingshan', log: recordingLog() }, carryOut);
  workers.push(worker);
  return worker;
}

const comesTo = (id: string, state: string): Promise<void> =>
  vi.waitFor(async () => expect((await jobs.job(id))?.state).toBe(state), patience);

/** Goes on until it is called off; tells when it has begun. */
function endless(): { begun: Promise<JobRun>; carryOut: (run: JobRun) => Promise<JobOutcome> } {
  let begin = (_run: JobRun): void => undefined;
  const begun = new Promise<JobRun>((settle) => (begin = settle));
  return {
    begun,
    async carryOut(run) {
      begin(run);
      await once(run.signal, 'abort');
      throw run.signal.reason;
    },
  };
}

describe('long work', () => {
  it('waits in the order in which it came, the newest first, and the same id again changes nothing', async () => {
    await jobs.add('export-1', ledger, 'he', start);
    await jobs.add('backup-1', { kind: 'backup' }, 'he', start + 1);
    await jobs.add('export-1', { kind: 'backup' }, 'zhou', start + 2);
    expect(await jobs.list(10)).toEqual([
      { id: 'backup-1', work: { kind: 'backup' }, by: 'he', at: start + 1, state: 'waiting', round: 0, percent: 0, tries: 0 },
      { id: 'export-1', work: ledger, by: 'he', at: start, state: 'waiting', round: 0, percent: 0, tries: 0 },
    ]);
    expect(await jobs.list(1)).toHaveLength(1);
    expect(await jobs.job('export-2')).toBeUndefined();
    for (const id of ['12', 'a:b', 'A', '', '__proto__']) await expect(jobs.add(id, ledger, 'he', start)).rejects.toThrow('a job');
    for (const id of ['12', 'a:b', '../x', 'meta', 'stalled-check', 'export-../x', `export-${'x'.repeat(1_000)}`])
      expect(await jobs.job(id)).toBeUndefined();
  });

  it('is done once, by one of several, and tells how far it is and what came of it', async () => {
    const runs: string[] = [];
    const seen: number[] = [];
    const carryOut = async ({ job, operationId, progress }: JobRun): Promise<JobOutcome> => {
      runs.push(operationId);
      progress(40);
      await vi.waitFor(async () => expect((await jobs.job(job.id))?.percent).toBe(40), patience);
      seen.push(job.tries);
      return done;
    };
    const ids = Array.from({ length: 6 }, (_, n) => `export-${n}`);
    for (const id of ids) await jobs.add(id, ledger, 'he', start);
    await work(carryOut);
    await work(carryOut);
    for (const id of ids) await comesTo(id, 'done');
    expect(runs.toSorted()).toEqual(ids.map((id) => `job/${id}/0`));
    expect(seen).toEqual(ids.map(() => 1));
    expect(await jobs.job('export-0')).toMatchObject({ percent: 100, outcome: done });
  });

  it('that is called off while it waits is never begun, until somebody asks for it again', async () => {
    await jobs.add('export-1', ledger, 'he', start);
    expect(await jobs.cancel('export-1')).toBe(true);
    expect(await jobs.cancel('export-1')).toBe(false);
    expect((await jobs.job('export-1'))?.state).toBe('cancelled');
    const runs: string[] = [];
    await work(async ({ operationId }) => {
      runs.push(operationId);
      return done;
    });
    await jobs.add('export-2', ledger, 'he', start);
    await comesTo('export-2', 'done');
    expect((await jobs.job('export-1'))?.state).toBe('cancelled');
    expect(await jobs.retry('export-1')).toBe(true);
    await comesTo('export-1', 'done');
    expect(runs).toEqual(['job/export-2/0', 'job/export-1/1']);
    expect([await jobs.cancel('export-1'), await jobs.retry('export-1'), await jobs.cancel('none-1')]).toEqual([false, false, false]);
  });

  it('that is called off while it runs is told so, and the next one goes on', async () => {
    const { begun, carryOut } = endless();
    await work((run) => (run.job.id === 'export-1' ? carryOut(run) : Promise.resolve(done)));
    await jobs.add('export-1', ledger, 'he', start);
    await jobs.add('export-2', ledger, 'he', start);
    await begun;
    expect((await jobs.job('export-1'))?.state).toBe('running');
    const turn = await jobs.turn();
    expect(await jobs.cancel('export-1')).toBe(true);
    expect(await jobs.turn()).not.toBe(turn);
    await comesTo('export-1', 'cancelled');
    await comesTo('export-2', 'done');
  });

  it('that fails keeps the code alone, nothing of what was said; it is begun again when somebody asks', async () => {
    let fails = true;
    await work(async () => {
      if (!fails) return done;
      throw Object.assign(new Error('answer of zhao: 公章丢了'), { code: 'office-template' });
    });
    await jobs.add('export-1', ledger, 'he', start);
    await comesTo('export-1', 'failed');
    expect((await jobs.job('export-1'))?.trouble).toBe('office-template');
    expect(JSON.stringify(await client.hgetall('zrt:{qingshan}:jobs:long:export-1'))).not.toMatch(/公章|zhao|\.ts/u);
    fails = false;
    expect(await jobs.retry('export-1')).toBe(true);
    await comesTo('export-1', 'done');
  });

  it('that finds the store away is tried again by itself', async () => {
    let tries = 0;
    await work(async () => {
      tries += 1;
      if (tries === 1) throw new TemporaryError('redis-unavailable', 'away');
      return done;
    });
    await jobs.add('export-1', ledger, 'he', start);
    await comesTo('export-1', 'done');
    expect(tries).toBe(2);
  });

  it('that runs when its process stops is begun by the next one at once, as the same operation', async () => {
    const { begun, carryOut } = endless();
    const first = await work(carryOut);
    await jobs.add('export-1', ledger, 'he', start);
    await begun;
    const since = performance.now();
    await first.stop();
    expect(performance.now() - since).toBeLessThan(1_000);
    expect((await jobs.job('export-1'))?.state).toBe('waiting');
    const runs: [string, number][] = [];
    await work(async ({ operationId, job }) => {
      runs.push([operationId, job.tries]);
      return done;
    });
    await comesTo('export-1', 'done');
    expect(runs).toEqual([['job/export-1/0', 2]]);
  });

  it('has keys of the committee alone, none of which is in a backup; what it keeps on the disk is', async () => {
    await work(() => Promise.resolve(done));
    await jobs.add('export-1', ledger, 'he', start);
    await comesTo('export-1', 'done');
    await jobs.keepFile('a.xlsx', start + dayMs);
    const keys = await client.keys('*');
    expect(keys.filter((key) => !key.startsWith('zrt:{qingshan}:job'))).toEqual([]);
    expect(keys.some((key) => key.startsWith('zrt:{qingshan}:jobs:'))).toBe(true);
    const names: string[] = [];
    for await (const { name } of partsOf(client, 'qingshan')) names.push(name);
    expect(names).toEqual(['job-files']);
  });
});

describe('a file of long work', () => {
  it('is kept until its time, by the last word about it', async () => {
    await jobs.keepFile('a.xlsx', start + dayMs);
    await jobs.keepFile('b.docx', start);
    expect(await jobs.filesBefore(start, 10)).toEqual(['b.docx']);
    await jobs.keepFile('a.xlsx', start);
    expect(await jobs.filesBefore(start, 1)).toEqual(['a.xlsx']);
    await jobs.forgetFiles(['a.xlsx', 'none.xlsx']);
    await jobs.forgetFiles([]);
    expect(await jobs.filesBefore(start, 10)).toEqual(['b.docx']);
  });
});
