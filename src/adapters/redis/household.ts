/** What keeps the bot itself in order: who holds the chat account, and when nobody was awake. */
import type { Household } from '../../application/ports.js';
import { dayMs, type Instant } from '../../domain/time.js';
import { guard } from './guard.js';
import { asFlag, asNumber, asTexts } from './script-replies.js';
import type { StoreBase } from './store-base.js';

/** A beat that follows the one before without a gap is written only this often: a flush to disk a second would be for nothing. */
const writtenEveryMs = 5_000;
const actsKeptMs = 400 * dayMs;

export function createHousehold({ client, keys, scripts }: StoreBase): Household {
  let awake: { at: Instant; written: Instant } | undefined;

  return {
    async holdCourier(courier, ttlMs) {
      return asFlag(await scripts.run('hold-courier', { courier: keys.courier }, { courierId: courier, ttlMs }));
    },

    async yieldCourier(courier) {
      await scripts.run('yield-courier', { courier: keys.courier }, { courierId: courier });
    },

    async beat(now, boundMs) {
      if (awake !== undefined && now >= awake.at && now - awake.at <= boundMs && now - awake.written < writtenEveryMs) {
        awake.at = now;
        return undefined;
      }
      const args = { now, boundMs, since: awake?.at ?? '' };
      const gap = asTexts(await scripts.run('beat', { beat: keys.beat, outages: keys.outages }, args));
      awake = { at: now, written: now };
      return gap.length === 0 ? undefined : intervalOf(gap);
    },

    async outages(from, to) {
      const ended = await guard(client.zrangebyscore(keys.outages, from, '+inf'));
      return ended.map((member) => intervalOf(member.split('-'))).filter((outage) => outage.from <= to);
    },

    async noteAct(id, person, act, now) {
      await scripts.run('note-act', { acts: keys.acts(person) }, { member: `${act}|${id}`, now, from: now - actsKeptMs });
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

function intervalOf([from, to]: string[]): { from: number; to: number } {
  return { from: asNumber(from), to: asNumber(to) };
}
