import { openCycle } from '../../application/open-cycle.js';
import { dateWords, titleOf } from '../../application/words.js';
import { say } from '../../application/world.js';
import { ValidationError } from '../../domain/errors.js';
import { minuteMs } from '../../domain/time.js';
import { answer, type Output } from '../output.js';
import { withWorld } from '../with-world.js';

/** Opens a cycle now, as `operator`; the running bot asks. Twice within a minute opens once. */
export async function openSchedule(output: Output, id: string): Promise<void> {
  await withWorld(async (world) => {
    const { schedules } = world.config();
    const schedule = schedules.get(id);
    if (schedule === undefined)
      throw new ValidationError('no-such-schedule', `no schedule ${id}; there are: ${[...schedules.keys()].join(', ')}`);
    const now = world.clock.now();
    const plannedAt = now - (now % minuteMs);
    const opened = await openCycle(world, schedule, plannedAt, now, 'operator');
    const cycle = opened ?? (await world.stores.cycles.cyclesSince(plannedAt - minuteMs)).find((one) => one.schedule.id === id);
    if (cycle === undefined) throw new ValidationError('not-opened', `${id} was not opened`);
    answer(output, { cycle: cycle.id, opened: opened !== undefined }, () =>
      say(world, 'cli-opened', {
        opened: opened !== undefined,
        title: titleOf(world, cycle),
        id: cycle.id,
        total: cycle.units.length,
        deadline: dateWords(world, cycle.deadline),
      }),
    );
  });
}
