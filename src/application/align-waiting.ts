/**
 * When the roster changes, what waits for an office waits for whoever holds it now: it stands in their 待定. Of a finding or a task they are
 * told now, of a request, a report or a draw when it is next looked at. What does not follow from the roster, as an offer somebody was made by name, stays with whom it was.
 */
import { secondsFor } from '../domain/export-rules.js';
import { openObjection, openRelapse, waitsForOf, type Finding } from '../domain/finding.js';
import { closersOf } from '../domain/task.js';
import { reachable } from '../domain/ladder.js';
import type { Matter, Reading, Request, Task } from '../domain/matter.js';
import type { PersonId } from '../domain/roster.js';
import { waitsForOfficers } from '../domain/spot-check.js';
import type { Instant } from '../domain/time.js';
import { officersToTell } from './draw-book.js';
import { findingNotices, type FindingNoticeKind } from './finding-book.js';
import { leaversOf } from './hand-over-findings.js';
import { standsIn, waitsForDecision } from './follow-request.js';
import { toldAt } from './follow-transfer.js';
import { isReport, presentReader } from './hand-over-report.js';
import type { WaitingMatter } from './matter-port.js';
import type { Config, Stores } from './ports.js';
import { scheduleOf } from './task-book.js';
import type { World } from './world.js';

const batch = 200;
const batchesATick = 5;

/** With which roster each store's matters are being brought in line, and how far that has come; without a place it is done. */
interface Progress {
  roster: Config['roster'];
  after?: string;
}

const progress = new WeakMap<Stores, Progress>();

/**
 * Costs nothing as long as the roster is the same object. What waits for somebody whose transfer is under way is counted and handed over by that
 * first. What is left over is for the next tick; to do it twice changes nothing.
 */
export async function alignWaiting(world: World, now: Instant): Promise<void> {
  const { roster } = world.config();
  const { matters } = world.stores;
  const before = progress.get(world.stores);
  if (before?.roster === roster && before.after === undefined) return;
  const leaving = await leaversOf(world, now);
  const isHandedOver = ({ waitsFor }: WaitingMatter): boolean => !waitsFor.some((person) => leaving.has(person));
  for (let batches = 0; batches < batchesATick; batches += 1) {
    const known = progress.get(world.stores);
    const after = known?.roster === roster ? known.after : '';
    if (after === undefined) return;
    const { found, next } = await matters.waiting(after, batch);
    for (const one of found.filter(isHandedOver)) await align(world, one, now);
    const isDone = next === undefined && leaving.size === 0;
    progress.set(world.stores, { roster, ...(isDone ? {} : { after: next ?? '' }) });
    if (next === undefined) return;
  }
}

async function align(world: World, { matter, waitsFor }: WaitingMatter, now: Instant): Promise<void> {
  switch (matter.kind) {
    case 'finding':
      return alignFinding(world, matter, waitsFor, now);
    case 'request':
      return alignRequest(world, matter, waitsFor);
    case 'task':
      return alignTask(world, matter, waitsFor, now);
    case 'reading':
      return alignReading(world, matter, waitsFor, now);
    case 'draw':
      return readdress(world, matter, waitsFor, waitsForOfficers(matter) ? officersToTell(world, matter) : []);
    case 'export':
      return readdress(world, matter, waitsFor, matter.state === 'asked' ? secondsFor(world.config().roster, matter.by) : []);
    case 'pause':
    case 'inspection':
    case 'leave':
    case 'transfer':
      return undefined;
    default:
      return matter satisfies never;
  }
}

async function alignFinding(world: World, finding: Finding, before: readonly PersonId[], now: Instant): Promise<void> {
  const { roster } = world.config();
  const after = waitsForOf(roster, finding);
  if (isSame(before, after)) return;
  const kind = whatWaits(finding);
  // Whoever has a colleague in the office finds it there, and was told if they had it before.
  if (kind !== undefined && !before.some((person) => after.includes(person))) {
    const notices = findingNotices(world, finding, { kind, to: reachable(roster, after), mark: 'office' }, now);
    const notBefore = toldAt(world, now);
    await world.stores.outbox.enqueue(
      notices.map((notice) => ({ ...notice, notBefore })),
      now,
    );
  }
  await readdress(world, finding, before, after);
}

/** undefined: it waits for whoever was drawn to look again, who is told by name. */
function whatWaits(finding: Finding): FindingNoticeKind | undefined {
  if (finding.state === 'proposed') return 'finding-proposed';
  if (finding.state === 'reported') return 'finding-reported';
  if (openObjection(finding) !== undefined) return 'finding-objected';
  return openRelapse(finding) === undefined ? undefined : 'finding-relapse';
}

/** Whoever decides instead may do so from now on; its next look hands it over to them, and tells them. */
async function alignRequest(world: World, request: Request, before: readonly PersonId[]): Promise<void> {
  const to = standsIn(world, request);
  const after = waitsForDecision(world, to === undefined ? request : { ...request, to });
  await readdress(world, request, before, after);
}

/** Its next look tells those who have come to close it. */
async function alignTask(world: World, task: Task, before: readonly PersonId[], now: Instant): Promise<void> {
  const schedule = scheduleOf(world, task);
  const closers = schedule === undefined ? [] : reachable(world.config().roster, closersOf(world.config().roster, schedule, task));
  if (closers.every((person) => before.includes(person))) return;
  await lookAt(world, task, toldAt(world, now));
}

function lookAt(world: World, { no, version }: Task | Reading, at: Instant): Promise<void> {
  return world.stores.matters.postpone(no, version, at);
}

/** As with a request; of a unit that is gone nobody is to read it any more, which its look sees to. */
async function alignReading(world: World, reading: Reading, before: readonly PersonId[], now: Instant): Promise<void> {
  if (!world.config().roster.units.has(reading.unit)) return lookAt(world, reading, now);
  if (reading.state !== 'open' || reading.handedIn === undefined) return;
  const cycle = await world.stores.cycles.cycle(reading.cycle);
  const reader = cycle === undefined || !isReport(cycle) ? undefined : presentReader(world, cycle, reading);
  if (reader !== undefined) await readdress(world, reading, before, [reader]);
}

async function readdress(world: World, matter: Matter, before: readonly PersonId[], after: PersonId[]): Promise<void> {
  if (!isSame(before, after)) await world.stores.matters.readdress(matter, after);
}

function isSame(some: readonly PersonId[], others: readonly PersonId[]): boolean {
  return some.length === others.length && some.every((person) => others.includes(person));
}
