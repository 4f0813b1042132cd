/** How far each schedule has been looked at, and which occurrences did not open. */
import type { CycleStore } from '../../application/ports.js';
import { clockSkewMs } from '../../domain/clock-jump.js';
import { guard } from './guard.js';
import { asFlag, asNumber } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

export function watermarks({
  client,
  keys,
  scripts,
}: StoreBase): Pick<CycleStore, 'watermark' | 'moveWatermark' | 'recordMissed' | 'missed'> {
  return {
    async watermark(schedule, fingerprint, now) {
      const args = { schedule, fingerprint, now, latest: now + clockSkewMs };
      return asNumber(await scripts.run('watermark', { watermarks: keys.watermarks }, args));
    },

    async moveWatermark(schedule, to) {
      await scripts.run('move-watermark', { watermarks: keys.watermarks }, { schedule, to });
    },

    async recordMissed(schedule, plannedAt, reason, now) {
      const places = { missed: keys.missed, reasons: keys.missedReasons, numbers: keys.numbers, audit: keys.audit };
      return asFlag(
        await scripts.run('record-missed', places, { member: `${schedule}@${plannedAt}`, plannedAt, reason, now, token: newToken() }),
      );
    },

    async missed(since) {
      const members = await guard(client.zrangebyscore(keys.missed, since, '+inf'));
      if (members.length === 0) return [];
      const reasons = await guard(client.hmget(keys.missedReasons, ...members));
      return members.map((member, i) => {
        const at = member.lastIndexOf('@');
        const kept = reasons[i] ?? '|';
        return { schedule: member.slice(0, at), plannedAt: asNumber(member.slice(at + 1)), reason: kept.slice(kept.indexOf('|') + 1) };
      });
    },
  };
}
