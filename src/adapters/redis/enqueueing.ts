import type { Notice } from '../../application/ports.js';
import type { Instant } from '../../domain/time.js';
import { asNumber } from './script-replies.js';
import type { StoreBase } from './store-base.js';

/** A script that queued thousands would hold everybody up. */
const enqueueLimit = 100;

/** Queues notices, batch by batch; those whose id is known are left alone. Returns how many were new. */
export async function enqueueAll({ forms, scripts }: StoreBase, notices: readonly Notice[], now: Instant): Promise<number> {
  let added = 0;
  for (let from = 0; from < notices.length; from += enqueueLimit) {
    const rest = await forms.queued(notices.slice(from, from + enqueueLimit), now);
    added += asNumber(await scripts.run('enqueue', {}, {}, rest));
  }
  return added;
}
