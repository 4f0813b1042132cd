/** What keeps the bot itself in order: who holds the chat account, what people in office did, and which links are known to be broken. */
import type { Household } from '../../application/ports.js';
import type { Instant } from '../../domain/time.js';
import { clockKeeping } from './clock-keeping.js';
import { clockPuttingBack } from './clock-putting-back.js';
import { guard } from './guard.js';
import { asFlag } from './script-replies.js';
import type { StoreBase } from './store-base.js';

export function createHousehold(base: StoreBase): Household {
  const { client, keys, scripts } = base;
  return {
    ...clockKeeping(base),
    ...clockPuttingBack(base),

    async holdCourier(courier, ttlMs) {
      return asFlag(await scripts.run('hold-courier', { courier: keys.courier }, { courierId: courier, ttlMs }));
    },

    async yieldCourier(courier) {
      await scripts.run('yield-courier', { courier: keys.courier }, { courierId: courier });
    },

    async courier() {
      return (await guard(client.get(keys.courier))) ?? undefined;
    },

    async noteAct(id, person, act, now) {
      await scripts.run('note-act', { actors: keys.actors, acts: keys.acts(person) }, { person, member: `${act}|${id}`, now });
    },

    async acts(person, since) {
      const members = await guard(client.zrangebyscore(keys.acts(person), since, '+inf'));
      const counts: Record<string, number> = {};
      for (const member of members) {
        const act = member.slice(0, member.indexOf('|'));
        counts[act] = (counts[act] ?? 0) + 1;
      }
      return counts;
    },

    async noteFiles(digest, now) {
      await scripts.run('note-files', { files: keys.files, numbers: keys.numbers, audit: keys.audit }, { now, digest });
    },

    async linksKnown() {
      const known = await guard(client.get(keys.links));
      return known === null ? undefined : (JSON.parse(known) as { at: Instant; links: string[] });
    },

    async noteLinks(at, links) {
      await guard(client.set(keys.links, JSON.stringify({ at, links })));
    },

    async ping() {
      await guard(client.ping());
    },

    async close() {
      // Waiting for a farewell on a connection that is down would hold up the stop.
      if (client.status === 'ready') await guard(client.quit());
      else client.disconnect();
    },
  };
}
