/** Which words of units the bot shows somebody of its own accord: explanations beside a matter that has gone up, and what was said of a task done. */
import type { Cycle } from '../domain/cycle.js';
import type { PersonId, UnitId } from '../domain/roster.js';
import type { Instant } from '../domain/time.js';
import type { DueNotice } from './due-notice.js';
import { noteReads, type ReadOf } from './note-read.js';
import { asTask } from './task-notices.js';
import type { World } from './world.js';

/** Notes what a message to a person is about to show them, once for each notice in it. */
export async function noteShown(world: World, reader: PersonId, said: readonly DueNotice[], now: Instant): Promise<void> {
  for (const item of said) {
    const shown = await shownBy(world, item);
    if (shown.length > 0) await noteReads(world, reader, shown, item.notice.id, now);
  }
}

async function shownBy(world: World, { notice, cycle, unit }: DueNotice): Promise<ReadOf[]> {
  switch (notice.kind) {
    case 'circulate':
    case 'circulate-copy':
      return cycle === undefined ? [] : explained(world, cycle, (notice.facts as { units: UnitId[] }).units);
    case 'supervise':
      return cycle === undefined || unit === undefined ? [] : explained(world, cycle, [unit]);
    case 'task-reported': {
      const task = asTask(await world.stores.matters.matter((notice.facts as { no: number }).no));
      return task === undefined || task.evidence.length === 0 ? [] : [{ object: `matter/${task.no}`, unit: task.unit }];
    }
    default:
      return [];
  }
}

async function explained(world: World, { id }: Cycle, units: readonly UnitId[]): Promise<ReadOf[]> {
  const explanations = await Promise.all(units.map((unit) => world.stores.replies.explanation(id, unit)));
  return units.filter((_, i) => explanations[i] !== undefined).map((unit) => ({ object: `${id}/${unit}`, unit }));
}
