import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dialog, Stores } from '../../src/application/ports.js';
import type { ReplyDraft } from '../../src/domain/cycle.js';
import { dayMs, hourMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { auditTrail, cycleId, notice, openCycle, resending, start, step, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const asked: Dialog = { kind: 'confirm-command', command: '进度 8月自查' };
const draft: ReplyDraft = { answers: { meeting: { type: 'yes-no', yes: true } } };
const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client) },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)) },
];

describe.each(ways)('a conversation, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
  });

  it('deals with a message once and remembers it for forty days', async () => {
    const { conversation } = stores;
    expect(await conversation.seen('m1')).toBe(false);
    expect(await conversation.claim({ id: 'm1', person: 'li', dialog: asked }, start)).toBe(true);
    expect(await conversation.claim({ id: 'm1', person: 'li', dialog: null }, start)).toBe(false);
    expect(await conversation.dialog('li')).toEqual(asked);
    expect(await conversation.seen('m1')).toBe(true);
    expect(await client.pttl('zrt:{qingshan}:seen:m1')).toBeGreaterThan(39 * dayMs);
  });

  it('lets one of two processes have a message', async () => {
    const claims = await Promise.all([1, 2].map(() => connect().conversation.claim({ id: 'm1' }, start)));
    expect(claims.filter(Boolean)).toHaveLength(1);
  });

  it('leaves the dialog that a message does not mention, and ends it on request', async () => {
    const { conversation } = stores;
    await conversation.claim({ id: 'm1', person: 'li', dialog: asked }, start);
    await conversation.claim({ id: 'm2', person: 'li' }, start);
    expect(await conversation.dialog('li')).toEqual(asked);
    await conversation.claim({ id: 'm3', person: 'li', dialog: null }, start);
    expect(await conversation.dialog('li')).toBeUndefined();
  });

  it('keeps a draft for each person and unit until it is dropped', async () => {
    const { conversation, replies } = stores;
    await conversation.claim({ id: 'm1', person: 'li', draft: { cycle: cycleId, unit: 'a', body: draft } }, start);
    expect(await replies.draft(cycleId, 'a', 'li')).toEqual(draft);
    expect(await replies.draft(cycleId, 'b', 'li')).toBeUndefined();
    expect(await replies.draft(cycleId, 'a', 'wang')).toBeUndefined();
    await conversation.claim({ id: 'm2', person: 'li', draft: { cycle: cycleId, unit: 'a', body: null } }, start);
    expect(await replies.draft(cycleId, 'a', 'li')).toBeUndefined();
  });

  it('greets a stranger once a day', async () => {
    const { conversation } = stores;
    expect(await conversation.greetStranger('wxid_x', '2026-08-25')).toBe(true);
    expect(await conversation.greetStranger('wxid_x', '2026-08-25')).toBe(false);
    expect(await conversation.greetStranger('wxid_y', '2026-08-25')).toBe(true);
    expect(await conversation.greetStranger('wxid_x', '2026-08-26')).toBe(true);
  });
});

