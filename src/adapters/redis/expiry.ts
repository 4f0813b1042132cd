/** The deletions themselves. Each is one script, which counts it and writes its audit entry; what is gone already is left alone. */
import type { RetentionStore } from '../../application/ports.js';
import { asNumber } from './script-replies.js';
import type { StoreBase } from './store-base.js';

type Expiry = Pick<
  RetentionStore,
  'expireCycle' | 'expirePart' | 'expireMatter' | 'expireCircular' | 'expireNotice' | 'expireRounds' | 'expireReached' | 'expireActs'
>;

export function expiry({ keys, scripts, sealer }: StoreBase): Expiry {
  const books = { retention: keys.retention, numbers: keys.numbers, audit: keys.audit };

  async function expireEntries(places: { index: string; details: string }, what: string, at: number, limit: number, now: number) {
    return asNumber(await scripts.run('expire-entries', { ...places, ...books }, { before: at, limit, object: what, now }));
  }

  return {
    async expireCycle(id, now) {
      const { tree: _tree, records: _records, count: _count, ...places } = keys.cycle(id);
      await scripts.run('expire-cycle', { ...places, dataKeys: keys.dataKeys, ...books }, { id, now });
      sealer.forget(id);
    },

    async expirePart(id, part, now, deleted = true) {
      const { cycle, drafts } = keys.cycle(id);
      await scripts.run('expire-part', { cycle, drafts, ...books }, { part, deleted: deleted ? 1 : 0, object: `${id}/${part}`, now });
    },

    async expireMatter(no, key, now) {
      const places = { matter: keys.matter(no), open: keys.openMatters, due: keys.dueMatters, settled: keys.settledMatters };
      await scripts.run('expire-matter', { ...places, matterNumbers: keys.matterNumbers, ...books }, { no, key: key ?? '', now });
    },

    async expireCircular({ no, cycle }, now) {
      const places = { circular: keys.circular(no), open: keys.openCirculars };
      await scripts.run('expire-circular', { ...places, ...books }, { no, object: `${cycle}/circular/${no}`, now });
    },

    async expireNotice({ id, no }, now) {
      const places = { notice: keys.notice(id), unknown: keys.unsettled('unknown'), failed: keys.unsettled('failed') };
      await scripts.run('expire-notice', { ...places, noticeNumbers: keys.noticeNumbers, ...books }, { id, no, now });
    },

    async expireRounds(at, limit, now) {
      const rounds = { index: keys.rounds, details: keys.roundDetails };
      const missed = { index: keys.missed, details: keys.missedReasons };
      return (await expireEntries(rounds, 'rounds', at, limit, now)) + (await expireEntries(missed, 'missed', at, limit, now));
    },

    expireReached: (at, limit, now) => expireEntries({ index: keys.reached, details: keys.unreached }, 'reached', at, limit, now),

    async expireActs(person, at, now) {
      await scripts.run('expire-acts', { actors: keys.actors, acts: keys.acts(person), ...books }, { person, before: at, now });
    },
  };
}
