import fc from 'fast-check';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Stores, UnitEffect } from '../../src/application/ports.js';
import { unitStates, type UnitRecord, type UnitState } from '../../src/domain/cycle.js';
import type { UnitId } from '../../src/domain/roster.js';
import { hourMs, minuteMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { cycleId, notice, openCycle, reply, resending, scopesOf, start, step, storesOn, tree } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
afterAll(() => redis.stop());

const unitIds = tree.map(({ id }) => id);
const allScopes = ['*', '@wang', '@zheng', ...unitIds];

type Action =
  | { kind: 'step'; unit: UnitId; state: 'pending' | 'unreached' | 'excused' | undefined }
  | { kind: 'answer'; unit: UnitId; late: boolean }
  | { kind: 'send'; unit: UnitId; outcome: 'sent' | 'failed' | 'unknown' }
  | { kind: 'arrived' }
  | { kind: 'expire' };

const unit = fc.constantFrom(...unitIds);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('step' as const), unit, state: fc.constantFrom('pending', 'unreached', 'excused', undefined) }),
  fc.record({ kind: fc.constant('answer' as const), unit, late: fc.boolean() }),
  fc.record({ kind: fc.constant('send' as const), unit, outcome: fc.constantFrom('sent', 'failed', 'unknown') }),
  fc.constant<Action>({ kind: 'arrived' }),
  fc.constant<Action>({ kind: 'expire' }),
);

async function recordOf({ cycles }: Stores, id: UnitId): Promise<UnitRecord> {
  const record = (await cycles.records(cycleId, [id])).get(id);
  if (record === undefined) throw new Error(`no record of ${id}`);
  return record;
}

function effectOf(id: UnitId, outcome: 'sent' | 'failed' | 'unknown'): UnitEffect[] {
  const base = { cycle: cycleId, unit: id, step: 1, nextDue: start + hourMs, scopes: scopesOf(id) };
  if (outcome === 'sent') return [{ ...base, kind: 'prompted', by: 'li', at: start }];
  return outcome === 'failed' ? [{ ...base, kind: 'unreached' }] : [];
}

/** Does what the action says, the same call twice for good measure. */
async function act(stores: Stores, doing: Action, turn: number): Promise<void> {
  const { cycles, replies, outbox } = stores;
  switch (doing.kind) {
    case 'step': {
      const { step: at } = await recordOf(stores, doing.unit);
      await cycles.takeStep(step(doing.unit, at, doing.state === undefined ? {} : { state: doing.state }), 'bot', start);
      return;
    }
    case 'answer': {
      const { version } = await recordOf(stores, doing.unit);
      const said = reply(`m${turn}`, doing.unit, { late: doing.late, after: version });
      await Promise.all([replies.record(said, start), replies.record(said, start)]);
      return;
    }
    case 'send': {
      await outbox.enqueue([notice(`prompt/${turn}`, 'li', { kind: 'prompt', cycle: cycleId, unit: doing.unit })], start);
      const sent = await outbox.claim('here', 'normal', { kind: 'person', person: 'li' }, start, start + minuteMs);
      await outbox.settle(
        sent.map(({ id }) => id),
        doing.outcome,
        start,
        undefined,
        effectOf(doing.unit, doing.outcome),
      );
      return;
    }
    case 'arrived': {
      const [open] = await outbox.open('unknown', 1);
      if (open?.unit !== undefined) await outbox.resolve(open.no, 'arrived', 'he', start, effectOf(open.unit, 'sent'), `r${turn}`);
      return;
    }
    case 'expire':
      await outbox.expire(start + hourMs);
      return;
    default:
      doing satisfies never;
  }
}

async function recount(stores: Stores, scope: string): Promise<Record<UnitState, number>> {
  const records = await stores.cycles.records(
    cycleId,
    unitIds.filter((id) => scopesOf(id).includes(scope)),
  );
  const counts: Record<UnitState, number> = { pending: 0, answered: 0, late: 0, excused: 0, unreached: 0 };
  for (const { state } of records.values()) counts[state] += 1;
  return counts;
}

async function check(stores: Stores): Promise<void> {
  for (const scope of allScopes) expect(await stores.cycles.counts(cycleId, scope), scope).toEqual(await recount(stores, scope));
  const records = await stores.cycles.records(cycleId, unitIds);
  const open = [...records].filter(([, { state }]) => state === 'pending' || state === 'unreached').map(([id]) => id);
  expect((await stores.cycles.openUnits(cycleId, 0, 100)).sort()).toEqual(open.sort());
  for (const [id, { state, version }] of records) {
    expect((await stores.replies.versions(cycleId, id)).map((kept) => kept.version)).toEqual(
      Array.from({ length: version }, (_, i) => i + 1),
    );
    if (state === 'answered' || state === 'late') expect(version, id).toBeGreaterThan(0);
  }
}

describe('whatever happens in a cycle, in whatever order', () => {
  it.each([
    ['once', () => storesOn(client)],
    ['and is sent again', () => storesOn(resending(client))],
  ])(
    'the counters equal a recount, open units stay on the list, and the audit trail has no gap, when it is done %s',
    async (_, connect) => {
      await fc.assert(
        fc.asyncProperty(fc.array(action, { minLength: 1, maxLength: 25 }), async (actions) => {
          await redis.flush();
          const stores = connect();
          await openCycle(stores);
          await stores.household.holdCourier('here', hourMs);
          for (const [turn, doing] of actions.entries()) await act(stores, doing, turn);
          await check(stores);
          expect(unitStates).toHaveLength(5);
          const numbers = (await client.xrange('zrt:{qingshan}:audit', '-', '+')).map(([id]) => id);
          expect(numbers).toEqual(numbers.map((_id, i) => `${i + 1}-0`));
        }),
        { numRuns: 40 },
      );
    },
  );
});
