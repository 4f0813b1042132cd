import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dialog, Stores } from '../../src/application/ports.js';
import { dayMs, hourMs, minuteMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { auditTrail, body, cycleId, notice, openCycle, reply, resending, start, step, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const now = start + hourMs;
const asked: Dialog = { kind: 'confirm-command', command: '状态' };
const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client) },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)) },
];

describe.each(ways)('recording an answer, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
  });
  const record = async (unit = 'a') => (await stores.cycles.records(cycleId, [unit])).get(unit);

  it('keeps it, moves the counters, drops the due time and numbers the receipt after its audit entry', async () => {
    const recorded = await stores.replies.record(reply('m1', 'a'), now);
    expect(recorded).toEqual({ kind: 'recorded', no: 2, version: 1, text: 'receipt 2', notice: 'receipt/m1' });
    expect(await stores.replies.latest(cycleId, 'a')).toEqual({
      unit: 'a',
      by: 'liaison-a',
      at: now,
      version: 1,
      late: false,
      ...body('answer of m1'),
    });
    expect(await record()).toEqual({ state: 'answered', step: 0, level: 'none', answeredAt: now, version: 1 });
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 5, answered: 1 });
    expect(await stores.cycles.counts(cycleId, '@wang')).toMatchObject({ pending: 3, answered: 1 });
    expect(await stores.cycles.takeDue(cycleId, now, 10, minuteMs)).not.toContain('a');
    expect((await auditTrail(client)).at(-1)).toEqual({ no: 2, actor: 'liaison-a', act: 'recorded', object: `${cycleId}/a#1` });
  });

  it('changes nothing when the same message comes again', async () => {
    await stores.replies.record(reply('m1', 'a'), now);
    expect(await stores.replies.record(reply('m1', 'a'), now)).toEqual({ kind: 'duplicate' });
    expect(await stores.replies.record(reply('m1', 'b'), now)).toEqual({ kind: 'duplicate' });
    expect(await stores.replies.all(cycleId)).toHaveLength(1);
    expect(await auditTrail(client)).toHaveLength(2);
  });

  it('changes nothing for a message that was dealt with in another way', async () => {
    await stores.conversation.claim({ id: 'm1' }, now);
    expect(await stores.replies.record(reply('m1', 'a'), now)).toEqual({ kind: 'duplicate' });
    expect(await stores.replies.latest(cycleId, 'a')).toBeUndefined();
  });

  it('adds a version for a correction and keeps the older ones, the state and the first time', async () => {
    await stores.replies.record(reply('m1', 'a'), now);
    await stores.replies.record(reply('m2', 'a', { after: 1, late: true, at: now + dayMs }), now + dayMs);
    expect(await stores.replies.record(reply('m3', 'a', { after: 2 }), now + dayMs)).toMatchObject({ kind: 'recorded', version: 3 });
    const versions = await stores.replies.versions(cycleId, 'a');
    expect(versions.map(({ version, late, answers }) => [version, late, answers])).toEqual(
      ['m1', 'm2', 'm3'].map((id, i) => [i + 1, false, body(`answer of ${id}`).answers]),
    );
    expect(await record()).toMatchObject({ state: 'answered', answeredAt: now, version: 3 });
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 5, answered: 1, late: 0 });
    expect((await auditTrail(client)).map(({ act }) => act)).toEqual(['opened', 'recorded', 'corrected', 'corrected']);
  });

  it('marks a unit late by its first version, whatever comes after', async () => {
    await stores.replies.record(reply('m1', 'a', { late: true }), now);
    await stores.replies.record(reply('m2', 'a', { late: false, after: 1 }), now);
    expect(await record()).toMatchObject({ state: 'late', version: 2 });
    expect((await stores.replies.versions(cycleId, 'a')).map(({ late }) => late)).toEqual([true, true]);
  });

  it('lets the first of two versions win and tells the other which came first', async () => {
    const [first, second] = [connect(), connect()];
    const outcomes = await Promise.all([first.replies.record(reply('m1', 'a'), now), second.replies.record(reply('m2', 'a'), now)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['conflict', 'recorded']);
    expect(outcomes.find(({ kind }) => kind === 'conflict')).toEqual({ kind: 'conflict', version: 1 });
    expect(await stores.replies.versions(cycleId, 'a')).toHaveLength(1);
  });

  it('leaves the message of a conflict unclaimed, so that it can be recorded after the other', async () => {
    await stores.replies.record(reply('m1', 'a'), now);
    expect(await stores.replies.record(reply('m2', 'a'), now)).toEqual({ kind: 'conflict', version: 1 });
    expect(await stores.conversation.seen('m2')).toBe(false);
    expect(await stores.replies.record(reply('m2', 'a', { after: 1 }), now)).toMatchObject({ kind: 'recorded', version: 2 });
  });

  it('keeps the answer of an excused unit, which stays excused', async () => {
    await stores.cycles.takeStep(step('a', 0, { state: 'excused', reason: 'paused' }), 'he', start);
    await stores.replies.record(reply('m1', 'a'), now);
    expect(await record()).toMatchObject({ state: 'excused', reason: 'paused', version: 1 });
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ excused: 1, answered: 0 });
    expect(await stores.replies.latest(cycleId, 'a')).toMatchObject({ version: 1 });
  });

  it('counts an unreached unit that answers as answered', async () => {
    await stores.cycles.takeStep(step('a', 0, { state: 'unreached' }), 'bot', start);
    await stores.replies.record(reply('m1', 'a'), now);
    expect(await stores.cycles.counts(cycleId, 'town')).toEqual({ pending: 5, answered: 1, late: 0, excused: 0, unreached: 0 });
  });

  it('keeps a late answer to a closed cycle', async () => {
    await stores.cycles.close(cycleId, start + dayMs);
    expect(await stores.replies.record(reply('m1', 'a', { late: true }), start + 2 * dayMs)).toMatchObject({ kind: 'recorded' });
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 5, late: 1 });
  });

  it('takes the unit from those that wait for a circular', async () => {
    for (const unit of ['a', 'b']) await stores.cycles.takeStep(step(unit, 0, { level: 'circulate', circulate: true }), 'bot', start);
    await stores.replies.record(reply('m1', 'a'), now);
    expect(await stores.circulars.waiting(cycleId)).toEqual(['b']);
  });

  it('writes the receipt as being sent, for its sender to settle', async () => {
    await stores.replies.record(reply('m1', 'a'), now);
    expect(await stores.outbox.byIds(['receipt/m1'])).toMatchObject([{ state: 'sending', kind: 'receipt', cycle: cycleId, unit: 'a' }]);
    await stores.outbox.settle(['receipt/m1'], 'sent', now, undefined, []);
    expect(await stores.outbox.expire(now + dayMs)).toEqual([]);
    expect(await stores.outbox.tally(cycleId)).toMatchObject({ sent: 1 });
  });

  it('tells those who are released from the matter, in the same script', async () => {
    const released = notice('relieved/a', 'wang', { kind: 'relieved', cycle: cycleId });
    await stores.replies.record(reply('m1', 'a', { notices: [released] }), now);
    expect(await stores.outbox.due('normal', now, 10)).toEqual([{ kind: 'person', person: 'wang' }]);
  });

  it('drops the person’s draft, and sets or ends their dialog', async () => {
    const draft = { cycle: cycleId, unit: 'a', body: { answers: {} } };
    await stores.conversation.claim({ id: 'm0', person: 'liaison-a', dialog: asked, draft }, now);
    await stores.replies.record(reply('m1', 'a'), now);
    expect(await stores.replies.draft(cycleId, 'a', 'liaison-a')).toBeUndefined();
    expect(await stores.conversation.dialog('liaison-a')).toBeUndefined();
    await stores.replies.record(reply('m2', 'a', { after: 1, dialog: asked }), now);
    expect(await stores.conversation.dialog('liaison-a')).toEqual(asked);
  });

  it('lists all answers in the order of the cycle', async () => {
    for (const [i, unit] of ['c', 'a', 'town'].entries()) await stores.replies.record(reply(`m${i}`, unit), now);
    expect((await stores.replies.all(cycleId)).map(({ unit }) => unit)).toEqual(['town', 'a', 'c']);
  });

  it('refuses an answer for a unit or a cycle that there is not', async () => {
    await expect(stores.replies.record(reply('m1', 'stranger'), now)).rejects.toMatchObject({ code: 'unit-unknown' });
    await expect(stores.replies.record(reply('m1', 'a', { cycle: 'nothing' }), now)).rejects.toMatchObject({ code: 'cycle-unknown' });
    expect(await stores.conversation.seen('m1')).toBe(false);
  });
});

