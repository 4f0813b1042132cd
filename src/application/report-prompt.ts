/** A report as it is asked for: its parts, and who reads it. */
import { readerOf } from '../domain/reader.js';
import { holders } from '../domain/responsibility.js';
import type { UnitId } from '../domain/roster.js';
import type { ReportCycle } from './hand-over-report.js';
import type { Facts } from './messages.js';
import { reportRecord } from './report-record.js';
import { leaderName } from './words.js';
import { say, type World } from './world.js';

export async function reportFacts(
  world: World,
  cycle: ReportCycle,
  unit: UnitId,
): Promise<Pick<Facts<'report'>, 'questions' | 'reader' | 'record'>> {
  const { questions, readers, ask } = cycle.schedule;
  const { roster } = world.config();
  const [author = ''] = holders(roster, ask, unit);
  const reader = readerOf(roster, readers, unit, author);
  return {
    questions: questions.map(({ text, optional }, index) => ({ no: index + 1, text, optional })),
    reader: reader === undefined ? null : leaderName(world, reader),
    record: await recordWords(world, cycle, unit),
  };
}

/** What the books hold of the period, in a line or two; null: nothing. */
export async function recordWords(world: World, cycle: ReportCycle, unit: UnitId): Promise<string | null> {
  const record = await reportRecord(world, cycle, unit);
  return record === null ? null : say(world, 'report-record', { ...record });
}
