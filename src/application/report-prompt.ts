/** A report as it is asked for: whose, of which period, its parts, and who reads it. */
import { readerOf } from '../domain/reader.js';
import { holders } from '../domain/responsibility.js';
import type { UnitId } from '../domain/roster.js';
import type { ReportCycle } from './hand-over-report.js';
import type { Facts } from './messages.js';
import { clerkName, leaderName, titleOf, unitName } from './words.js';
import type { World } from './world.js';

export function reportFacts(
  world: World,
  { cycle, unit, number, salute }: { cycle: ReportCycle; unit: UnitId; number: number | null; salute: string | null },
): Omit<Facts<'report'>, 'deadline'> {
  const { questions, basis, readers, ask } = cycle.schedule;
  const { roster } = world.config();
  const [author = ''] = holders(roster, ask, unit);
  const reader = readerOf(roster, readers, unit, author);
  return {
    salute,
    unit: unitName(world, unit, cycle),
    title: titleOf(world, cycle),
    number,
    count: questions.length,
    questions: questions.map(({ text, optional }, index) => ({ no: index + 1, text, optional })),
    reader: reader === undefined ? null : leaderName(world, reader),
    basis: basis ?? null,
    clerk: clerkName(world),
  };
}
