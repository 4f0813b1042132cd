/** What the clerk hears of openings that were missed: several of one schedule are said in one breath. */
import type { Composer } from './due-notice.js';
import type { MissedFacts } from './open-due.js';
import { dateWords } from './words.js';
import { say } from './world.js';

export const missed: Composer = (world, items) => {
  const bySchedule = new Map<string, MissedFacts[]>();
  for (const { notice } of items) {
    const facts = notice.facts as MissedFacts;
    bySchedule.set(facts.name, [...(bySchedule.get(facts.name) ?? []), facts]);
  }
  return [...bySchedule.values()].flatMap((openings) => {
    const [first, ...rest] = openings.toSorted((one, other) => one.plannedAt - other.plannedAt);
    const last = rest.at(-1) ?? first;
    if (first === undefined || last === undefined) return [];
    const { name, festival, round, reason } = last;
    const several = rest.length > 0;
    return say(world, 'missed', {
      name,
      at: dateWords(world, first.plannedAt, !several),
      to: several ? dateWords(world, last.plannedAt, false) : null,
      count: openings.length,
      reason,
      festival,
      round,
    });
  });
};