describe.each(ways)('an explanation, $way', ({ connect }) => {
  const explained = (messageId: string, text: string) => ({
    messageId,
    cycle: cycleId,
    unit: 'a',
    by: 'wu',
    at: now,
    text,
    receipt: { to: 'wu', text: '回执 \uFFFC' },
  });

  it('is kept verbatim, receipted and audited once; the latest stands, the earlier is kept', async () => {
    const stores = connect();
    await openCycle(stores);
    expect(await stores.replies.explanation(cycleId, 'a')).toBeUndefined();
    expect(await stores.replies.explain(explained('m1', '会计换人'), now)).toEqual({
      kind: 'recorded',
      no: 2,
      version: 1,
      text: '回执 2',
      notice: 'receipt/m1',
    });
    expect(await stores.replies.explain(explained('m1', '别的'), now)).toEqual({ kind: 'duplicate' });
    expect(await stores.replies.explanation(cycleId, 'a')).toEqual({ by: 'wu', at: now, text: '会计换人' });
    expect(await stores.replies.explain(explained('m2', '今天交接'), now)).toMatchObject({ version: 2 });
    expect(await stores.replies.explanation(cycleId, 'a')).toMatchObject({ text: '今天交接' });
    expect(await client.hkeys(`zrt:{qingshan}:cycle:${cycleId}:explanations`)).toEqual(expect.arrayContaining(['a', 'a#1']));
    expect((await auditTrail(client)).filter(({ act }) => act === 'explained')).toHaveLength(2);
  });
});
