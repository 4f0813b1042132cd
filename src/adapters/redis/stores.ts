/** Opens all stores of one committee on one Redis connection. */
import type { Redis } from 'ioredis';
import type { Stores } from '../../application/ports.js';
import type { Vault } from '../../application/vault-port.js';
import { createBindingStore } from './binding-store.js';
import { createCircularStore } from './circular-store.js';
import { createConversationStore } from './conversation-store.js';
import { createCycleShelf } from './cycle-shelf.js';
import { createCycleStore } from './cycle-store.js';
import { guard } from './guard.js';
import { createHousehold } from './household.js';
import { keysOf } from './keys.js';
import { createMatterStore } from './matter-store.js';
import { createNoticeForms } from './notice-forms.js';
import { createOutbox } from './outbox.js';
import { createReplyStore } from './reply-store.js';
import { createRoundStore } from './round-store.js';
import { scriptsOn } from './scripts.js';
import { createSealer } from './sealer.js';
import { createClaims, type StoreBase } from './store-base.js';

/**
 * Needs Redis 6.2 or newer. Everything rejects with a TemporaryError or PermanentError whose text holds no arguments of a command.
 * `household.close` closes the connection. Throws a ValidationError `bad-committee`.
 */
export function openStores(client: Redis, options: { committee: string; vault: Vault }): Stores {
  const keys = keysOf(options.committee);
  const sealer = createSealer(client, keys, options.committee, options.vault);
  const base: StoreBase = {
    client,
    keys,
    scripts: scriptsOn(client),
    sealer,
    shelf: createCycleShelf(client, keys),
    forms: createNoticeForms(keys, sealer),
    claims: createClaims(),
  };
  return {
    outbox: createOutbox(base),
    cycles: createCycleStore(base),
    replies: createReplyStore(base),
    conversation: createConversationStore(base),
    circulars: createCircularStore(base),
    matters: createMatterStore(base),
    rounds: createRoundStore(base),
    bindings: createBindingStore(base),
    household: createHousehold(base),
  };
}

/** Whether anything is stored that can only be read with the key file it was sealed with. */
export async function holdsSealed(client: Redis, committee: string): Promise<boolean> {
  return (await guard(client.exists(keysOf(committee).dataKeys))) === 1;
}
