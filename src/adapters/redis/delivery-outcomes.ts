/** What became of notices: settled by the courier, expired when it did not come back, or dealt with by a person. */
import type { Outbox, StoredNotice, UnitEffect } from '../../application/ports.js';
import { guard } from './guard.js';
import type { Keys } from './keys.js';
import { addressOf } from './notice-forms.js';
import { asFlag, asHashes, asNumber, scoreOf } from './script-replies.js';
import { countedScopes } from './cycle-shelf.js';
import { newToken, type StoreBase } from './store-base.js';
import { hashesOf, type NoticeHash } from './stored-notices.js';
import { instantText } from './unit-record.js';

const expireLimit = 200;

type Outcomes = Pick<Outbox, 'settle' | 'expire' | 'open' | 'resolve' | 'byNumber' | 'byIds' | 'tally'>;

export function deliveryOutcomes(base: StoreBase): Outcomes {
  const { client, keys, scripts, claims, forms } = base;
  const places = placesOf(keys);
  return {
    async settle(ids, outcome, now, reason, effects, notices = [], isTold = true) {
      if (ids.length === 0) return;
      const [{ json, effectKeys }, queued] = await Promise.all([formOf(base, effects), forms.queued(notices, now)]);
      const rest = {
        keys: [...ids.map((id) => keys.notice(id)), ...effectKeys, ...queued.keys],
        args: [...ids.flatMap((id) => [id, claims.of(id)]), ...queued.args],
      };
      const args = { outcome, now, reason: reason ?? '', effects: json, count: ids.length, tried: isTold ? '1' : '0' };
      await scripts.run('settle', { ...places, ...reachIn(keys), audit: keys.audit }, args, rest);
      claims.forget(ids);
    },

    async expire(now) {
      const ids = await guard(client.zrangebyscore(keys.sending, '-inf', now, 'LIMIT', 0, expireLimit));
      if (ids.length === 0) return [];
      const recipients = (await hashesOf(base, ids)).map(({ hash }) => addressOf(hash['form'] ?? '').to);
      const rest = {
        keys: ids.flatMap((id, i) => [keys.notice(id), keys.queue('urgent'), keys.queueOf('urgent', recipients[i] ?? '')]),
        args: ids.flatMap((id, i) => [id, recipients[i] ?? '']),
      };
      return readAll(base, asHashes(await scripts.run('expire', places, { now, token: newToken() }, rest)));
    },

    async open(outcome, limit) {
      if (limit <= 0) return [];
      const newest = await guard(client.zrange(keys.unsettled(outcome), 0, String(limit - 1), 'REV'));
      return readAll(base, await hashesOf(base, newest.toReversed()));
    },

    async resolve(no, decision, by, now, effects, operationId) {
      const notice = await findByNumber(base, no);
      if (notice === undefined) return false;
      const { id, hash } = notice;
      const { json, effectKeys } = await formOf(base, effects);
      const { to, lane } = addressOf(hash['form'] ?? '');
      const queues = { queue: keys.queue(lane), queueOf: keys.queueOf(lane, to) };
      const done = await scripts.run(
        'resolve',
        { notice: keys.notice(id), ...unsettled(keys), audit: keys.audit, ...queues, ...reachIn(keys) },
        { operation: operationId, id, to, decision, by: base.acting(by, forms.outline(id, hash).unit), now, effects: json },
        { keys: effectKeys, args: [] },
      );
      return asFlag(done);
    },

    async byNumber(no) {
      const found = await findByNumber(base, no);
      return found === undefined ? undefined : (await forms.read(found.id, found.hash)).notice;
    },

    async byIds(ids) {
      return present(await hashesOf(base, ids)).map(({ id, hash }) => forms.outline(id, hash));
    },

    async tally(cycle) {
      const counts = await guard(client.hmget(keys.tally, `${cycle}:sent`, `${cycle}:failed`, `${cycle}:unknown`));
      const [sent, failed, unknown] = counts.map((count) => asNumber(count ?? 0));
      return { sent: sent ?? 0, failed: failed ?? 0, unknown: unknown ?? 0 };
    },
  };
}

function unsettled(keys: Keys) {
  const { tally, noticeNumbers, numbers } = keys;
  return { failed: keys.unsettled('failed'), unknown: keys.unsettled('unknown'), tally, noticeNumbers, numbers };
}

function reachIn({ reached, unreached }: Keys) {
  return { reached, unreached };
}

function placesOf(keys: Keys) {
  return { sending: keys.sending, receipts: keys.receipts, ...unsettled(keys) };
}

function present(rows: NoticeHash[]): NoticeHash[] {
  return rows.filter(({ hash }) => hash['state'] !== undefined);
}

async function readAll({ forms }: StoreBase, rows: NoticeHash[]): Promise<StoredNotice[]> {
  const read = await Promise.all(present(rows).map(({ id, hash }) => forms.read(id, hash)));
  return read.map(({ notice }) => notice);
}

async function findByNumber(base: StoreBase, no: number): Promise<NoticeHash | undefined> {
  const id = await guard(base.client.hget(base.keys.noticeNumbers, String(no)));
  return id === null ? undefined : present(await hashesOf(base, [id]))[0];
}

/** Effects as the scripts take them, with five keys each. */
async function formOf({ keys, shelf }: StoreBase, effects: readonly UnitEffect[]): Promise<{ json: string; effectKeys: string[] }> {
  const forms = await Promise.all(
    effects.map(async (effect) => {
      const { parents } = await shelf.shelved(effect.cycle);
      const scopes = countedScopes(effect.unit, effect.scopes, parents);
      const prompted = effect.kind === 'prompted' ? { by: effect.by, at: instantText(effect.at) } : {};
      return {
        kind: effect.kind,
        cycle: effect.cycle,
        unit: effect.unit,
        step: effect.step,
        nextDue: scoreOf(effect.nextDue),
        scopes,
        ...prompted,
      };
    }),
  );
  const effectKeys = effects.flatMap(({ cycle }) => {
    const { records, due, count, prompts, terms } = keys.cycle(cycle);
    return [records, due, count, prompts, terms];
  });
  return { json: JSON.stringify(forms), effectKeys };
}
