/** What keeps the bot itself in order: who holds the chat account, and when nobody was awake. */
import type { Household } from '../../application/ports.js';
import type { Instant } from '../../domain/time.js';
import { guard } from './guard.js';
import { asFlag, asNumber, asTexts } from './script-replies.js';
import type { StoreBase } from './store-base.js';

/** A beat that follows the one before without a gap is written only this often: a flush to disk a second would be for nothing. */
const writtenEveryMs = 5_000;

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
