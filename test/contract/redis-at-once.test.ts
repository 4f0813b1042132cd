import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysOf } from '../../src/adapters/redis/keys.js';
import type { Dialog, Recorded, Stores } from '../../src/application/ports.js';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { auditTrail, body, cycleId, notice, openCycle, reply, resending, start, step, storesOn, tree } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const now = start + hourMs;
const villages = ['a', 'b', 'c', 'd', 'e'];
const asked: Dialog = { kind: 'confirm-command', command: '状态' };
const keys = keysOf('qingshan');
const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client) },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)) },
];

/** How many scripts Redis ran while something was done. */
async function scriptsOf(work: () => Promise<unknown>): Promise<number> {
  const count = async (): Promise<number> =>
    [...(await client.info('commandstats')).matchAll(/cmdstat_eval(?:sha)?:calls=(\d+)/g)].reduce(
      (sum, [, calls]) => sum + Number(calls),
      0,
    );
  const before = await count();
  await work();
  return (await count()) - before;
}

describe('answers that come in at once', () => {
  it('share one script', async () => {
    const stores = storesOn(client);
    await openCycle(stores);
    await stores.replies.record(reply('m0', 'town'), now);
    const scripts = await scriptsOf(() => Promise.all(villages.map((unit) => stores.replies.record(reply(`m-${unit}`, unit), now))));
    expect(scripts).toBe(1);
  });

  it('take no others down when one of them cannot be recorded', async () => {
    const stores = storesOn(client);
    await openCycle(stores);
    await client.hset(keys.cycle(cycleId).records, 'b', 'nonsense');
    const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((unit) => stores.replies.record(reply(`m-${unit}`, unit), now)));
    expect(outcomes).toMatchObject([
      { value: { kind: 'recorded', no: 2 } },
      { status: 'rejected', reason: { code: 'record-broken' } },
      { value: { kind: 'recorded', no: 3 } },
    ]);
    expect(await stores.conversation.seen('m-b')).toBe(false);
    expect((await stores.replies.latest(cycleId, 'c'))?.by).toBe('liaison-c');
  });
});

