/** What an export holds, what it is called, and what is put on record for it: the same for the command line and for the queue. */
import { ValidationError } from '../domain/errors.js';
import { fileTitle } from '../domain/file-title.js';
import type { ExportSubject } from '../domain/long-work.js';
import { dateOf } from '../domain/date-text.js';
import type { Instant } from '../domain/time.js';
import type { OfficeDocument } from './document-port.js';
import { circularDocument } from './export-circular.js';
import { cycleWorkbook } from './export-cycle.js';
import { ledgerWorkbook } from './export-ledger.js';
import { reportDocument } from './export-report.js';
import { rosterWorkbook } from './export-roster.js';
import type { Watched } from './long-work-port.js';
import type { ReadOf } from './note-read.js';
import type { LedgerState } from './ports.js';
import { everyUnit } from './reads-port.js';
import type { Viewer } from './sheet-words.js';
import type { Workbook } from './workbook-port.js';
import { titleOf } from './words.js';
import type { World } from './world.js';

/** `expected`: about how many rows. */
export type ExportContent = { kind: 'workbook'; workbook: Workbook; expected: number } | { kind: 'document'; document: OfficeDocument };

export interface PreparedExport {
  /** For the audit trail. */
  object: string;
  reads: readonly ReadOf[];
  content: ExportContent;
  /** How the file is called. */
  fileName: string;
  /** Of what is not the only one of its kind. */
  title?: string;
  draft?: boolean;
}

const ledgerStates: readonly LedgerState[] = ['proposed', 'open', 'working', 'reported', 'closed'];

/** Reads little: rows are read as they are written. Throws a ValidationError when there is no such thing. */
export async function prepareExport(world: World, viewer: Viewer, subject: ExportSubject, now: Instant): Promise<PreparedExport> {
  const book = (workbook: Workbook, expected: number): Pick<PreparedExport, 'content' | 'fileName'> => ({
    content: { kind: 'workbook', workbook, expected },
    fileName: fileTitle(`${workbook.title} ${dateOf(now, world.config().settings.timezone)}`, 'xlsx'),
  });
  const paper = (document: OfficeDocument): Pick<PreparedExport, 'content' | 'fileName'> => ({
    content: { kind: 'document', document },
    fileName: fileTitle(document.values.title, 'docx'),
  });
  switch (subject.what) {
    case 'ledger': {
      const counts = await world.stores.ledger.count(ledgerStates.map((state) => ({ scope: { of: 'all' }, state })));
      const expected = counts.reduce((sum, count) => sum + count, 0);
      return { object: 'ledger', reads: [{ object: 'ledger', unit: everyUnit }], ...book(ledgerWorkbook(world, viewer, now), expected) };
    }
    case 'roster': {
      const { people, units, groups } = world.config().roster;
      return { object: 'roster', reads: [], ...book(rosterWorkbook(world, now), people.size + units.size + groups.size) };
    }
    case 'cycle': {
      const cycle = await world.stores.cycles.cycle(subject.cycle);
      if (cycle === undefined) throw new ValidationError('no-such-cycle', `no cycle ${subject.cycle}; zerentian status lists them`);
      const reads = cycle.expiredAt === undefined ? [{ object: cycle.id, unit: everyUnit }] : [];
      const workbook = await cycleWorkbook(world, cycle, viewer, now);
      return { object: cycle.id, reads, title: titleOf(world, cycle), ...book(workbook, cycle.units.length) };
    }
    case 'circular': {
      const { document, title, draft, reads } = await circularDocument(world, subject.no, now);
      return { object: `circular/${subject.no}`, reads, title, draft, ...paper(document) };
    }
    case 'report': {
      const report = await reportDocument(world, subject.cycle, subject.unit);
      const object = `${report.cycle.id}/${report.unit}`;
      return { object, reads: [{ object, unit: report.unit }], title: report.title, ...paper(report.document) };
    }
    default:
      return subject satisfies never;
  }
}

/** The same workbook, whose rows tell how far they are and end with the signal's reason once it is aborted. */
export function watchRows(workbook: Workbook, expected: number, { signal, progress }: Watched): Workbook {
  let rows = 0;
  async function* watched<Row>(given: AsyncIterable<Row> | Iterable<Row>): AsyncGenerator<Row> {
    for await (const row of given) {
      signal.throwIfAborted();
      yield row;
      rows += 1;
      progress((100 * rows) / Math.max(rows + 1, expected));
    }
  }
  return { ...workbook, sheets: workbook.sheets.map((sheet) => ({ ...sheet, rows: watched(sheet.rows) })) };
}
