/** Long work in the console of a township, as a browser or another program would ask for it. */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, vi } from 'vitest';
import type { JobView } from '../../src/application/view-jobs.js';
import type { TestConsole, Visitor } from './console.js';

/** How long to look out for what has to come by itself. */
export const patience = { timeout: 20_000, interval: 50 };

export interface Listed {
  jobs: JobView[];
  office: boolean;
  backups: { name: string; bytes: number }[];
}

export async function listed(visitor: Visitor): Promise<Listed> {
  const { status, body } = await visitor.get('/api/v1/jobs');
  expect(status).toBe(200);
  return body as Listed;
}

export async function jobOf(visitor: Visitor, id: string): Promise<JobView> {
  const found = (await listed(visitor)).jobs.find((job) => job.id === id);
  if (found === undefined) throw new Error(`there is no job ${id}`);
  return found;
}

/** Once it is over. */
export function ended(visitor: Visitor, id: string): Promise<JobView> {
  return vi.waitFor(async () => {
    const job = await jobOf(visitor, id);
    expect(['done', 'failed', 'cancelled']).toContain(job.state);
    return job;
  }, patience);
}

/** What came back as it is: `job` when it was taken. */
export async function upload(
  console: TestConsole,
  visitor: Visitor,
  bytes: Uint8Array<ArrayBuffer>,
  id: string = randomUUID(),
): Promise<{ status: number; job: string }> {
  const response = await fetch(`${console.url}/api/v1/uploads?id=${id}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', cookie: visitor.cookie },
    body: bytes,
  });
  const { job = '' } = (await response.json()) as { job?: string };
  return { status: response.status, job };
}

export async function uploadFile(console: TestConsole, visitor: Visitor, path: string): Promise<string> {
  const { status, job } = await upload(console, visitor, new Uint8Array(await readFile(path)));
  expect(status).toBe(200);
  return job;
}

/** The file itself. */
export async function fetched(
  console: TestConsole,
  visitor: Visitor,
  id: string,
): Promise<{ status: number; headers: Headers; bytes: Buffer }> {
  const response = await fetch(`${console.url}/api/v1/jobs/${id}/file`, { headers: { cookie: visitor.cookie } });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}
