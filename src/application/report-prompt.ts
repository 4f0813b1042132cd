/** A report as it is asked for: its parts, and who reads it. */
import { readerOf } from '../domain/reader.js';
import { holders } from '../domain/responsibility.js';
import type { UnitId } from '../domain/roster.js';
import type { ReportCycle } from './hand-over-report.js';
import type { Facts } from './messages.js';
import { leaderName } from './words.js';
import type { World } from './world.js';

export function reportFacts(world: World, cycle: ReportCycle, unit: UnitId): Pick<Facts<'report'>, 'questions' | 'reader'> {
  const { questions, readers, ask } = cycle.schedule;
  const { roster } = world.config();
  const [author = ''] = holders(roster, ask, unit);
  const reader = readerOf(roster, readers, unit, author);
  return {
    questions: questions.map(({ text, optional }, index) => ({ no: index + 1, text, optional })),
    reader: reader === undefined ? null : leaderName(world, reader),
  };
}
