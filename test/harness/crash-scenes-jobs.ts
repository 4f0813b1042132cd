/** Long work: a workbook that is sent up, looked at and taken over, an export that is fetched, and the files that go after a day. */
import type { Job, JobRun } from '../../src/application/job-port.js';
import type { LongWorkOffice } from '../../src/application/long-work-port.js';
import { doLongWork } from '../../src/application/do-long-work.js';
import { fetchJobFile, previewFor } from '../../src/application/fetch-job-file.js';
import { startCheck, startJob } from '../../src/application/start-job.js';
import { steerJob, viewJobs } from '../../src/application/view-jobs.js';
import type { Person } from '../../src/domain/roster.js';
import type { RosterDesk } from '../../src/application/roster-desk-port.js';
import type { ReadSheet } from '../../src/application/workbook-port.js';
import type { Scene } from './crash-scene.js';
import { hamlet } from './hamlet.js';
import type { Township } from './township.js';

const heading = new Map(['编号', '姓名'].map((text, index) => [index + 1, { kind: 'text' as const, text }]));
const added = new Map(['sun', '孙丽'].map((text, index) => [index + 1, { kind: 'text' as const, text }]));

/** As far as it depends on the stores: bytes are nobody's business here. */
function officeOf({ bot }: Township): LongWorkOffice {
  const { roster } = bot.world.config();
  const people = new Map([...roster.people, ['sun', { id: 'sun', name: '孙丽', roles: [], accounts: [] } satisfies Person]]);
  const sheets: ReadSheet[] = [
    {
      name: '人员',
      rows: [
        { no: 1, cells: heading },
        { no: 2, cells: added },
      ],
      merged: [],
    },
  ];
  const desk: RosterDesk = {
    roster,
    check: () => ({ ok: true, roster: { ...roster, people } }),
    rewrite: () => 'another',
    checkHome: () => Promise.resolve({ faults: [], warnings: [] }),
  };
  return {
    async workbook({ sheets: given }) {
      let rows = 0;
      for (const sheet of given) for await (const row of sheet.rows) rows += row.length > 0 ? 1 : 0;
      return { bytes: new Uint8Array(3), rows };
    },
    document: () => Promise.resolve(new Uint8Array(3)),
    read: () => Promise.resolve({ ok: true, sheets }),
    roster: () => Promise.resolve({ text: 'one', desk }),
    replaceRoster: () => Promise.resolve('roster.yaml.bak'),
    backup: () => Promise.reject(new Error('no backup is taken here')),
    backups: () => Promise.resolve([]),
  };
}

function clerkOf({ bot }: Township): Person {
  const clerk = bot.world.config().roster.people.get('he');
  if (clerk === undefined) throw new Error('there is no clerk');
  return clerk;
}

/** One beginning of a job, as the worker makes it. The same again after a crash is the same. */
async function doJob(town: Township, job: Job): Promise<Job> {
  const { world } = town.bot;
  const run: JobRun = { job, operationId: `job/${job.id}/0`, signal: new AbortController().signal, progress: () => undefined };
  return { ...job, state: 'done', outcome: await doLongWork(world, officeOf(town), run, town.now()) };
}

function jobOf(town: Township, id: string, work: Job['work']): Job {
  return { id, work, by: 'he', at: town.now(), state: 'running', percent: 0, tries: 1, round: 0 };
}

/** What has come of it is known to the queue, which is no part of this: so it is told what the queue would say. */
function knowing(town: Township, jobs: readonly Job[]): Township['bot']['world'] {
  const { world } = town.bot;
  const { stores } = world;
  const store = Object.assign(Object.create(stores.jobs) as typeof stores.jobs, {
    job: async (id: string) => {
      const found = await stores.jobs.job(id);
      return jobs.find((job) => job.id === id) ?? found;
    },
  });
  return { ...world, stores: { ...stores, jobs: store } };
}

async function importsRoster(town: Township): Promise<void> {
  const { world } = town.bot;
  const clerk = clerkOf(town);
  await startCheck(world, clerk, { id: 'scene-01', bytes: new Uint8Array(3) }, town.now());
  const upload = world.files.nameOf('upload/he/scene-01', 'xlsx');
  const check = await doJob(town, jobOf(town, 'check-scene-01', { kind: 'roster-check', upload }));
  const known = knowing(town, [check]);
  await previewFor(known, clerk, check.id, town.now());
  await startJob(known, clerk, { id: 'scene-02', kind: 'roster-import', check: check.id }, town.now());
  const facts = check.outcome?.facts;
  const was = facts?.kind === 'roster-check' && 'was' in facts ? facts.was : '';
  await doJob(town, jobOf(town, 'import-scene-02', { kind: 'roster-import', upload, was }));
}

async function exports(town: Township): Promise<void> {
  const { world } = town.bot;
  const clerk = clerkOf(town);
  const [cycle] = await world.stores.cycles.openCycles();
  for (const [id, subject] of [
    ['export-1', { what: 'ledger' }],
    ['export-2', { what: 'cycle', cycle: cycle?.id ?? '' }],
  ] as const) {
    const done = await doJob(town, jobOf(town, id, { kind: 'export', subject }));
    await fetchJobFile(knowing(town, [done]), clerk, { id, operationId: id }, town.now());
  }
  await world.stores.jobs.add('export-2', { kind: 'export', subject: { what: 'cycle', cycle: cycle?.id ?? '' } }, 'he', town.now());
  await viewJobs(world, clerk, town.now());
  await steerJob(world, clerk, 'export-2', 'cancel');
  await steerJob(world, clerk, 'export-2', 'retry');
}

export const jobScenes: readonly Scene[] = [
  {
    name: 'long work, and its files after a day',
    at: '2026-08-25 08:59',
    prepare: hamlet,
    steps: [
      { until: '2026-08-25 09:10' },
      { act: 'a roster is imported', run: importsRoster },
      { act: 'files are exported and fetched', run: exports },
      { until: '2026-08-26 10:00' },
    ],
  },
];
