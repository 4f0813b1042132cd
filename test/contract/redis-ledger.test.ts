import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LedgerScope, LedgerState, Stores } from '../../src/application/ports.js';
import type { Finding } from '../../src/domain/finding.js';
import type { InspectionScope } from '../../src/application/ports.js';
import { dayMs } from '../../src/domain/time.js';
import { findingOf } from '../harness/findings.js';
import { inspectionOf } from '../harness/inspection-books.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { drawOf } from '../harness/spot-checks.js';
import { auditTrail, change, notice, resending, start, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const all: LedgerScope = { of: 'all' };

/** Writes a finding as its next version. */
async function put({ matters }: Stores, finding: Finding): Promise<Finding> {
  const recorded = await matters.write(change(finding), start);
  if (recorded.kind !== 'recorded') throw new Error(recorded.kind);
  return { ...finding, version: finding.version + 1 };
}

function numbers(findings: readonly Finding[]): number[] {
  return findings.map(({ no }) => no);
}

describe.each([
  { way: 'with every command sent once', connect: () => storesOn(client) },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)) },
])('the ledger $way', ({ connect }) => {
  it('counts and lists findings by unit, field, person and state, the nearest date first', async () => {
    const stores = connect();
    await put(stores, findingOf(1, { unit: 'a', dueAt: start + 9 * dayMs }));
    await put(stores, findingOf(2, { unit: 'a', dueAt: start + 2 * dayMs, field: 'finance' }));
    await put(stores, findingOf(3, { unit: 'b', dueAt: start + 5 * dayMs, owner: 'li', joint: ['wang'] }));
    await put(stores, findingOf(4, { unit: 'b', state: 'proposed', at: start - dayMs }));
    const count = async (scope: LedgerScope, state: LedgerState): Promise<number | undefined> =>
      (await stores.ledger.count([{ scope, state }]))[0];
    expect(await count(all, 'open')).toBe(3);
    expect(await count(all, 'proposed')).toBe(1);
    expect(await count({ of: 'unit', unit: 'a' }, 'open')).toBe(2);
    expect(await count({ of: 'field', field: 'finance' }, 'open')).toBe(1);
    expect(await count({ of: 'owner', owner: 'wang' }, 'open')).toBe(1);
    expect(await count({ of: 'unit', unit: 'c' }, 'open')).toBe(0);
    expect(numbers(await stores.ledger.list([{ scope: all, state: 'open' }], 10))).toEqual([2, 3, 1]);
    expect(numbers(await stores.ledger.list([{ scope: all, state: 'open' }], 2))).toEqual([2, 3]);
    expect(numbers(await stores.ledger.list([{ scope: all, state: 'open' }], 2, 'last'))).toEqual([1, 3]);
    const both = (['open', 'proposed'] as const).map((state) => ({ scope: all, state }));
    expect(numbers(await stores.ledger.list(both, 10))).toEqual([4, 2, 3, 1]);
  });

  it('tells what is overdue by the date that was granted', async () => {
    const stores = connect();
    await put(stores, findingOf(1, { dueAt: start }));
    await put(stores, findingOf(2, { dueAt: start, until: start + 3 * dayMs }));
    const overdue = { scope: all, state: 'open', to: start + dayMs } as const;
    expect(await stores.ledger.count([overdue, { ...overdue, to: start + 4 * dayMs }])).toEqual([1, 2]);
    expect(numbers(await stores.ledger.list([overdue], 10))).toEqual([1]);
  });

  it('moves a finding from list to list as a whole, and keeps what was closed for its history', async () => {
    const stores = connect();
    const open = await put(stores, findingOf(1, { unit: 'a' }));
    const closed = await put(stores, { ...open, state: 'closed', settledAt: start + dayMs });
    expect(await stores.ledger.count((['open', 'closed'] as const).map((state) => ({ scope: all, state })))).toEqual([0, 1]);
    const lastWeek = { scope: all, state: 'closed', from: start, to: start + 2 * dayMs } as const;
    expect(await stores.ledger.count([lastWeek, { ...lastWeek, to: start + dayMs }])).toEqual([1, 0]);
    expect(numbers(await stores.ledger.history('disclosure', { unit: 'a' }, start - dayMs, 5))).toEqual([1]);
    expect(numbers(await stores.ledger.history('disclosure', { owner: 'chen' }, start - dayMs, 5))).toEqual([1]);
    expect(numbers(await stores.ledger.history('finance', { unit: 'a' }, start - dayMs, 5))).toEqual([]);
    expect(numbers(await stores.ledger.history('disclosure', { unit: 'a' }, start + dayMs, 5))).toEqual([]);
    await put(stores, { ...closed, state: 'dropped' });
    expect(await stores.ledger.count([{ scope: all, state: 'closed' }])).toEqual([0]);
    expect(await stores.ledger.history('disclosure', { unit: 'a' }, start - dayMs, 5)).toEqual([]);
  });

  it('is no part of the lists of all open matters, which are read whole, but of those that wait for somebody', async () => {
    const stores = connect();
    await put(stores, findingOf(1));
    expect(await stores.matters.open()).toEqual([]);
    expect(await stores.matters.open({ waitsFor: 'wang' })).toMatchObject([{ no: 1 }]);
    expect(await stores.matters.open({ unit: 'a' })).toMatchObject([{ no: 1 }]);
  });
});

