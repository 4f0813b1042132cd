/**
 * Hands a report over to whoever reads it. A unit's report in a cycle is one matter, which exists before its first version is recorded and is
 * looked at again soon after: a crash in between loses no report, and tells nobody twice.
 */
import type { Cycle } from '../domain/cycle.js';
import type { Reading } from '../domain/matter.js';
import { mayMark, readerOf } from '../domain/reader.js';
import { reachable } from '../domain/ladder.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { ReportSchedule } from '../domain/schedule.js';
import { minuteMs, type Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { noticesTo, noticesToClerks } from './notices.js';
import type { Notice, Recorded } from './ports.js';
import { workContext, type World } from './world.js';

export type ReportCycle = Cycle & { schedule: ReportSchedule };

export function isReport(cycle: Cycle): cycle is ReportCycle {
  return cycle.schedule.kind === 'report';
}

/** A report that was recorded and not handed over is looked for after this. */
const lookAgainMs = 2 * minuteMs;

/** The workdays after which a reader is reminded, counted from when the report came; after the last it only shows. */
const remindAfterDays: readonly number[] = [3, 5];

/** Records a version of a report and hands it over. What fails afterwards is made up for by the next look. */
export async function recordAndHandOver(
  world: World,
  about: { cycle: ReportCycle; unit: UnitId; by: PersonId },
  record: () => Promise<Recorded>,
  now: Instant,
): Promise<Recorded> {
  const expected = await expectReading(world, about, now);
  const recorded = await record();
  if (recorded.kind !== 'recorded') return recorded;
  try {
    const reading = await readingOf(world, expected);
    if (reading !== undefined) await handOver(world, reading, now);
  } catch (error) {
    world.log.warn({ err: error, matter: expected }, 'a report has to wait to be handed over');
  }
  return recorded;
}

/** The matter of a unit's report in a cycle. */
export async function readingAbout(world: World, cycle: ReportCycle, unit: UnitId): Promise<Reading | undefined> {
  return readingOf(world, await world.stores.matters.number(readingKey(cycle, unit)));
}

export async function readingOf(world: World, no: number): Promise<Reading | undefined> {
  const matter = await world.stores.matters.matter(no);
  return matter?.kind === 'reading' ? matter : undefined;
}

/** What the number of a report's matter was allotted for. */
export function readingKey(cycle: Pick<Cycle, 'id'>, unit: UnitId): string {
  return `reading/${cycle.id}/${unit}`;
}

/** Sees to it that the matter exists and is looked at soon; its number. That nobody can read the report, the clerk is told. */
async function expectReading(
  world: World,
  { cycle, unit, by }: { cycle: ReportCycle; unit: UnitId; by: PersonId },
  now: Instant,
): Promise<number> {
  const { matters } = world.stores;
  const reader = readerOf(world.config().roster, cycle.schedule.readers, unit, by);
  const no = await matters.number(readingKey(cycle, unit));
  const before = await readingOf(world, no);
  if (before !== undefined) {
    await matters.postpone(no, before.version, now + lookAgainMs);
    return no;
  }
  if (reader === undefined) world.log.warn({ cycle: cycle.id, unit }, 'nobody can be reached to read a report');
  const notices =
    reader === undefined
      ? noticesToClerks(world, `${cycle.id}/${unit}/no-reader`, { kind: 'report-no-reader', cycle, unit, facts: { by } }, now)
      : [];
  const matter: Reading = {
    kind: 'reading',
    no,
    unit,
    at: now,
    version: 0,
    cycle: cycle.id,
    reader: reader ?? '',
    by,
    state: 'open',
    asked: [],
    reminded: 0,
  };
  await matters.write({ matter, after: 0, due: now + lookAgainMs, waitsFor: [], actor: by, act: 'report-expected', notices }, now);
  return no;
}

/** Brings a matter in line with the reply as it stands: tells the reader of what is new. False: there was nothing new. */
export async function handOver(world: World, reading: Reading, now: Instant): Promise<boolean> {
  const [cycle, reply] = await Promise.all([
    world.stores.cycles.cycle(reading.cycle),
    world.stores.replies.latest(reading.cycle, reading.unit),
  ]);
  if (cycle === undefined || !isReport(cycle) || reply === undefined || reply.version === reading.handedIn?.version) return false;
  const reader = presentReader(world, cycle, { ...reading, by: reply.by });
  if (reader === undefined) return false;
  const what = newsOf(reading);
  // A correction before anybody has read it is no news, and does not give the reader more time.
  const at = what === 'corrected' ? (reading.handedIn?.at ?? now) : now;
  const { settledAt: _settled, ...rest } = reading;
  const matter: Reading = {
    ...rest,
    reader,
    by: reply.by,
    state: 'open',
    handedIn: { version: reply.version, at },
    reminded: what === 'corrected' ? reading.reminded : 0,
  };
  const notices = what === 'corrected' ? [] : newsFor(world, cycle, matter, what, now);
  await writeReading(world, matter, 'report-handed-in', notices, now, reply.by);
  return true;
}

export type ReportNews = 'first' | 'added' | 'changed';

function newsOf(reading: Reading): ReportNews | 'corrected' {
  if (reading.handedIn === undefined) return 'first';
  if (reading.state === 'asked-back') return 'added';
  return reading.state === 'read' ? 'changed' : 'corrected';
}

/** A change after the reader had read it needs no message of its own: it goes along with the next one. */
export function newsFor(world: World, cycle: ReportCycle, matter: Reading, what: ReportNews, now: Instant): Notice[] {
  const facts = { no: matter.no, what };
  const stem = `reading/${matter.no}/${matter.version + 1}`;
  const notices = noticesTo(world, stem, [matter.reader], { kind: 'report-handed-in', cycle, unit: matter.unit, facts }, now);
  return what === 'changed' ? notices.map((notice) => ({ ...notice, notBefore: Number.POSITIVE_INFINITY })) : notices;
}

/** Its reader, as long as they can be reached and still may; else whoever reads now. */
export function presentReader(world: World, cycle: ReportCycle, reading: Pick<Reading, 'unit' | 'reader' | 'by'>): PersonId | undefined {
  const { roster } = world.config();
  const { readers } = cycle.schedule;
  const stays = reachable(roster, [reading.reader]).length > 0 && mayMark(roster, readers, reading, reading.reader);
  return stays ? reading.reader : readerOf(roster, readers, reading.unit, reading.by);
}

/** Stores the next version of a matter that nobody's message changes. A conflict means that somebody else was first. */
export async function writeReading(
  world: World,
  matter: Reading,
  act: string,
  notices: Notice[],
  now: Instant,
  actor = 'bot',
): Promise<void> {
  await world.stores.matters.write(
    { matter, after: matter.version, due: dueAfter(world, matter, now), waitsFor: waitsFor(matter), actor, act, notices },
    now,
  );
}

/** Who has to act on it now: the reader, or the author who was asked for more. */
export function waitsFor({ state, reader, by, handedIn }: Reading): PersonId[] {
  if (handedIn === undefined) return [];
  switch (state) {
    case 'open':
      return [reader];
    case 'asked-back':
      return [by];
    case 'read':
      return [];
    default:
      return state satisfies never;
  }
}

/** When somebody is reminded next; Infinity: not by itself. */
export function nextLook(world: World, { state, handedIn, asked, reminded }: Reading): Instant {
  const never = Number.POSITIVE_INFINITY;
  const days = remindAfterDays[reminded];
  const since = state === 'open' ? handedIn?.at : state === 'asked-back' ? asked.at(-1)?.at : undefined;
  // Whoever is asked for more is reminded once: it is a colleague's question, not a debt.
  if (since === undefined || days === undefined || (state === 'asked-back' && reminded > 0)) return never;
  return resolveStep({ kind: 'workdays', days }, since, workContext(world));
}

/** When it is looked again for somebody to read it. */
export function nextMorning(world: World, now: Instant): Instant {
  return resolveStep({ kind: 'workdays', days: 1 }, now, workContext(world));
}

/** After a gap several reminders may be due together: whoever has just had one has the day for it. */
function dueAfter(world: World, reading: Reading, now: Instant): Instant {
  const due = dueLook(world, reading, now);
  return reading.reminded > 0 ? Math.max(due, nextMorning(world, now)) : due;
}

/** As nextLook; but a report that waits to be read is looked at each morning after the last reminder: its reader may go. */
export function dueLook(world: World, reading: Reading, now: Instant): Instant {
  const next = nextLook(world, reading);
  const waits = reading.state === 'open' && reading.handedIn !== undefined;
  return Number.isFinite(next) || !waits ? next : nextMorning(world, now);
}