describe.each(ways)('answers that come in at once, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
  });

  it('each have a number, a receipt, an audit entry and the counters moved', async () => {
    const released = notice('relieved/b', 'wang', { kind: 'relieved', cycle: cycleId });
    const outcomes = await Promise.all(
      villages.map((unit) =>
        stores.replies.record(reply(`m-${unit}`, unit, { late: unit === 'd', notices: unit === 'b' ? [released] : [] }), now),
      ),
    );
    const numbers = outcomes.map((outcome) => (outcome.kind === 'recorded' ? outcome.no : 0)).sort((a, b) => a - b);
    expect(numbers).toEqual([2, 3, 4, 5, 6]);
    const trail = await auditTrail(client);
    for (const [i, unit] of villages.entries()) {
      const outcome: Recorded | undefined = outcomes[i];
      const no = outcome?.kind === 'recorded' ? outcome.no : 0;
      expect(outcome).toEqual({ kind: 'recorded', no, version: 1, text: `receipt ${no}`, notice: `receipt/m-${unit}` });
      expect(trail[no - 1]).toEqual({ no, actor: `liaison-${unit}`, act: 'recorded', object: `${cycleId}/${unit}#1` });
      expect(await stores.replies.latest(cycleId, unit)).toMatchObject({
        by: `liaison-${unit}`,
        late: unit === 'd',
        ...body(`answer of m-${unit}`),
      });
    }
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 1, answered: 4, late: 1 });
    expect(await stores.cycles.counts(cycleId, '@zheng')).toMatchObject({ pending: 0, answered: 1 });
    expect(await stores.cycles.openUnits(cycleId, 0, 10)).toEqual(['town']);
    expect(await stores.outbox.due('normal', now, 10)).toEqual([{ kind: 'person', person: 'wang' }]);
  });

  it('are told apart when some were recorded before, come twice, or follow a version that is not the last', async () => {
    await stores.replies.record(reply('m-a', 'a'), now);
    const outcomes = await Promise.all([
      stores.replies.record(reply('m-a', 'a'), now),
      stores.replies.record(reply('m-b', 'b'), now),
      stores.replies.record(reply('m-b', 'c'), now),
      stores.replies.record(reply('m-d', 'b'), now),
      stores.replies.record(reply('m-e', 'e', { after: 4 }), now),
      stores.replies.record(reply('m-f', 'a', { after: 1, at: now + 1 }), now),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['duplicate', 'recorded', 'duplicate', 'conflict', 'conflict', 'recorded']);
    expect((await stores.replies.versions(cycleId, 'a')).map(({ version, at }) => [version, at])).toEqual([
      [1, now],
      [2, now + 1],
    ]);
    expect(await stores.replies.versions(cycleId, 'b')).toHaveLength(1);
    expect(await stores.replies.latest(cycleId, 'c')).toBeUndefined();
    expect((await auditTrail(client)).map(({ act }) => act)).toEqual(['opened', 'recorded', 'recorded', 'corrected']);
    for (const id of ['m-d', 'm-e']) expect(await stores.conversation.seen(id), id).toBe(false);
  });

  it('of one person for two units leave the dialog of the later one', async () => {
    const by = 'liaison-a';
    const dialogs = [asked, { ...asked, command: '谁没交' }];
    const outcomes = await Promise.all(
      dialogs.map((dialog, i) => stores.replies.record(reply(`m-${i}`, villages[i] ?? '', { by, dialog }), now)),
    );
    const numbers = outcomes.map((outcome) => (outcome.kind === 'recorded' ? outcome.no : 0));
    expect(await stores.conversation.dialog(by)).toEqual(dialogs[numbers.indexOf(3)]);
  });

  it('go to their own cycles', async () => {
    const other = 'weekly-20260825-0900';
    await openCycle(stores, { id: other });
    await Promise.all([
      stores.replies.record(reply('m-1', 'a'), now),
      stores.replies.record(reply('m-2', 'a', { cycle: other, by: 'li' }), now),
    ]);
    expect((await stores.replies.latest(cycleId, 'a'))?.by).toBe('liaison-a');
    expect((await stores.replies.latest(other, 'a'))?.by).toBe('li');
  });
});

describe.each(ways)('steps that are due at once, $way', ({ connect }) => {
  it('are each taken once, with their notices, or not at all', async () => {
    const stores = connect();
    await openCycle(stores);
    await stores.replies.record(reply('m-c', 'c'), start);
    const due = tree.map(({ id }) =>
      step(id, id === 'd' ? 3 : 0, { level: 'press', nextDue: start + dayMs, notices: [notice(`press/${id}`, `p-${id}`)] }),
    );
    const taken = await Promise.all(due.map((one) => stores.cycles.takeStep(one, 'bot', start)));
    expect(taken).toEqual([true, true, true, false, false, true]);
    const excused = step('e', 1, { state: 'excused', reason: 'paused' });
    const twice = await Promise.all([excused, excused].map((one) => stores.cycles.takeStep(one, 'bot', start)));
    expect(twice).toEqual([true, false]);
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 4, answered: 1, excused: 1 });
    const told = (await stores.outbox.due('normal', start, 10)).map((to) => ('person' in to ? to.person : ''));
    expect(told.sort()).toEqual(['p-a', 'p-b', 'p-e', 'p-town']);
    const acts = (await auditTrail(client)).map(({ act, object }) => `${act} ${object}`);
    expect(acts.slice(2)).toEqual([...['town', 'a', 'b', 'e'].map((id) => `press ${cycleId}/${id}#0`), `excused ${cycleId}/e#1`]);
    expect(await stores.cycles.nextDue(cycleId)).toBe(start);
    expect(await stores.cycles.openUnits(cycleId, 0, 10)).toEqual(['d', 'a', 'b', 'town']);
  });
});

