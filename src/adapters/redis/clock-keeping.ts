/** What the store keeps of time itself: the beats, outages, an operator's word about the clock, and what a clock that was ahead has left behind. */
import type { Household } from '../../application/ports.js';
import type { Instant } from '../../domain/time.js';
import { outageBoundMs, type Outage } from '../../domain/outage.js';
import { guard } from './guard.js';
import { asMembers } from './lookups.js';
import { asNumber, asTexts } from './script-replies.js';
import type { StoreBase } from './store-base.js';

type ClockKeeping = Pick<Household, 'beat' | 'lastBeat' | 'outages' | 'acceptClock' | 'clockAcceptedAt' | 'rest' | 'restsUntil'>;

/** A beat that follows the one before without a gap is written only this often: a flush to disk a second would be for nothing. */
const writtenEveryMs = 5_000;

export function clockKeeping({ client, lookups, keys, scripts }: StoreBase): ClockKeeping {
  let awake: { at: Instant; written: Instant; online: boolean } | undefined;
  const instantAt = async (key: string): Promise<Instant | undefined> => {
    const text = await lookups.get(key);
    return text === null ? undefined : asNumber(text);
  };

  return {
    async beat(now, boundMs, online = false) {
      const follows = awake !== undefined && now >= awake.at && now - awake.at <= boundMs && online === awake.online;
      if (awake !== undefined && follows && now - awake.written < writtenEveryMs) {
        awake.at = now;
        return undefined;
      }
      const args = { now, boundMs, since: awake?.at ?? '', online: online ? 1 : 0 };
      const gap = asTexts(await scripts.run('beat', { beat: keys.beat, outages: keys.outages, chat: keys.chatBeat }, args));
      awake = { at: now, written: now, online };
      return gap.length === 0 ? undefined : intervalOf(gap);
    },

    lastBeat: () => instantAt(keys.beat),

    async outages(from, to) {
      const [members, beat] = await lookups.all([
        { command: 'ZRANGEBYSCORE', key: keys.outages, args: [from, '+inf'] },
        { command: 'GET', key: keys.chatBeat, args: [] },
      ]);
      const online = typeof beat === 'string' ? asNumber(beat) : undefined;
      const kept = asMembers(members)
        .map((member) => intervalOf(member.split('-')))
        .filter((outage) => outage.from <= to);
      return online === undefined || to - online <= outageBoundMs ? kept : withOngoing(kept, { from: online, to });
    },

    async acceptClock(now, actor) {
      const last = await instantAt(keys.beat);
      const object = `clock/${last ?? ''}-${now}`;
      await scripts.run('accept-clock', { clock: keys.clock, numbers: keys.numbers, audit: keys.audit }, { now, actor, object });
    },

    clockAcceptedAt: () => instantAt(keys.clock),

    async rest(until) {
      await guard(client.set(keys.rest, until));
    },

    restsUntil: () => instantAt(keys.rest),
  };
}

/** As one with those it overlaps. */
function withOngoing(kept: readonly Outage[], since: Outage): Outage[] {
  const overlapping = kept.filter(({ from, to }) => to > since.from && from < since.to);
  const from = Math.min(since.from, ...overlapping.map((outage) => outage.from));
  const to = Math.max(since.to, ...overlapping.map((outage) => outage.to));
  return [...kept.filter((outage) => !overlapping.includes(outage)), { from, to, ongoing: true }];
}

function intervalOf([from, to]: string[]): Outage {
  return { from: asNumber(from), to: asNumber(to) };
}
