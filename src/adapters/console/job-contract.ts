/** The shapes of long work: what there is, what is begun, and what is shown of a roster before it is taken over. */
import { z } from 'zod';
import type { BackupFile } from '../../application/long-work-port.js';
import type { JobFacts } from '../../application/job-port.js';
import type { RosterPreview } from '../../application/roster-preview.js';
import type { JobWanted } from '../../application/start-job.js';
import type { ExportRequestView } from '../../application/view-export-requests.js';
import type { JobView } from '../../application/view-jobs.js';
import { workbookTroubles } from '../../application/workbook-port.js';

export const largestUpload = 10 * 1024 * 1024;

const instant = z.number();
const count = z.int();
/** Drawn by the page; it makes a repeated request harmless. */
const id = z.string().regex(/^[0-9a-f-]{8,64}$/);
export const jobId = z.object({ id: z.string().regex(/^[a-z0-9-]{1,100}$/) });
export const upload = z.object({ id });

const facts = z.union([
  z.object({ kind: z.literal('export'), rows: count.nullable() }),
  z.object({ kind: z.literal('roster-check'), verdict: z.literal('unreadable'), trouble: z.enum(workbookTroubles) }),
  z.object({ kind: z.literal('roster-check'), verdict: z.literal('faulty'), faults: count }),
  z.object({
    kind: z.literal('roster-check'),
    verdict: z.enum(['changes', 'same']),
    was: z.string(),
    added: count,
    changed: count,
    removed: count,
  }),
  z.object({ kind: z.literal('roster-import'), kept: z.string().nullable() }),
  z.object({ kind: z.literal('backup'), file: z.string(), bytes: count, broken: count.nullable() }),
]) satisfies z.ZodType<JobFacts>;

const job = z.object({
  id: z.string(),
  kind: z.enum(['export', 'roster-check', 'roster-import', 'backup']),
  what: z.enum(['ledger', 'roster', 'cycle', 'circular', 'report']).nullable(),
  about: z.string().nullable(),
  by: z.string(),
  mine: z.boolean(),
  at: instant,
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  percent: z.number(),
  file: z.object({ title: z.string(), bytes: count, until: instant, gone: z.boolean() }).nullable(),
  preview: z.boolean(),
  facts: facts.nullable(),
  trouble: z.string().nullable(),
}) satisfies z.ZodType<JobView>;

const backup = z.object({ name: z.string(), bytes: count, at: instant }) satisfies z.ZodType<BackupFile>;

const request = z.object({
  no: count,
  title: z.string(),
  by: z.string(),
  mine: z.boolean(),
  until: instant,
}) satisfies z.ZodType<ExportRequestView>;

/** `requests`: exports that wait for a second person. `office`: whether whoever asks may send a roster and take backups; who may not sees no backups. */
export const jobs = z.object({ requests: z.array(request), jobs: z.array(job), office: z.boolean(), backups: z.array(backup) });

export const wanted = z.discriminatedUnion('kind', [
  z.object({ id, kind: z.literal('backup') }),
  z.object({ id, kind: z.literal('roster-import'), check: z.string().max(100) }),
]) satisfies z.ZodType<JobWanted>;

export const started = z.object({ job: z.string() });
export const steered = z.object({ done: z.boolean() });

const moved = z.object({ name: z.string(), before: z.string(), after: z.string() });
const field = z.object({ label: z.string(), before: z.string(), after: z.string() });
export const preview = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('faulty'),
    faults: z.array(z.object({ place: z.string(), what: z.string(), hint: z.string().nullable() })),
    more: count,
  }),
  z.object({
    kind: z.literal('changes'),
    same: z.boolean(),
    counts: z.object({ added: count, changed: count, removed: count }),
    lists: z.array(
      z.object({
        sheet: z.string(),
        added: z.array(z.string()),
        removed: z.array(z.string()),
        moved: z.array(moved),
        changed: z.array(z.object({ name: z.string(), fields: z.array(field) })),
      }),
    ),
    more: count,
    warnings: z.array(z.string()),
    ignored: z.array(z.string()),
  }),
]) satisfies z.ZodType<RosterPreview>;
