/** What the bot has on its books, read through the stores as the command line does: for scenes that end in "and nothing was lost". */
import type { Cycle, Reply, UnitRecord, UnitState } from '../../src/domain/cycle.js';
import { answerReport } from '../../src/application/report-state.js';
import type { Township } from './township.js';

/** The open cycle, or the newest of several. */
export async function newestCycle({ bot }: Township): Promise<Cycle> {
  const [cycle] = await bot.world.stores.cycles.openCycles();
  if (cycle === undefined) throw new Error('no cycle is open');
  return cycle;
}

export async function recordOf(town: Township, unit: string, cycle?: Cycle): Promise<UnitRecord> {
  const { id } = cycle ?? (await newestCycle(town));
  const record = (await town.bot.world.stores.cycles.records(id, [unit])).get(unit);
  if (record === undefined) throw new Error(`${unit} is not in ${id}`);
  return record;
}

/** All that was ever stored for a unit, oldest first. */
export async function versionsOf(town: Township, unit: string, cycle?: Cycle): Promise<Reply[]> {
  const { id } = cycle ?? (await newestCycle(town));
  return town.bot.world.stores.replies.versions(id, unit);
}

/** Each stored version in short: who, whether late, and the answers' values. */
export async function booked(town: Township, unit: string, cycle?: Cycle): Promise<{ by: string; late: boolean; answers: unknown[] }[]> {
  const versions = await versionsOf(town, unit, cycle);
  return versions.map(({ by, late, answers }) => ({ by, late, answers: Object.values(answers).map(answerReport) }));
}

export async function totals(town: Township, cycle?: Cycle): Promise<Record<UnitState, number>> {
  const { id } = cycle ?? (await newestCycle(town));
  return town.bot.world.stores.cycles.counts(id, '*');
}
