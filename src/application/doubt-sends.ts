/**
 * Puts in doubt what a restored store would send: what was due may have gone out between the backup and the loss. It stands as after a crash in
 * the middle of sending, so the next look makes it unknown and tells the clerk, who decides; receipts are repeated under the same number.
 */
import type { Instant } from '../domain/time.js';
import type { Lane } from './deliver.js';
import type { World } from './world.js';

const lanes: readonly Lane[] = ['urgent', 'normal'];
const recipientsAtOnce = 100;
const courierMs = 60_000;

/** Only while no bot runs. How many notices there are; what falls due after `now` is left as it is. */
export async function doubtSends({ stores, processId }: World, now: Instant): Promise<number> {
  const { household, outbox } = stores;
  let doubted = 0;
  for (const lane of lanes) {
    for (let claimed = 1; claimed > 0; doubted += claimed) {
      claimed = 0;
      for (const to of await outbox.due(lane, now, recipientsAtOnce)) {
        await household.holdCourier(processId, courierMs);
        claimed += (await outbox.claim(processId, lane, to, now, now)).length;
      }
    }
  }
  await household.yieldCourier(processId);
  return doubted;
}
