/**
 * Settled matters whose time is over: requests, readings, pauses, leave, transfers, tasks that no file names any more, draws of years that are over,
 * and, with their photos, findings and inspections, the latter of years that are over as well.
 */
import { dateOf } from '../domain/date-text.js';
import type { MatterNo } from '../domain/matter-base.js';
import type { Instant } from '../domain/time.js';
import { taskKey } from '../domain/task-register.js';
import type { Expiring, KeptSince } from './expire-cycles.js';
import { filesOf } from '../domain/finding.js';
import { asFinding } from './finding-book.js';
import { readingKey } from './hand-over-report.js';
import type { SettledMatter } from './ports.js';
import { scheduleOf } from './task-book.js';

const batch = 200;

/** True: there may be more. */
export async function expireMatters(world: Expiring, since: KeptSince, now: Instant): Promise<boolean> {
  const limits = [since('requests'), since('tasks')].filter((at) => at !== undefined);
  if (limits.length === 0) return false;
  const latest = Math.max(...limits);
  let deleted = 0;
  // Those that are kept longer stand before others that are not: they are passed over.
  for (let offset = 0; deleted < batch; ) {
    const settled = await world.stores.retention.settledBefore(latest, offset, batch);
    for (const matter of settled) {
      if (await expire(world, matter, since, now)) deleted += 1;
      else offset += 1;
    }
    if (settled.length < batch) return false;
  }
  return true;
}

function isOfThisYear(world: Expiring, at: Instant, now: Instant): boolean {
  const { timezone } = world.config().settings;
  return dateOf(at, timezone).slice(0, 4) === dateOf(now, timezone).slice(0, 4);
}

async function expire(world: Expiring, settled: SettledMatter, since: KeptSince, now: Instant): Promise<boolean> {
  const { no, kind, cycle, unit } = settled;
  const at = since(kind === 'task' || kind === 'finding' || kind === 'inspection' ? 'tasks' : 'requests');
  if (at === undefined || settled.settledAt >= at) return false;
  // How often a unit was drawn or inspected this year is still counted.
  if ((kind === 'draw' || kind === 'inspection') && isOfThisYear(world, settled.settledAt, now)) return false;
  if (kind === 'finding') return expireFinding(world, no, now);
  if (kind === 'inspection') await forgetPhotos(world, no);
  if (kind !== 'task') {
    await world.stores.retention.expireMatter(
      no,
      kind === 'reading' && cycle !== undefined ? readingKey({ id: cycle }, unit) : undefined,
      now,
    );
    return true;
  }
  const task = await world.stores.matters.matter(no);
  // As long as the file names it, it would come up again as new.
  if (task?.kind === 'task' && scheduleOf(world, task)?.items.some(({ id }) => id === task.item) === true) return false;
  await world.files.remove(task?.kind === 'task' ? task.evidence.flatMap(({ files }) => files) : []);
  await world.stores.retention.expireMatter(no, task?.kind === 'task' ? taskKey(task.schedule, task.item) : undefined, now);
  return true;
}

/** All that was shown of it goes first: a run that is broken off finds it again by the finding. */
async function expireFinding(world: Expiring, no: MatterNo, now: Instant): Promise<boolean> {
  const finding = asFinding(await world.stores.matters.matter(no));
  await world.files.remove(finding === undefined ? [] : filesOf(finding));
  await world.stores.retention.expireMatter(no, undefined, now);
  return true;
}

/** Photos of what became a finding go with the finding. */
async function forgetPhotos(world: Expiring, no: MatterNo): Promise<void> {
  const inspection = await world.stores.matters.matter(no);
  if (inspection?.kind !== 'inspection') return;
  const left = Object.entries(inspection.records).filter(([item]) => inspection.findings[item] === undefined);
  await world.files.remove(left.flatMap(([, { photos }]) => photos.map(({ file }) => file)));
}
