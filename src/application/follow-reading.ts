/** A report that nobody has read yet, or that waits for more: whoever it waits for is reminded, and somebody who is gone is replaced. */
import type { Reading } from '../domain/matter.js';
import type { Instant } from '../domain/time.js';
import { dueLook, handOver, isReport, newsFor, nextMorning, presentReader, writeReading, type ReportCycle } from './hand-over-report.js';
import { noticesTo } from './notices.js';
import { authorOf } from './report-words.js';
import type { World } from './world.js';

export async function followReading(world: World, reading: Reading, now: Instant): Promise<void> {
  const { roster } = world.config();
  if (!roster.units.has(reading.unit)) return leaveUnread(world, reading, now);
  if (await handOver(world, reading, now)) return;
  const cycle = await world.stores.cycles.cycle(reading.cycle);
  if (cycle === undefined || !isReport(cycle) || reading.state === 'read') return putOff(world, reading, Number.POSITIVE_INFINITY);
  if (reading.handedIn === undefined) {
    // What was recorded and not handed over had nobody to read it.
    const recorded = (await world.stores.replies.latest(reading.cycle, reading.unit)) !== undefined;
    return putOff(world, reading, recorded ? nextMorning(world, now) : Number.POSITIVE_INFINITY);
  }
  const reader = presentReader(world, cycle, reading);
  if (reading.state === 'open' && reader !== undefined && reader !== reading.reader) return passOn(world, cycle, reading, reader, now);
  const due = dueLook(world, reading, now);
  if (due > now) return putOff(world, reading, due);
  return remind(world, cycle, reading, now);
}

/** Its unit is gone, and nobody oversees what was its own: it stays as it was handed in. */
async function leaveUnread(world: World, reading: Reading, now: Instant): Promise<void> {
  if (reading.settledAt !== undefined) return putOff(world, reading, Number.POSITIVE_INFINITY);
  await writeReading(world, { ...reading, settledAt: now }, 'report-left-unread', [], now);
}

function putOff(world: World, { no, version }: Reading, until: Instant): Promise<void> {
  return world.stores.matters.postpone(no, version, until);
}

function passOn(world: World, cycle: ReportCycle, reading: Reading, reader: string, now: Instant): Promise<void> {
  const { version = 0 } = reading.handedIn ?? {};
  const matter: Reading = { ...reading, reader, handedIn: { version, at: now }, reminded: 0 };
  return writeReading(world, matter, 'report-passed-on', newsFor(world, cycle, matter, 'first', now), now);
}

function remind(world: World, cycle: ReportCycle, reading: Reading, now: Instant): Promise<void> {
  const matter: Reading = { ...reading, reminded: reading.reminded + 1 };
  const { no, unit, version, reader, state } = reading;
  const stem = `reading/${no}/${version + 1}`;
  const facts = { no };
  const notices =
    state === 'open'
      ? noticesTo(world, stem, [reader], { kind: 'report-reminder', cycle, unit, facts }, now)
      : noticesTo(world, stem, authorOf(world, cycle, reading), { kind: 'report-asked-back', cycle, unit, facts }, now);
  return writeReading(world, matter, 'report-reminded', notices, now);
}
