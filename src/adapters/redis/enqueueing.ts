import type { Notice, Urge } from '../../application/ports.js';
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

/** Queues what asking after a unit brings about, with its audit entry, and notes the act. Returns how many notices were new. */
export async function urgeWith(base: StoreBase, { id, by, cycle, unit }: Urge, notices: readonly Notice[], now: Instant): Promise<number> {
  const { forms, scripts, keys } = base;
  const { actors, numbers, audit } = keys;
  const places = { actors, acts: keys.acts(by), numbers, audit };
  const args = { person: by, member: `urged|${id}`, actor: base.acting(by, unit), object: `${cycle}/${unit}`, now };
  return asNumber(await scripts.run('urge', places, args, await forms.queued(notices, now)));
}
