/** Drafts of circulars: which units wait for one, and what people decided. */
import type { Circular, CircularStore } from '../../application/ports.js';
import type { UnitId } from '../../domain/roster.js';
import { PermanentError } from '../../domain/errors.js';
import { guard } from './guard.js';
import { asFlag, asRecorded } from './script-replies.js';
import { newToken, type StoreBase } from './store-base.js';

export function createCircularStore(base: StoreBase): CircularStore {
  const { client, keys, scripts, forms } = base;
  return {
    waiting: (cycle) => guard(client.zrange(keys.cycle(cycle).waiting, 0, '-1')),

    async draft(cycle, units, noticesOf, now) {
      if (units.length === 0) return undefined;
      // The number goes into the notices before the script; one that is not used in the end leaves a gap.
      const no = await guard(client.hincrby(keys.numbers, 'circular', 1));
      const places = {
        waiting: keys.cycle(cycle).waiting,
        circular: keys.circular(no),
        open: keys.openCirculars,
        numbers: keys.numbers,
        audit: keys.audit,
      };
      const rest = await forms.queued(noticesOf(no), now);
      const drafted = await scripts.run('draft-circular', places, { no, cycle, units: JSON.stringify(units), now }, rest);
      return asFlag(drafted) ? { no, cycle, units, at: now, state: 'open' } : undefined;
    },

    circular: (no) => readCircular(base, no),

    async openCirculars() {
      const numbers = await guard(client.zrange(keys.openCirculars, 0, '-1'));
      const circulars = await Promise.all(numbers.map((no) => readCircular(base, Number(no))));
      return circulars.filter((circular) => circular !== undefined);
    },

    decide: (decision, now) => decide(base, decision, now),
  };
}

async function decide(base: StoreBase, decision: Parameters<CircularStore['decide']>[0], now: number): ReturnType<CircularStore['decide']> {
  const { keys, scripts, sealer, forms, claims } = base;
  const { no, messageId, state, by } = decision;
  const circular = await readCircular(base, no);
  if (circular === undefined) throw new PermanentError('circular-unknown', `there is no circular ${no}`);
  const { cycle } = circular;
  const token = newToken();
  const { sealed, digest } = await sealer.sealWithDigest({ cycle, id: messageId }, { reason: decision.reason ?? '' });
  const receipt = await forms.receipt(decision.receipt, { messageId, cycle }, now);
  const places = { seen: keys.seen(messageId), circular: keys.circular(no), open: keys.openCirculars, sending: keys.sending };
  const reason = JSON.stringify({ id: messageId, sealed });
  const args = {
    token,
    no,
    state,
    by: base.acting(by),
    reason,
    digest,
    object: `${cycle}/circular/${no}`,
    now,
    lease: receipt.lease,
    receipt: receipt.packed,
  };
  const reply = await scripts.run(
    'decide-circular',
    { ...places, receipts: keys.receipts, numbers: keys.numbers, audit: keys.audit },
    args,
    await forms.queued(decision.notices, now),
  );
  const recorded = asRecorded(reply, receipt);
  if (recorded.kind === 'recorded') claims.remember([receipt.notice], token);
  return recorded;
}

async function readCircular({ client, keys }: StoreBase, no: number): Promise<Circular | undefined> {
  const { cycle, units, at, state, decidedBy, decidedAt } = await guard(client.hgetall(keys.circular(no)));
  if (cycle === undefined || units === undefined) return undefined;
  return {
    no,
    cycle,
    units: JSON.parse(units) as UnitId[],
    at: Number(at),
    state: state === 'released' || state === 'withheld' ? state : 'open',
    ...(decidedBy === undefined ? {} : { decidedBy }),
    ...(decidedAt === undefined ? {} : { decidedAt: Number(decidedAt) }),
  };
}
