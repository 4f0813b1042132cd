/** Leave and transfers that are open. A counter tells whether any has changed, so that the roster in force need not read them each second. */
import type { PostingStore } from '../../application/ports.js';
import type { Leave, Transfer } from '../../domain/posting.js';
import { guard } from './guard.js';
import { createMatterStore } from './matter-store.js';
import type { StoreBase } from './store-base.js';

export function createPostingStore(base: StoreBase): PostingStore {
  const matters = createMatterStore(base);
  const version = async (): Promise<number> => Number((await guard(base.client.hget(base.keys.numbers, 'postings'))) ?? 0);
  return {
    version,
    // The version is read first: what changes meanwhile is read again at the next look, never missed.
    async all() {
      const read = await version();
      const [leaves, transfers] = await Promise.all([matters.open({ kind: 'leave' }), matters.open({ kind: 'transfer' })]);
      return { version: read, leaves: leaves satisfies Leave[], transfers: transfers satisfies Transfer[] };
    },
  };
}
