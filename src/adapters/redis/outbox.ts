/** The outbox: what is to be said, to whom and from when on, and the two lanes in which couriers take it. */
import type { Outbox, StoredNotice } from '../../application/ports.js';
import type { Instant } from '../../domain/time.js';
import { guard } from './guard.js';
import { parseRecipient, recipientText } from './keys.js';
import { enqueueAll, urgeWith } from './enqueueing.js';
import { addressOf } from './notice-forms.js';
import { deliveryOutcomes } from './delivery-outcomes.js';
import { asHashes, asInstant, scoreOf } from './script-replies.js';
import { queueFigures } from './queue-figures.js';
import { reachFigures } from './reach-figures.js';
import { sendLedger } from './send-ledger.js';
import { newToken, type StoreBase } from './store-base.js';
import { hashesOf } from './stored-notices.js';

const claimLimit = 20;

export function createOutbox(base: StoreBase): Outbox {
  const { putBackLost, ...queue } = queueing(base);
  const outcomes = deliveryOutcomes(base);
  return {
    ...queue,
    ...outcomes,
    ...sendLedger(base),
    ...queueFigures(base),
    ...reachFigures(base),
    async expire(now) {
      await putBackLost(now);
      return outcomes.expire(now);
    },
  };
}

type Queueing = Pick<Outbox, 'enqueue' | 'urge' | 'due' | 'nextDue' | 'claim' | 'release' | 'stillClaimed'> & {
  putBackLost: (now: Instant) => Promise<void>;
};

function queueing(base: StoreBase): Queueing {
  const { client, keys, scripts, claims } = base;
  /** Claims that may have been made although nobody was told so: nothing was sent under them, so nobody has to be asked about it. */
  const lost = new Map<string, string[]>();

  const putBack = async (ids: readonly string[], notBefore: Instant, tokenOf: (id: string) => string): Promise<void> => {
    const known = await hashesOf(base, ids);
    await Promise.all(
      known.map(async ({ id, hash: { form } }) => {
        if (form === undefined) return;
        const { to, lane } = addressOf(form);
        const queues = { queue: keys.queue(lane), queueOf: keys.queueOf(lane, to) };
        const places = { sending: keys.sending, receipts: keys.receipts, notice: keys.notice(id), ...queues };
        await scripts.run('release', places, { id, to, notBefore: scoreOf(notBefore), token: tokenOf(id) });
      }),
    );
  };

  const putBackLost = async (now: Instant): Promise<void> => {
    for (const [token, ids] of lost) {
      await putBack(ids, now, () => token);
      lost.delete(token);
    }
  };

  return {
    putBackLost,

    enqueue: (notices, now) => enqueueAll(base, notices, now),
    urge: (urge, notices, now) => urgeWith(base, urge, notices, now),

    async due(lane, now, limit) {
      await putBackLost(now);
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
      const places = { courier: keys.courier, sending: keys.sending, queue: keys.queue(lane), queueOf };
      const args = { courierId: courier, to, now, leaseEnd: leaseUntil, token };
      try {
        const reply = await scripts.run('claim', places, args, { keys: ids.map((id) => keys.notice(id)), args: ids });
        return await readClaimed(base, asHashes(reply), token, now);
      } catch (error) {
        lost.set(token, ids);
        throw error;
      }
    },

    async release(ids, notBefore) {
      await putBack(ids, notBefore, (id) => claims.of(id));
      claims.forget(ids);
    },

    async stillClaimed(ids) {
      const held = await Promise.all(ids.map((id) => guard(client.hmget(keys.notice(id), 'state', 'claim'))));
      return ids.every((id, i) => held[i]?.[0] === 'sending' && held[i][1] === claims.of(id));
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
    if (broken !== undefined) await settle([notice.id], (await isExpired(base, notice)) ? 'dropped' : 'failed', now, broken, [], [], false);
  }
  const readable = read.flatMap(({ notice, broken }) => (broken === undefined ? [notice] : []));
  return readable.sort((a, b) => Number(ridesAlong(a)) - Number(ridesAlong(b)) || oldestFirst(a, b));
}

/** Nobody has to hear that something was not sent whose time is over. */
async function isExpired({ shelf }: StoreBase, { cycle }: StoredNotice): Promise<boolean> {
  return cycle !== undefined && (await shelf.fresh(cycle))?.expiredAt !== undefined;
}

function ridesAlong({ notBefore }: StoredNotice): boolean {
  return notBefore === Number.POSITIVE_INFINITY;
}

function oldestFirst(a: StoredNotice, b: StoredNotice): number {
  if (a.at !== b.at) return a.at - b.at;
  // The difference of two infinities is no number.
  return a.notBefore === b.notBefore ? 0 : a.notBefore - b.notBefore;
}
