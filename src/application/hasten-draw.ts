/** An answer to a spot check is looked at at once: the officers need not wait, nor telephone. What fails here is made up for by the draw's next look. */
import type { Cycle } from '../domain/cycle.js';
import type { Instant } from '../domain/time.js';
import { asDraw, drawNumber } from './draw-book.js';
import type { World } from './world.js';

export async function hastenDraw(world: World, { id }: Pick<Cycle, 'id'>, now: Instant): Promise<void> {
  const { matters } = world.stores;
  try {
    const draw = asDraw(await matters.matter(await drawNumber(world, id)));
    if (draw !== undefined && draw.settledAt === undefined) await matters.postpone(draw.no, draw.version, now);
  } catch (error) {
    world.log.warn({ err: error, cycle: id }, 'whoever checks hears later of an answer');
  }
}
