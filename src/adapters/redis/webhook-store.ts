/** How far each receiver of events has heard the audit trail, and which process tells it. */
import type { WebhookMark, WebhookStore } from '../../application/ports.js';
import { guard } from './guard.js';
import { asFlag, asNumber } from './script-replies.js';
import type { StoreBase } from './store-base.js';

export function createWebhookStore({ client, keys, scripts }: StoreBase): WebhookStore {
  const places = { webhooks: keys.webhooks };
  return {
    async mark(id) {
      const row = await guard(client.hget(keys.webhooks, id));
      return row === null ? undefined : markOf(row);
    },

    async begin(id, no) {
      await guard(client.hsetnx(keys.webhooks, id, `${no}|`));
    },

    async accepted(id, no) {
      await scripts.run('note-webhook', places, { id, no, failingAt: '' });
    },

    async failed(id, at) {
      await scripts.run('note-webhook', places, { id, no: 0, failingAt: at });
    },

    async hold(id, process, leaseMs) {
      return asFlag(await scripts.run('hold-courier', { courier: keys.webhookLease(id) }, { courierId: process, ttlMs: leaseMs }));
    },

    async yield(id, process) {
      await scripts.run('yield-courier', { courier: keys.webhookLease(id) }, { courierId: process });
    },

    async lease(id) {
      return (await guard(client.get(keys.webhookLease(id)))) ?? undefined;
    },
  };
}

function markOf(row: string): WebhookMark {
  const [no, since = ''] = row.split('|');
  return { no: asNumber(no), ...(since === '' ? {} : { failingSince: asNumber(since) }) };
}