describe.each(ways)('the receipt of what was recorded, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
    await stores.replies.record(reply('m1', 'a', { receipt: { to: 'li', text: '回执 \uFFFC' } }), now);
  });

  it('is forgotten once it is sent, and counted', async () => {
    await stores.outbox.settle(['receipt/m1', 'receipt/unknown'], 'sent', now, undefined, []);
    expect(await stores.outbox.byIds(['receipt/m1'])).toEqual([]);
    expect(await client.exists(keys.receipts, keys.sending, keys.notice('receipt/m1'))).toBe(0);
    expect(await stores.outbox.tally(cycleId)).toEqual({ sent: 1, failed: 0, unknown: 0 });
    await stores.outbox.settle(['receipt/m1'], 'sent', now, undefined, []);
    expect(await stores.outbox.tally(cycleId)).toMatchObject({ sent: 1 });
  });

  it('is not taken for sent by somebody whose claim has ended', async () => {
    await stores.household.holdCourier('here', dayMs);
    await stores.outbox.expire(now + hourMs);
    await connect().outbox.claim('here', 'urgent', { kind: 'person', person: 'li' }, now + hourMs, now + 2 * hourMs);
    await stores.outbox.settle(['receipt/m1'], 'sent', now, undefined, []);
    expect(await stores.outbox.byIds(['receipt/m1'])).toMatchObject([{ state: 'sending' }]);
  });

  it('is shown to a person under a number when it could not be sent', async () => {
    await stores.outbox.settle(['receipt/m1'], 'failed', now, 'refused', []);
    const [failed] = await stores.outbox.open('failed', 10);
    expect(failed).toMatchObject({
      id: 'receipt/m1',
      kind: 'receipt',
      cycle: cycleId,
      unit: 'a',
      facts: { text: '回执 2' },
      reason: 'refused',
    });
    expect(await stores.outbox.resolve(failed?.no ?? 0, 'resend', 'he', now, [], 'op-1')).toBe(true);
    expect(await stores.outbox.due('urgent', now, 10)).toEqual([{ kind: 'person', person: 'li' }]);
  });

  it('waits for its time when it was put back, and is forgotten when it goes out then', async () => {
    await stores.outbox.release(['receipt/m1'], now + minuteMs);
    expect(await client.exists(keys.receipts, keys.sending)).toBe(0);
    await stores.household.holdCourier('here', dayMs);
    const again = await stores.outbox.claim('here', 'urgent', { kind: 'person', person: 'li' }, now + minuteMs, now + hourMs);
    expect(again).toMatchObject([{ id: 'receipt/m1', facts: { text: '回执 2' } }]);
    await stores.outbox.settle(['receipt/m1'], 'sent', now + minuteMs, undefined, []);
    expect(await client.exists(keys.notice('receipt/m1'))).toBe(0);
    expect(await stores.outbox.tally(cycleId)).toMatchObject({ sent: 1 });
  });
});

describe('an answer in Redis', () => {
  it('does not open when anything that stands readable beside it was changed', async () => {
    const stores = storesOn(client);
    await openCycle(stores);
    await stores.replies.record(reply('m1', 'a'), now);
    const { answers } = keys.cycle(cycleId);
    const stored = (await client.hget(answers, 'a')) ?? '';
    const parts = stored.split('|');
    const changed = [
      ['02', ...parts.slice(1)],
      [parts[0], 'wang', ...parts.slice(2)],
      [...parts.slice(0, 2), (now + 1).toString(36), ...parts.slice(3)],
      [...parts.slice(0, 4), 'm2'],
    ];
    for (const other of changed) {
      await client.hset(answers, 'a', other.join('|'));
      await expect(stores.replies.latest(cycleId, 'a'), other.join('|')).rejects.toMatchObject({ code: 'sealed-broken' });
    }
    await client.hset(answers, 'a', 'nonsense');
    await expect(stores.replies.latest(cycleId, 'a')).rejects.toMatchObject({ code: 'reply-broken' });
    await client.hset(answers, 'a', stored);
    expect(await stores.replies.latest(cycleId, 'a')).toMatchObject({ by: 'liaison-a', at: now });
  });
});
