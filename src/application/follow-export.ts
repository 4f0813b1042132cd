/** An export that was allowed is handed to the queue, once; one that nobody has decided on in time is over. */
import type { ExportRequest } from '../domain/export-request.js';
import type { Instant } from '../domain/time.js';
import { noticesTo } from './notices.js';
import type { Notice } from './ports.js';
import type { World } from './world.js';

/** The queue knows it by this name: what is handed over again is the same. */
export function exportJob(no: number): string {
  return `export-${no}`;
}

export async function followExport(world: World, request: ExportRequest, now: Instant): Promise<void> {
  const { matters, jobs } = world.stores;
  const { no, version, state, by, subject, until } = request;
  if (request.settledAt !== undefined) return matters.postpone(no, version, Number.POSITIVE_INFINITY);
  if (state === 'allowed') {
    await jobs.add(exportJob(no), { kind: 'export', subject }, by, now);
    await settle(world, { ...request, state: 'begun' }, 'export-begun', now);
    return;
  }
  if (now < until) return matters.postpone(no, version, until);
  await settle(world, { ...request, state: 'lapsed' }, 'export-lapsed', now);
}

/** What became of it, to whoever asked. */
export function settledNotices(world: World, { no, by }: ExportRequest, now: Instant): Notice[] {
  return noticesTo(world, `export/${no}/settled`, [by], { kind: 'export-settled', facts: { no } }, now);
}

async function settle(world: World, request: ExportRequest, act: string, now: Instant): Promise<void> {
  await world.stores.matters.write(
    {
      matter: { ...request, settledAt: now },
      after: request.version,
      waitsFor: [],
      actor: 'bot',
      act,
      notices: request.state === 'lapsed' ? settledNotices(world, request, now) : [],
    },
    now,
  );
}