it('tells when a unit was inspected by a checklist, who walked it and how often all were, the newest first, without what was withdrawn', async () => {
  const stores = storesOn(client);
  const listed = (of: InspectionScope, from = start, limit = 9) => stores.ledger.inspections(of, from, start + dayMs, limit);
  const ofUnit: InspectionScope = { of: 'unit', unit: 'a', checklist: 'village' };
  await stores.matters.write(change(inspectionOf(1)), start);
  await stores.matters.write(change(inspectionOf(2, { at: start + 5, state: 'done', settledAt: start, inspectors: ['luo', 'xu'] })), start);
  await stores.matters.write(change(inspectionOf(3, { unit: 'b', at: start + 7 })), start);
  const [first, second, third] = [
    { no: 1, at: start },
    { no: 2, at: start + 5 },
    { no: 3, at: start + 7 },
  ];
  expect(await listed(ofUnit)).toEqual([second, first]);
  expect(await listed(ofUnit, start, 1)).toEqual([second]);
  expect(await listed(ofUnit, start + 1)).toEqual([second]);
  expect(await listed({ of: 'unit', unit: 'a', checklist: 'vill' })).toEqual([]);
  expect(await listed({ of: 'unit', unit: 'a' })).toEqual([second, first]);
  expect(await listed({ of: 'inspector', inspector: 'luo' })).toEqual([third, second, first]);
  expect(await listed({ of: 'inspector', inspector: 'xu' })).toEqual([second]);
  expect(await listed({ of: 'all' })).toEqual([third, second, first]);
  await stores.matters.write(change(inspectionOf(1, { version: 1, state: 'withdrawn', settledAt: start })), start);
  expect(await listed(ofUnit)).toEqual([second]);
});

it('takes one inspection of a unit by a checklist at a time: a second that is new is a conflict, and none of it is written', async () => {
  const stores = storesOn(client);
  const second = change(inspectionOf(2, { inspectors: ['xu'] }), { waitsFor: ['xu'], notices: [notice('inspection/2', 'xu')] });
  const [one, other] = await Promise.all([stores.matters.write(change(inspectionOf(1)), start), stores.matters.write(second, start)]);
  expect([one.kind, other.kind].sort()).toEqual(['conflict', 'recorded']);
  await redis.flush();
  await stores.matters.write(change(inspectionOf(1)), start);
  expect(await stores.matters.write(second, start)).toEqual({ kind: 'conflict', version: 0 });
  expect(await stores.outbox.byIds(['inspection/2'])).toEqual([]);
  const finance = { ...inspectionOf(3).checklist, id: 'villages' };
  expect(await stores.matters.write(change(inspectionOf(3, { checklist: finance })), start)).toMatchObject({ kind: 'recorded' });
  await stores.matters.write(change(inspectionOf(1, { version: 1, state: 'handed-in' })), start);
  expect(await stores.matters.write(second, start)).toMatchObject({ kind: 'conflict' });
  await stores.matters.write(change(inspectionOf(1, { version: 2, state: 'done' })), start);
  expect(await stores.matters.write(second, start)).toMatchObject({ kind: 'recorded' });
});

it('tells the draws planned within a time, in their order, open and settled, and keeps what is published in the trail', async () => {
  const stores = storesOn(client);
  for (const [no, days, settled] of [
    [4, 3, false],
    [5, 1, true],
    [6, 400, false],
  ] as const) {
    const at = start + days * dayMs;
    const draw = drawOf(no, at, settled ? { state: 'lapsed', settledAt: at } : {});
    await stores.matters.write({ ...change(draw), act: 'draw-committed', published: `lot:${draw.commitment.lot}` }, at);
  }
  const draws = await stores.ledger.draws(start, start + 300 * dayMs);
  expect(draws.map(({ no, state }) => [no, state])).toEqual([
    [5, 'lapsed'],
    [4, 'committed'],
  ]);
  expect((await stores.matters.open({ kind: 'draw' })).map(({ no }) => no)).toEqual([4, 6]);
  const trail = (await auditTrail(client)).map((entry) => JSON.stringify(entry));
  for (const { no, commitment } of draws) expect(trail.join()).toContain(`matter/${no}@1 lot:${commitment.lot}`);
  expect(trail.join()).not.toContain('secret');
});
