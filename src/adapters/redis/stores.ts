/** Opens all stores of one committee on one Redis connection. */
import type { Redis } from 'ioredis';
import type { Stores } from '../../application/ports.js';
import type { Vault } from '../../application/vault-port.js';
import type { UnitId } from '../../domain/roster.js';
import { createAuditStore } from './audit-store.js';
import { createBindingStore } from './binding-store.js';
import { createCalendarLinkStore } from './calendar-link-store.js';
import { createCircularStore } from './circular-store.js';
import { createConversationStore } from './conversation-store.js';
import { createCycleShelf } from './cycle-shelf.js';
import { createCycleStore } from './cycle-store.js';
import { guard } from './guard.js';
import { createFormLinkStore } from './form-link-store.js';
import { createHousehold } from './household.js';
import { createJobStore } from './job-store.js';
import { keysOf } from './keys.js';
import { createLedgerStore } from './ledger-store.js';
import { createLookups } from './lookups.js';
import { createMatterStore } from './matter-store.js';
import { createNoticeForms } from './notice-forms.js';
import { createOutbox } from './outbox.js';
import { createPostingStore } from './posting-store.js';
import { createReadLog } from './read-log.js';
import { createReplyStore } from './reply-store.js';
import { createRetentionStore } from './retention-store.js';
import { createRoundStore } from './round-store.js';
import { scriptsOn } from './scripts.js';
import { createSealer } from './sealer.js';
import { createSignInStore } from './sign-in-store.js';
import { createWebhookStore } from './webhook-store.js';
import { createClaims, type StoreBase } from './store-base.js';

/**
 * Needs Redis 6.2 or newer. Everything rejects with a TemporaryError or PermanentError whose text holds no arguments of a command.
 * `household.close` closes the connection. `capacity` says for the audit trail in which capacity somebody acts. Throws a ValidationError `bad-committee`.
 */
export function openStores(
  client: Redis,
  options: { committee: string; vault: Vault; capacity?: (person: string, unit?: UnitId) => string },
): Stores {
  const keys = keysOf(options.committee);
  const sealer = createSealer(client, keys, options.committee, options.vault);
  const scripts = scriptsOn(client);
  const lookups = createLookups(scripts);
  const base: StoreBase = {
    client,
    keys,
    scripts,
    lookups,
    sealer,
    shelf: createCycleShelf(client, keys, lookups),
    forms: createNoticeForms(keys, sealer),
    claims: createClaims(),
    acting(person, unit) {
      const as = options.capacity?.(person, unit) ?? '';
      return as === '' ? person : `${person} ${as}`;
    },
  };
  return {
    outbox: createOutbox(base),
    cycles: createCycleStore(base),
    replies: createReplyStore(base),
    conversation: createConversationStore(base),
    circulars: createCircularStore(base),
    matters: createMatterStore(base),
    ledger: createLedgerStore(base),
    rounds: createRoundStore(base),
    bindings: createBindingStore(base),
    postings: createPostingStore(base),
    household: createHousehold(base),
    signIns: createSignInStore(base),
    formLinks: createFormLinkStore(base),
    calendarLinks: createCalendarLinkStore(base),
    webhooks: createWebhookStore(base),
    audit: createAuditStore(base, options.committee),
    reads: createReadLog(base),
    retention: createRetentionStore(base),
    jobs: createJobStore(base),
  };
}

/** Whether anything is stored that can only be read with the key file it was sealed with. */
export async function holdsSealed(client: Redis, committee: string): Promise<boolean> {
  const { dataKeys, keyPrint } = keysOf(committee);
  return (await guard(client.exists(dataKeys, keyPrint))) > 0;
}
