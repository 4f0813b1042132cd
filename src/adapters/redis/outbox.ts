/** The outbox: what is to be said, to whom and from when on, and the two lanes in which couriers take it. */
import type { Outbox, StoredNotice } from '../../application/ports.js';
import type { Instant } from '../../domain/time.js';
import { guard } from './guard.js';
import { parseRecipient, recipientText } from './keys.js';
import { enqueueAll } from './enqueueing.js';
import { laneOf } from './notice-forms.js';
import { deliveryOutcomes } from './delivery-outcomes.js';
import { asHashes, asInstant, scoreOf } from './script-replies.js';
import { sendLedger } from './send-ledger.js';
import { newToken, type StoreBase } from './store-base.js';

const claimLimit = 20;

export function createOutbox(base: StoreBase): Outbox {
  return { ...queueing(base), ...deliveryOutcomes(base), ...sendLedger(base) };
}

function queueing(base: StoreBase): Pick<Outbox, 'enqueue' | 'due' | 'nextDue' | 'claim' | 'release'> {
  const { client, keys, scripts, claims } = base;
  return {
    enqueue: (notices, now) => enqueueAll(base, notices, now),

    async due(lane, now, limit) {
      const recipients = await guard(client.zrangebyscore(keys.queue(lane), '-inf', now, 'LIMIT', 0, limit));
      return recipients.map(parseRecipient);
    },

    async nextDue(lane) {
      const [, score] = await guard(client.zrange(keys.queue(lane), 0, '0', 'WITHSCORES'));
      return score === undefined ? undefined : asInstant(score);
    },

    async claim(courier, lane, recipient, now, leaseUntil) {
      const to = recipientText(recipient);
      const queueOf = keys.queueOf(lane, to);
      const [due, riders] = await Promise.all([
        guard(client.zrangebyscore(queueOf, '-inf', now, 'LIMIT', 0, claimLimit)),
        guard(client.zrangebyscore(queueOf, '+inf', '+inf', 'LIMIT', 0, claimLimit)),
      ]);
      if (due.length === 0) return [];
      const ids = [...due, ...riders].slice(0, claimLimit);
      const token = newToken();
      const reply = await scripts.run(
        'claim',
        { courier: keys.courier, sending: keys.sending, queue: keys.queue(lane), queueOf },
        { courierId: courier, to, now, leaseEnd: leaseUntil, token },
        { keys: ids.map((id) => keys.notice(id)), args: ids },
      );
      return readClaimed(base, asHashes(reply), token, now);
    },

    async release(ids, notBefore) {
      const hashes = await Promise.all(ids.map((id) => guard(client.hmget(keys.notice(id), 'to', 'urgent'))));
      await Promise.all(
        ids.map(async (id, i) => {
          const [to, urgent] = hashes[i] ?? [];
          if (to == null) return;
          const lane = laneOf({ urgent: urgent === '1' });
          const places = { sending: keys.sending, notice: keys.notice(id), queue: keys.queue(lane), queueOf: keys.queueOf(lane, to) };
          await scripts.run('release', places, { id, to, notBefore: scoreOf(notBefore), token: claims.of(id) });
        }),
      );
      claims.forget(ids);
    },
  };
}

/** What cannot be read any more is settled as failed, so that it does not stand in the way of the rest. */
async function readClaimed(base: StoreBase, rows: ReturnType<typeof asHashes>, token: string, now: Instant): Promise<StoredNotice[]> {
  base.claims.remember(
    rows.map(({ id }) => id),
    token,
  );
  const read = await Promise.all(rows.map(({ id, hash }) => base.forms.read(id, hash)));
  const { settle } = deliveryOutcomes(base);
  for (const { notice, broken } of read) {
    if (broken !== undefined) await settle([notice.id], 'failed', now, broken, []);
  }
  const readable = read.flatMap(({ notice, broken }) => (broken === undefined ? [notice] : []));
  return readable.sort((a, b) => Number(ridesAlong(a)) - Number(ridesAlong(b)) || oldestFirst(a, b));
}

function ridesAlong({ notBefore }: StoredNotice): boolean {
  return notBefore === Number.POSITIVE_INFINITY;
}

function oldestFirst(a: StoredNotice, b: StoredNotice): number {
  if (a.at !== b.at) return a.at - b.at;
  // The difference of two infinities is no number.
  return a.notBefore === b.notBefore ? 0 : a.notBefore - b.notBefore;
}
