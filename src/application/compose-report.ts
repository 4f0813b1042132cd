/** The words of notices about duty reports. What is no longer so when they are sent is left out; several of a kind are one list. */
import type { Reading } from '../domain/matter.js';
import { couldRead, readerOf } from '../domain/reader.js';
import type { PersonId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { Composer, DueNotice, Reader } from './due-notice.js';
import { isReport, readingOf, type ReportCycle, type ReportNews } from './hand-over-report.js';
import type { reportNoticeKinds } from './notices.js';
import { promptNumber } from './open-prompts.js';
import { reportLine, type ReportLine } from './report-words.js';
import { dayWords, leaderName, personName, titleOf, unitName } from './words.js';
import { say, type World } from './world.js';

export const reportComposers: Record<(typeof reportNoticeKinds)[number], Composer> = {
  'report-handed-in': async (world, items, _reader, now) => {
    const found = await linesOf(world, items, now);
    const reports = found.map(({ line, item }) => ({ ...line, what: (item.notice.facts as { what: ReportNews }).what }));
    return reports.length === 0 ? [] : [say(world, 'report-handed-in', { reports, ...common(found.map(({ line }) => line)) })];
  },
  'report-reminder': async (world, items, _reader, now) => {
    const found = (await linesOf(world, items, now)).map(({ line }) => line);
    return found.length === 0 ? [] : [say(world, 'report-reminder', { reports: found, ...common(found) })];
  },
  'report-read': (world, items) =>
    items.flatMap(({ cycle, unit, notice }) => {
      if (cycle === undefined || unit === undefined) return [];
      const { reader } = notice.facts as { reader: string };
      return [
        say(world, 'report-read', { reader: leaderName(world, reader), unit: unitName(world, unit, cycle), title: titleOf(world, cycle) }),
      ];
    }),
  'report-asked-back': async (world, items, reader) => {
    const found = await Promise.all(distinct(items).map((item) => askedBack(world, item, reader)));
    return found.flat();
  },
  'report-no-reader': (world, items) => items.flatMap((item) => withoutReader(world, item)),
};

/** Nothing, when by now somebody can read it. */
function withoutReader(world: World, { cycle, unit, notice }: DueNotice): string[] {
  if (cycle === undefined || unit === undefined || !isReport(cycle)) return [];
  const { roster } = world.config();
  const { readers } = cycle.schedule;
  const { by } = notice.facts as { by: PersonId };
  if (readerOf(roster, readers, unit, by) !== undefined) return [];
  const candidates = couldRead(roster, readers, unit, by).map(({ role, person }) => ({
    role,
    person: person === undefined ? null : personName(world, person),
  }));
  return [say(world, 'report-no-reader', { unit: unitName(world, unit, cycle), title: titleOf(world, cycle), candidates })];
}

/** Of several notices about one report the last says it. */
function distinct(items: readonly DueNotice[]): DueNotice[] {
  return [...new Map(items.map((item) => [(item.notice.facts as { no: number }).no, item])).values()];
}

interface Found {
  item: DueNotice;
  cycle: ReportCycle;
  reading: Reading;
}

async function find(world: World, item: DueNotice): Promise<Found | undefined> {
  const { cycle, notice } = item;
  const reading = await readingOf(world, (notice.facts as { no: number }).no);
  return reading === undefined || cycle === undefined || !isReport(cycle) ? undefined : { item, cycle, reading };
}

/** The reports that still wait for this reader. */
async function linesOf(world: World, items: readonly DueNotice[], now: Instant): Promise<{ item: DueNotice; line: ReportLine }[]> {
  const lines = await Promise.all(
    distinct(items).map(async (item) => {
      const found = await find(world, item);
      const { to } = item.notice;
      if (found?.reading.state !== 'open' || to.kind !== 'person' || to.person !== found.reading.reader) return [];
      const reply = await world.stores.replies.latest(found.cycle.id, found.reading.unit);
      return reply === undefined ? [] : [{ item, line: await reportLine(world, found.cycle, found.reading, reply, now) }];
    }),
  );
  return lines.flat().sort((one, other) => one.line.no - other.line.no);
}

function common(lines: readonly ReportLine[]): { title: string | null; first: ReportLine | null; numbers: number[] } {
  const [first = null] = lines;
  const same = lines.every(({ title }) => title === first?.title);
  return { title: same ? (first?.title ?? null) : null, first, numbers: lines.map(({ no }) => no) };
}

async function askedBack(world: World, item: DueNotice, reader: Reader): Promise<string[]> {
  const found = await find(world, item);
  if (found?.reading.state !== 'asked-back') return [];
  const { cycle, reading } = found;
  const asked = reading.asked.at(-1);
  return [
    say(world, 'report-asked-back', {
      reader: leaderName(world, reading.reader),
      unit: unitName(world, reading.unit, cycle),
      title: titleOf(world, cycle),
      on: asked === undefined ? null : dayWords(world, asked.at),
      again: reading.reminded > 0,
      words: asked?.words ?? null,
      number: reader.numbered ? promptNumber(cycle, reading.unit) : null,
    }),
  ];
}
