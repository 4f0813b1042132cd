/** An undecided request: the leader is reminded after a workday, the secretary sees it after two. */
import type { Request } from '../domain/matter.js';
import type { Instant } from '../domain/time.js';
import type { World } from './world.js';

export async function followRequest(world: World, request: Request, _now: Instant): Promise<void> {
  await world.stores.matters.postpone(request.no, request.version, Number.POSITIVE_INFINITY);
}
