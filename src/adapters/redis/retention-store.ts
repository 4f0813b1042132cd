/** Finds what has passed its time and deletes it, each in one script with its audit entry. */
import type { ClosedCycle, RetentionStore, SettledMatter } from '../../application/ports.js';
import { attachmentsOf } from './cycle-attachments.js';
import { guard } from './guard.js';
import { parseInfo } from './inspect-server.js';
import { kindTag } from './matter-form.js';
import { expiry } from './expiry.js';
import type { StoreBase } from './store-base.js';

export function createRetentionStore(base: StoreBase): RetentionStore {
  return { ...running(base), ...finding(base), ...expiry(base), attachments: (cycle, of) => attachmentsOf(base, cycle, of) };
}

function running({ client, keys }: StoreBase): Pick<RetentionStore, 'lastRun' | 'noteRun' | 'compact'> {
  return {
    lastRun: async () => (await guard(client.hget(keys.retention, 'day'))) ?? undefined,

    async noteRun(day) {
      await guard(client.hset(keys.retention, 'day', day));
    },

    async compact() {
      const [deleted, written] = await guard(client.hmget(keys.retention, 'deleted', 'written'));
      if (deleted == null) return 'nothing';
      const facts = parseInfo(await guard(client.info()));
      const usesLog = facts.get('aof_enabled') !== '0';
      const isWritten = facts.get(usesLog ? 'aof_last_bgrewrite_status' : 'rdb_last_bgsave_status') !== 'err';
      if (deleted === written && isWritten) return 'nothing';
      if (underWay.some((field) => facts.get(field) === '1')) return 'busy';
      await guard(usesLog ? client.bgrewriteaof() : client.bgsave());
      // What is deleted from now on may be in the files that are being written: it counts as not written.
      await guard(client.hset(keys.retention, 'written', deleted));
      return 'begun';
    },
  };
}

const underWay = ['aof_rewrite_in_progress', 'aof_rewrite_scheduled', 'rdb_bgsave_in_progress'];

type Finding = Pick<RetentionStore, 'closedBefore' | 'settledBefore' | 'openAbout' | 'circularsBefore' | 'unsettledBefore' | 'actors'>;

function finding(base: StoreBase): Finding {
  const { client, keys } = base;
  return {
    async closedBefore(at) {
      const ids = await guard(client.zrangebyscore(keys.closedCycles, '-inf', `(${at}`));
      const rows = await Promise.all(
        ids.map((id) => guard(client.hmget(keys.cycle(id).cycle, 'closedAt', 'expiredAt', 'draftsGone', 'filesGone'))),
      );
      return ids.flatMap((id, i): ClosedCycle[] => {
        const [closedAt, expiredAt, drafts, files] = rows[i] ?? [];
        if (closedAt == null || expiredAt != null) return [];
        const gone = new Set([...(drafts == null ? [] : ['drafts' as const]), ...(files == null ? [] : ['files' as const])]);
        return [{ id, closedAt: Number(closedAt), gone }];
      });
    },

    async settledBefore(at, offset, limit) {
      const rows = await guard(client.zrangebyscore(keys.settledMatters, '-inf', `(${at}`, 'WITHSCORES', 'LIMIT', offset, limit));
      const matters = Array.from({ length: rows.length / 2 }, (_, i) => ({ no: Number(rows[2 * i]), settledAt: Number(rows[2 * i + 1]) }));
      return Promise.all(matters.map((matter) => outlineOf(base, matter)));
    },

    async openAbout(cycle) {
      const lists = await Promise.all(
        (['request', 'reading'] as const).map((kind) => {
          const tag = kindTag(kind);
          return guard(client.zrangebylex(keys.openMatters, `[${tag}|`, `(${tag}}`));
        }),
      );
      const numbers = lists.flat().map((member) => Number(member.slice(member.lastIndexOf('|') + 1)));
      const cycles = await Promise.all(numbers.map((no) => guard(client.hget(keys.matter(no), 'cycle'))));
      return numbers.filter((_, i) => cycles[i] === cycle);
    },

    async circularsBefore(at, limit) {
      const [known, last] = await Promise.all([
        guard(client.hget(keys.retention, 'circular')),
        guard(client.hget(keys.numbers, 'circular')),
      ]);
      const first = Number(known ?? 0) + 1;
      const numbers = Array.from({ length: Math.min(limit, Math.max(0, Number(last ?? 0) - first + 1)) }, (_, i) => first + i);
      const rows = await Promise.all(numbers.map((no) => guard(client.hmget(keys.circular(no), 'cycle', 'at'))));
      return numbers.flatMap((no, i) => {
        const [cycle, drafted] = rows[i] ?? [];
        return cycle == null || Number(drafted) >= at ? [] : [{ no, cycle }];
      });
    },

    async unsettledBefore(at, limit) {
      const lists = await Promise.all(
        (['unknown', 'failed'] as const).map((outcome) =>
          guard(client.zrangebyscore(keys.unsettled(outcome), '-inf', `(${at}`, 'LIMIT', 0, limit)),
        ),
      );
      const ids = lists.flat();
      const numbers = await Promise.all(ids.map((id) => guard(client.hget(keys.notice(id), 'no'))));
      return ids.map((id, i) => ({ id, no: Number(numbers[i] ?? 0) }));
    },

    actors: () => guard(client.zrange(keys.actors, 0, '-1')),
  };
}

async function outlineOf({ client, keys }: StoreBase, matter: { no: number; settledAt: number }): Promise<SettledMatter> {
  const [kind, unit, cycle] = await guard(client.hmget(keys.matter(matter.no), 'kind', 'unit', 'cycle'));
  // One without a kind was deleted by half: deleting it again takes it out of the index.
  return { ...matter, kind: (kind ?? 'request') as SettledMatter['kind'], unit: unit ?? '', ...(cycle == null ? {} : { cycle }) };
}
