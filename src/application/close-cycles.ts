/** Closes cycles whose time is over: some days after their deadline, or as soon as the next one of their schedule has opened. */
import type { Cycle } from '../domain/cycle.js';
import { dayMs, type Instant } from '../domain/time.js';
import { resolveStep } from '../domain/workdays.js';
import { cycleDeadline, fairDeadlines, type DeadlineOf } from './fair-deadline.js';
import { isUnanswered } from './open-prompts.js';
import { workContext, type World } from './world.js';

/** A cycle stays open for late answers this long after its deadline, unless the next one of its schedule opens before. */
const openAfterDeadlineMs = 30 * dayMs;

/** What somebody was granted is kept: a cycle stays open for a unit with a later deadline of its own, and until its rungs have been taken. */
export async function closeOldCycles(world: World, open: readonly Cycle[], now: Instant): Promise<void> {
  for (const cycle of open) {
    const followed = open.some((other) => other.schedule.id === cycle.schedule.id && other.openedAt > cycle.openedAt);
    const keptMs = followed ? 0 : openAfterDeadlineMs;
    if (now <= cycle.deadline + keptMs) continue;
    // An outage has put off what people were told: looked up only for a cycle that would close.
    const deadlineOf = await fairDeadlines(world);
    if (now <= cycleDeadline(deadlineOf, cycle) + keptMs) continue;
    if (now > (await lastGranted(world, cycle, deadlineOf))) await world.stores.cycles.close(cycle.id, now);
  }
}

/** When the last step about a later deadline is due; -Infinity: none is waited for. */
async function lastGranted(world: World, cycle: Cycle, deadlineOf: DeadlineOf): Promise<Instant> {
  const { cycles } = world.stores;
  const records = await cycles.records(cycle.id, await cycles.extended(cycle.id));
  const context = workContext(world);
  const ends = [...records.values()]
    .filter((record) => isUnanswered({ record }))
    .flatMap((record) => {
      const deadline = deadlineOf(cycle, record);
      return [deadline, ...cycle.schedule.escalate.map(({ at }) => resolveStep(at, deadline, context))];
    });
  return Math.max(...ends);
}
