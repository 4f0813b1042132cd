/** Puts on record that something was exported, before the file is there; whose words are in it is on record as read. */
import type { Instant } from '../domain/time.js';
import { noteReads, type ReadOf } from './note-read.js';
import type { Viewer } from './sheet-words.js';
import type { World } from './world.js';

/** `object`: what was exported: `ledger`, `roster`, `<cycle>`, `circular/<no>`, … Once for the operation. Throws what the store throws. */
export async function noteExport(
  world: World,
  viewer: Viewer,
  { object, reads }: { object: string; reads: readonly ReadOf[] },
  operationId: string,
  now: Instant,
): Promise<void> {
  const actor = viewer === 'operator' ? viewer : viewer.id;
  await noteReads(world, actor, reads, operationId, now);
  await world.stores.audit.note({ at: now, actor, act: 'exported', object }, `export/${operationId}/${object}`);
}