describe.each(ways)('a circular, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
    for (const unit of ['b', 'a'])
      await stores.cycles.takeStep(step(unit, 0, { level: 'circulate', circulate: true }), 'bot', start + (unit === 'a' ? 1 : 0));
  });
  const noticesOf = (no: number) => [notice(`circular/${no}`, 'zhou', { kind: 'circulate', cycle: cycleId, facts: { no } })];
  const decision = (messageId: string, state: 'released' | 'withheld') => ({
    no: 1,
    messageId,
    state,
    by: 'zhou',
    notices: [notice('circular/1/group', '', { to: { kind: 'group' as const, group: 'all' }, kind: 'circulate-group', cycle: cycleId })],
    receipt: { to: 'zhou', text: '回执 \uFFFC' },
  });

  it('is drafted once of those that wait, under the number its notices carry', async () => {
    expect(await stores.circulars.waiting(cycleId)).toEqual(['b', 'a']);
    const drafted = await stores.circulars.draft(cycleId, ['b', 'a'], noticesOf, start + 2);
    const no = drafted?.no ?? 0;
    expect(drafted).toEqual({ no, cycle: cycleId, units: ['b', 'a'], at: start + 2, state: 'open' });
    expect(await stores.circulars.waiting(cycleId)).toEqual([]);
    expect(await stores.circulars.draft(cycleId, ['b', 'a'], noticesOf, start + 2)).toBeUndefined();
    expect(await stores.circulars.draft(cycleId, [], noticesOf, start + 2)).toBeUndefined();
    expect(await stores.circulars.openCirculars()).toEqual([drafted]);
    expect((await stores.outbox.byIds([`circular/${no}`])).length).toBe(1);
    expect((await auditTrail(client)).filter(({ act }) => act === 'circular-drafted')).toHaveLength(1);
  });

  it('is drafted by one of two processes', async () => {
    const drafts = await Promise.all([1, 2].map(() => connect().circulars.draft(cycleId, ['b', 'a'], noticesOf, start)));
    expect(drafts.filter((drafted) => drafted !== undefined)).toHaveLength(1);
    expect(await stores.outbox.nextDue('normal')).toBe(start);
  });

  it('is decided once, with the group’s notices, a receipt and an audit entry', async () => {
    const { no } = (await stores.circulars.draft(cycleId, ['b', 'a'], noticesOf, start)) ?? { no: 0 };
    const released = await stores.circulars.decide({ ...decision('m1', 'released'), no }, start + hourMs);
    expect(released).toMatchObject({ kind: 'recorded', text: expect.stringMatching(/^回执 \d+$/), notice: 'receipt/m1' });
    expect(await stores.circulars.decide({ ...decision('m1', 'released'), no }, start + hourMs)).toEqual({ kind: 'duplicate' });
    expect(await stores.circulars.decide({ ...decision('m2', 'withheld'), no, reason: '再等等' }, start + hourMs)).toEqual({
      kind: 'conflict',
      version: 1,
    });
    expect(await stores.circulars.circular(no)).toMatchObject({ state: 'released', decidedBy: 'zhou', units: ['b', 'a'] });
    expect(await stores.circulars.openCirculars()).toEqual([]);
    expect(await stores.outbox.byIds(['circular/1/group'])).toHaveLength(1);
    expect((await auditTrail(client)).at(-1)).toMatchObject({
      actor: 'zhou',
      act: 'circular-released',
      object: `${cycleId}/circular/${no}`,
    });
  });

  it('that there is not cannot be decided', async () => {
    expect(await stores.circulars.circular(99)).toBeUndefined();
    await expect(stores.circulars.decide({ ...decision('m1', 'released'), no: 99 }, start)).rejects.toMatchObject({
      code: 'circular-unknown',
    });
  });
});

describe.each(ways)('the household, $way', ({ connect }) => {
  it('gives the account to one process, which may renew and yield it', async () => {
    const { household } = connect();
    expect(await household.holdCourier('here', hourMs)).toBe(true);
    expect(await household.holdCourier('there', hourMs)).toBe(false);
    expect(await household.holdCourier('here', hourMs)).toBe(true);
    await household.yieldCourier('there');
    expect(await household.holdCourier('there', hourMs)).toBe(false);
    await household.yieldCourier('here');
    expect(await household.holdCourier('there', hourMs)).toBe(true);
  });

  it('passes the account on when the holder is gone for longer than its lease', async () => {
    const { household } = connect();
    await household.holdCourier('here', 1);
    await expect.poll(() => household.holdCourier('there', hourMs)).toBe(true);
  });

  it('finds a gap between beats once it is over and keeps it', async () => {
    const { household } = connect();
    const gap = { from: start + 1000, to: start + hourMs };
    expect(await household.beat(start, 120_000)).toBeUndefined();
    expect(await household.beat(gap.from, 120_000)).toBeUndefined();
    expect(await household.beat(gap.to, 120_000)).toEqual(gap);
    expect(await household.beat(gap.to + 1000, 120_000)).toBeUndefined();
    expect(await household.outages(start, start + dayMs)).toEqual([gap]);
    expect(await household.outages(gap.to + 1, start + dayMs)).toEqual([]);
    expect(await household.outages(start, start)).toEqual([]);
  });

  it('takes no gap from a neighbour that is a little behind, and starts anew from a clock that was put back', async () => {
    const { household } = connect();
    await household.beat(start, 120_000);
    expect(await household.beat(start - 1000, 120_000)).toBeUndefined();
    expect(await household.beat(start + 120_000, 120_000)).toBeUndefined();
    expect(await household.beat(start - dayMs, 120_000)).toBeUndefined();
    expect(await household.beat(start - dayMs + 1000, 120_000)).toBeUndefined();
    expect(await household.outages(0, start + dayMs)).toEqual([]);
  });

  it('remembers which links were broken when it was last looked, for all that look', async () => {
    const { household } = connect();
    expect(await household.linksKnown()).toBeUndefined();
    await household.noteLinks(start, ['vacant-liaison/a//']);
    await household.noteLinks(start, ['vacant-liaison/a//']);
    expect(await connect().household.linksKnown()).toEqual({ at: start, links: ['vacant-liaison/a//'] });
    await household.noteLinks(start + hourMs, []);
    expect(await household.linksKnown()).toEqual({ at: start + hourMs, links: [] });
  });

  it('answers a ping and closes its connection', async () => {
    const own = redis.client();
    const { household } = storesOn(own);
    await expect(household.ping()).resolves.toBeUndefined();
    const ended = once(own, 'end');
    await household.close();
    await ended;
    await household.close();
    await expect(household.ping()).rejects.toMatchObject({ code: 'redis-unavailable' });
  });
});
