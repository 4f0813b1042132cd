import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keysOf } from '../../src/adapters/redis/keys.js';
import type { Notice, Recipient, Stores, StoredNotice, UnitEffect } from '../../src/application/ports.js';
import { dayMs, hourMs, minuteMs, secondMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { auditTrail, cycleId, notice, openCycle, reply, resending, scopesOf, start, step, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const li: Recipient = { kind: 'person', person: 'li' };
const leaseEnd = start + 2 * minuteMs;
const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client) },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)) },
];

function ids(notices: readonly StoredNotice[]): string[] {
  return notices.map(({ id }) => id);
}

/** The whole process has the account, and one claim of li's in the normal lane. */
async function claimed({ outbox, household }: Stores, ...notices: Notice[]): Promise<StoredNotice[]> {
  await outbox.enqueue(notices, start);
  await household.holdCourier('here', hourMs);
  return outbox.claim('here', 'normal', li, start, leaseEnd);
}

describe.each(ways)('the outbox, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(() => {
    stores = connect();
  });

  it('queues a notice once under its id', async () => {
    const first = notice('n1', 'li', { facts: { n: 1 } });
    await stores.outbox.enqueue([first, first], start);
    await stores.outbox.enqueue([{ ...first, notBefore: start + dayMs }], start + 1);
    expect(await stores.outbox.nextDue('normal')).toBe(start);
    expect(await claimed(stores)).toMatchObject([{ ...first, at: start, state: 'sending', no: 0 }]);
  });

  it('says how many of the notices were new', async () => {
    const { outbox } = storesOn(client);
    expect(await outbox.enqueue([notice('n1', 'li'), notice('n2', 'wang')], start)).toBe(2);
    expect(await outbox.enqueue([notice('n2', 'wang'), notice('n3', 'wang')], start)).toBe(1);
    const many = Array.from({ length: 250 }, (_, i) => notice(`many-${i}`, `person-${i}`));
    expect(await outbox.enqueue(many, start)).toBe(250);
  });

  it('puts who asked after a unit on the record with what it brought about, once, and what reached nobody only among their acts', async () => {
    const { outbox, household } = connect();
    const urge = { id: 'm1', by: 'wang', cycle: cycleId, unit: 'a' };
    await outbox.urge(urge, [notice('urge/a', 'li')], start);
    await outbox.urge(urge, [notice('urge/a', 'li')], start);
    await outbox.urge({ ...urge, id: 'm2', by: 'zhang' }, [notice('urge/a', 'li')], start);
    expect(await auditTrail(client)).toMatchObject([{ actor: 'wang', act: 'urged', object: `${cycleId}/a` }]);
    expect(await outbox.byIds(['urge/a'])).toHaveLength(1);
    expect(await household.acts('wang', start)).toEqual({ urged: 1 });
    expect(await household.acts('zhang', start)).toEqual({ urged: 1 });
  });

  it('lists the recipients that are due in each lane, the longest due first', async () => {
    await stores.outbox.enqueue(
      [notice('late', 'li', { notBefore: start - hourMs }), notice('n2', 'wang'), notice('n3', 'zhao', { notBefore: start + 1 })],
      start,
    );
    await stores.outbox.enqueue([notice('u', 'li', { urgent: true }), notice('g', '', { to: { kind: 'group', group: 'all' } })], start);
    expect(await stores.outbox.due('normal', start, 2)).toEqual([li, { kind: 'group', group: 'all' }]);
    expect(await stores.outbox.due('normal', start, 10)).toHaveLength(3);
    expect(await stores.outbox.due('urgent', start, 10)).toEqual([li]);
    expect(await stores.outbox.nextDue('urgent')).toBe(start);
  });

  it('gives a courier all that is due to a recipient, oldest first, and keeps the rest for its time', async () => {
    await stores.outbox.enqueue([notice('second', 'li')], start - 1);
    await stores.outbox.enqueue([notice('first', 'li')], start - 2);
    await stores.outbox.enqueue([notice('later', 'li', { notBefore: start + hourMs })], start - 3);
    expect(ids(await claimed(stores))).toEqual(['first', 'second']);
    expect(await stores.outbox.due('normal', start, 10)).toEqual([]);
    expect(await stores.outbox.nextDue('normal')).toBe(start + hourMs);
  });

  it('gives at most twenty at a time', async () => {
    const many = Array.from({ length: 25 }, (_, i) => notice(`n${i}`, 'li'));
    expect(await claimed(stores, ...many)).toHaveLength(20);
    expect(await stores.outbox.due('normal', start, 10)).toEqual([li]);
    expect(await claimed(stores)).toHaveLength(5);
    expect(await stores.outbox.nextDue('normal')).toBeUndefined();
  });

  it('gives nothing to a courier that does not hold the account', async () => {
    await stores.outbox.enqueue([notice('n1', 'li')], start);
    await stores.household.holdCourier('here', hourMs);
    expect(await connect().outbox.claim('elsewhere', 'normal', li, start, leaseEnd)).toEqual([]);
    expect(await stores.outbox.due('normal', start, 10)).toEqual([li]);
  });

  it('gives each notice to one of several claims at once', async () => {
    const many = Array.from({ length: 15 }, (_, i) => notice(`n${i}`, 'li'));
    await stores.outbox.enqueue(many, start);
    await stores.household.holdCourier('here', hourMs);
    const claims = await Promise.all([1, 2, 3].map(() => connect().outbox.claim('here', 'normal', li, start, leaseEnd)));
    expect(claims.flat()).toHaveLength(15);
    expect(new Set(ids(claims.flat())).size).toBe(15);
  });

  it('puts released notices back for their new time', async () => {
    await claimed(stores, notice('n1', 'li'));
    await stores.outbox.release(['n1', 'unknown'], start + 30 * secondMs);
    expect(await stores.outbox.nextDue('normal')).toBe(start + 30 * secondMs);
    expect(await stores.outbox.expire(start + dayMs)).toEqual([]);
    expect(ids(await stores.outbox.claim('here', 'normal', li, start + minuteMs, start + 3 * minuteMs))).toEqual(['n1']);
  });

  it('keeps what it knows of a sent notice, but not its words', async () => {
    await claimed(stores, notice('n1', 'li', { facts: { words: 'x' } }));
    await stores.outbox.settle(['n1'], 'sent', start + secondMs, undefined, []);
    expect(await stores.outbox.byIds(['n1', 'unknown'])).toMatchObject([
      { id: 'n1', state: 'sent', settledAt: start + secondMs, facts: {} },
    ]);
    expect(await client.hexists('zrt:{qingshan}:notice:n1', 'body')).toBe(0);
    expect(await client.pttl('zrt:{qingshan}:notice:n1')).toBeGreaterThan(39 * dayMs);
  });

  it('notes the first outcome only', async () => {
    await claimed(stores, notice('n1', 'li', { cycle: cycleId }));
    await stores.outbox.settle(['n1'], 'failed', start, 'no-account', []);
    await stores.outbox.settle(['n1'], 'sent', start + 1, undefined, []);
    expect(await stores.outbox.open('failed', 10)).toMatchObject([{ id: 'n1', no: 1, state: 'failed', reason: 'no-account' }]);
    expect(await stores.outbox.tally(cycleId)).toEqual({ sent: 0, failed: 1, unknown: 0 });
  });

  it('counts what was sent, failed and is unknown, of each cycle', async () => {
    await claimed(stores, ...['n1', 'n2', 'n3', 'n4'].map((id) => notice(id, 'li', { cycle: cycleId })), notice('n5', 'li'));
    await stores.outbox.settle(['n1', 'n2', 'n5'], 'sent', start, undefined, []);
    await stores.outbox.settle(['n3'], 'unknown', start, 'timed-out', []);
    await stores.outbox.settle(['n4'], 'dropped', start, 'answered', []);
    expect(await stores.outbox.tally(cycleId)).toEqual({ sent: 2, failed: 0, unknown: 1 });
    expect(await stores.outbox.tally('other')).toEqual({ sent: 0, failed: 0, unknown: 0 });
  });

  it('makes a send without an outcome unknown once its lease is over, and never queues it again', async () => {
    await claimed(stores, notice('n1', 'li'));
    expect(await stores.outbox.expire(leaseEnd - 1)).toEqual([]);
    expect(await stores.outbox.expire(leaseEnd)).toMatchObject([{ id: 'n1', no: 1, state: 'unknown', reason: 'lease-expired' }]);
    expect(await stores.outbox.expire(leaseEnd + dayMs)).toEqual([]);
    expect(await stores.outbox.nextDue('normal')).toBeUndefined();
    expect(ids(await stores.outbox.open('unknown', 10))).toEqual(['n1']);
    expect(await client.pttl('zrt:{qingshan}:notice:n1')).toBe(-1);
  });

  it('forgets in time a receipt that was refused and arrived after all by a person’s word', async () => {
    await openCycle(stores);
    await stores.replies.record(reply('m1', 'a', { receipt: { to: 'li', text: '回执 \uFFFC' } }), start);
    await stores.outbox.settle(['receipt/m1'], 'failed', start, 'refused', []);
    expect(await stores.outbox.resolve(1, 'arrived', 'he', start + hourMs, [], 'm2')).toBe(true);
    const left = await client.keys('*:notice:receipt/m1');
    for (const key of left) expect(await client.pttl(key)).toBeGreaterThan(0);
    expect(left).toHaveLength(1);
  });

  it('queues a receipt without an outcome again, urgent and with its number', async () => {
    await openCycle(stores);
    const recorded = await stores.replies.record(reply('m1', 'a', { receipt: { to: 'li', text: '回执 \uFFFC' } }), start);
    expect(await stores.outbox.expire(start + 2 * minuteMs)).toEqual([]);
    await stores.household.holdCourier('here', hourMs);
    const again = await stores.outbox.claim('here', 'urgent', li, start + 2 * minuteMs, start + 4 * minuteMs);
    expect(recorded).toMatchObject({ kind: 'recorded', no: 2, text: '回执 2' });
    expect(again).toMatchObject([{ id: 'receipt/m1', kind: 'receipt', facts: { text: '回执 2' } }]);
  });

  it('shows the newest of those that somebody has to deal with, newest last', async () => {
    await claimed(stores, notice('n1', 'li'), notice('n2', 'li'), notice('n3', 'li'));
    for (const [i, id] of ['n2', 'n1', 'n3'].entries()) await stores.outbox.settle([id], 'unknown', start + i, 'timed-out', []);
    expect((await stores.outbox.open('unknown', 2)).map(({ id, no }) => [id, no])).toEqual([
      ['n1', 2],
      ['n3', 3],
    ]);
    expect(await stores.outbox.open('unknown', 0)).toEqual([]);
  });

  it('settles as failed what cannot be opened any more, so that the rest goes out', async () => {
    await stores.outbox.enqueue([notice('broken', 'li', { cycle: 'gone' }), notice('fine', 'li')], start);
    await client.hdel('zrt:{qingshan}:keys', 'gone');
    const other = connect();
    await other.household.holdCourier('here', hourMs);
    expect(ids(await other.outbox.claim('here', 'normal', li, start, leaseEnd))).toEqual(['fine']);
    expect(await other.outbox.open('failed', 10)).toMatchObject([{ id: 'broken', reason: 'data-key-gone', facts: {} }]);
  });
});

describe.each(ways)('a notice whose outcome a person decides, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await claimed(stores, notice('n1', 'li', { cycle: cycleId, facts: { n: 1 } }));
    await stores.outbox.settle(['n1'], 'unknown', start, 'timed-out', []);
  });

  it('goes out again once on their word, whole, and is not unknown any more', async () => {
    expect(await stores.outbox.resolve(1, 'resend', 'he', start + hourMs, [], 'm1')).toBe(true);
    expect(await stores.outbox.resolve(1, 'resend', 'he', start + hourMs, [], 'm2')).toBe(false);
    expect(await stores.outbox.open('unknown', 10)).toEqual([]);
    expect(await stores.outbox.tally(cycleId)).toMatchObject({ unknown: 0 });
    const again = await stores.outbox.claim('here', 'normal', li, start + hourMs, start + 2 * hourMs);
    expect(again).toMatchObject([{ id: 'n1', no: 1, facts: { n: 1 }, state: 'sending' }]);
    expect((await auditTrail(client)).at(-1)).toMatchObject({ actor: 'he', act: 'resent', object: 'n1' });
  });

  it('counts as sent on their word', async () => {
    expect(await stores.outbox.resolve(1, 'arrived', 'he', start + hourMs, [], 'm1')).toBe(true);
    expect(await stores.outbox.byNumber(1)).toMatchObject({ state: 'sent' });
    expect(await stores.outbox.tally(cycleId)).toEqual({ sent: 1, failed: 0, unknown: 0 });
    expect((await auditTrail(client)).at(-1)).toMatchObject({ actor: 'he', act: 'arrived' });
  });

  it('is decided once by a message that comes twice, and leaves the message to be claimed by whoever answers it', async () => {
    await stores.outbox.resolve(1, 'resend', 'he', start, [], 'm1');
    await stores.outbox.claim('here', 'normal', li, start, leaseEnd);
    await stores.outbox.settle(['n1'], 'unknown', start, 'timed-out', []);
    expect(await stores.outbox.resolve(1, 'resend', 'he', start, [], 'm1')).toBe(true);
    expect(await stores.outbox.open('unknown', 10)).toHaveLength(1);
    expect((await auditTrail(client)).filter(({ act }) => act === 'resent')).toHaveLength(1);
    expect(await stores.conversation.seen('m1')).toBe(false);
  });

  it('is not found under a number nobody has', async () => {
    expect(await stores.outbox.byNumber(99)).toBeUndefined();
    expect(await stores.outbox.resolve(99, 'resend', 'he', start, [], 'm1')).toBe(false);
  });

  it('is not touched by a paused process that notes the outcome of the send before', async () => {
    const [paused, awake] = [connect(), connect()];
    await paused.outbox.enqueue([notice('n2', 'li')], start);
    await paused.outbox.claim('here', 'normal', li, start, leaseEnd);
    const [lost] = await awake.outbox.expire(leaseEnd);
    await awake.outbox.resolve(lost?.no ?? 0, 'resend', 'he', leaseEnd, [], 'm1');
    await awake.outbox.claim('here', 'normal', li, leaseEnd, leaseEnd + hourMs);
    await paused.outbox.settle(['n2'], 'failed', leaseEnd, 'late', []);
    await paused.outbox.claim('here', 'normal', li, leaseEnd, leaseEnd + hourMs);
    expect(await awake.outbox.byIds(['n2'])).toMatchObject([{ state: 'sending' }]);
    await awake.outbox.settle(['n2'], 'sent', leaseEnd, undefined, []);
    expect(await awake.outbox.byIds(['n2'])).toMatchObject([{ state: 'sent' }]);
  });
});

describe.each(ways)('a prompt, $way', ({ connect }) => {
  const prompt = notice('prompt/a', 'li', { kind: 'prompt', cycle: cycleId, unit: 'a' });
  const prompted: UnitEffect = {
    kind: 'prompted',
    cycle: cycleId,
    unit: 'a',
    by: 'li',
    at: start,
    step: 2,
    nextDue: start + dayMs,
    scopes: scopesOf('a'),
  };
  const unreached: UnitEffect = { kind: 'unreached', cycle: cycleId, unit: 'a', step: 1, nextDue: start + hourMs, scopes: scopesOf('a') };
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await openCycle(stores);
    await stores.cycles.takeStep(step('a', 0, { next: 2, nextDue: start + 2 * hourMs, notices: [prompt] }), 'bot', start);
    await claimed(stores);
  });
  const record = async () => (await stores.cycles.records(cycleId, ['a'])).get('a');

  it('that was sent starts the ladder and is found by the person who got it', async () => {
    await stores.outbox.settle([prompt.id], 'sent', start, undefined, [prompted]);
    expect(await record()).toEqual({ state: 'pending', step: 2, level: 'none', promptAt: start, askedTo: 'li', version: 0 });
    expect(await stores.cycles.standing('li', [])).toMatchObject([
      { cycle: { id: cycleId }, unit: 'a', asked: true, record: { askedTo: 'li' } },
    ]);
    expect(await stores.cycles.standing('wang', [])).toEqual([]);
    const lastDue = (await stores.cycles.openUnits(cycleId, 0, 10)).at(-1);
    expect(lastDue).toBe('a');
  });

  it('is not found any more when the cycle is closed', async () => {
    await stores.outbox.settle([prompt.id], 'sent', start, undefined, [prompted]);
    await stores.cycles.close(cycleId, start + dayMs);
    expect(await stores.cycles.standing('li', ['a'])).toEqual([]);
  });

  it('that could not be sent makes the unit unreached, and the step before asking stands again', async () => {
    await stores.outbox.settle([prompt.id], 'failed', start, 'no-account', [unreached]);
    expect(await record()).toEqual({ state: 'unreached', step: 1, level: 'none', version: 0 });
    expect(await stores.cycles.counts(cycleId, '@wang')).toMatchObject({ pending: 3, unreached: 1 });
    expect(await stores.cycles.takeDue(cycleId, start + hourMs, 10, minuteMs)).toContain('a');
  });

  it('that could not be sent is told to others by the same script, and by none whose outcome came too late', async () => {
    const word = (id: string): Notice => notice(id, 'he', { kind: 'unreached', cycle: cycleId, unit: 'a' });
    await stores.outbox.settle([prompt.id], 'failed', start, 'no-account', [unreached], [word('word/1'), word('word/2')]);
    await stores.outbox.settle([prompt.id], 'failed', start, 'no-account', [unreached], [word('late')]);
    expect(await record()).toMatchObject({ state: 'unreached' });
    const told = await stores.outbox.claim('here', 'normal', { kind: 'person', person: 'he' }, start, leaseEnd);
    expect(ids(told)).toEqual(['word/1', 'word/2']);
  });

  it('that arrived after all by a person’s word makes the unit reached', async () => {
    await stores.outbox.settle([prompt.id], 'failed', start, 'no-account', [unreached]);
    await stores.outbox.resolve(1, 'arrived', 'he', start + hourMs, [prompted], 'm1');
    expect(await record()).toMatchObject({ state: 'pending', promptAt: start, step: 2 });
    expect(await stores.cycles.counts(cycleId, '*')).toMatchObject({ pending: 6, unreached: 0 });
  });

  it('whose outcome is noted late does not take a rung back', async () => {
    await stores.outbox.settle([prompt.id], 'sent', start, undefined, [prompted]);
    await stores.cycles.takeStep(step('a', 2, { level: 'press', nextDue: start + 3 * dayMs }), 'bot', start + dayMs);
    await stores.outbox.enqueue([notice('prompt/a/again', 'sun', { kind: 'prompt', cycle: cycleId, unit: 'a' })], start);
    await stores.outbox.claim('here', 'normal', { kind: 'person', person: 'sun' }, start, leaseEnd);
    await stores.outbox.settle(['prompt/a/again'], 'sent', start + dayMs, undefined, [{ ...prompted, by: 'sun', at: start + dayMs }]);
    expect(await record()).toMatchObject({ step: 3, level: 'press', promptAt: start });
    expect(await stores.cycles.standing('sun', [])).toHaveLength(1);
  });

  it('that failed for one of two does not make the unit unreached when the other got it', async () => {
    await stores.outbox.settle([prompt.id], 'sent', start, undefined, [prompted]);
    await stores.outbox.enqueue([notice('prompt/a/sun', 'sun', { kind: 'prompt', cycle: cycleId, unit: 'a' })], start);
    await stores.outbox.claim('here', 'normal', { kind: 'person', person: 'sun' }, start, leaseEnd);
    await stores.outbox.settle(['prompt/a/sun'], 'failed', start, 'no-account', [unreached]);
    expect(await record()).toMatchObject({ state: 'pending', step: 2 });
  });

  it('has no effect when its outcome was noted before', async () => {
    await stores.outbox.expire(leaseEnd);
    await stores.outbox.settle([prompt.id], 'sent', leaseEnd, undefined, [prompted]);
    expect((await record())?.promptAt).toBeUndefined();
  });

  it('that is answered at once keeps the answer', async () => {
    await stores.replies.record(reply('m1', 'a'), start);
    await stores.outbox.settle([prompt.id], 'sent', start, undefined, [prompted]);
    expect(await record()).toMatchObject({ state: 'answered', promptAt: start, version: 1 });
    expect(await stores.cycles.openUnits(cycleId, 0, 10)).not.toContain('a');
  });
});

describe.each(ways)('a notice that starts no message of its own, $way', ({ connect }) => {
  let stores: Stores;
  beforeEach(async () => {
    stores = connect();
    await stores.household.holdCourier('here', hourMs);
  });
  const rider = notice('aside', 'li', { kind: 'request-aside', notBefore: Number.POSITIVE_INFINITY, facts: { n: 1 } });
  const claim = (at = start) => stores.outbox.claim('here', 'normal', li, at, at + minuteMs);

  it('makes nobody due, however long it waits', async () => {
    expect(await stores.outbox.enqueue([rider], start)).toBeLessThanOrEqual(1);
    expect(await stores.outbox.nextDue('normal')).toBeUndefined();
    expect(await stores.outbox.due('normal', start + 400 * dayMs, 10)).toEqual([]);
    expect(await claim(start + 400 * dayMs)).toEqual([]);
    expect(await stores.outbox.byIds([rider.id])).toMatchObject([{ state: 'queued', notBefore: Number.POSITIVE_INFINITY }]);
  });

  it('goes along with the next message to the same person', async () => {
    await stores.outbox.enqueue([rider, notice('other', 'wang')], start);
    await stores.outbox.enqueue([notice('later', 'li', { notBefore: start + hourMs })], start + minuteMs);
    expect(await claim()).toEqual([]);
    expect(await claim(start + hourMs)).toMatchObject([{ id: 'later' }, { ...rider, state: 'sending' }]);
    expect(await claim(start + dayMs)).toEqual([]);
    await stores.outbox.settle([rider.id, 'later'], 'sent', start + hourMs, undefined, []);
    expect(await stores.outbox.byIds([rider.id])).toMatchObject([{ state: 'sent' }]);
    expect(await stores.outbox.due('normal', start + dayMs, 10)).toEqual([{ kind: 'person', person: 'wang' }]);
  });

  it('does not keep its person due when all else is gone from the queue', async () => {
    await stores.outbox.enqueue([notice('n1', 'li')], start);
    await stores.outbox.enqueue(
      Array.from({ length: 25 }, (_, i) => ({ ...rider, id: `aside/${i}` })),
      start,
    );
    expect(await claim()).toHaveLength(20);
    expect(await stores.outbox.nextDue('normal')).toBeUndefined();
    expect(await claim()).toEqual([]);
    await stores.outbox.enqueue([notice('n2', 'li')], start);
    expect(await claim()).toHaveLength(7);
  });

  it('leaves room for what is due', async () => {
    await stores.outbox.enqueue([rider], start);
    await stores.outbox.enqueue(
      Array.from({ length: 20 }, (_, i) => notice(`n${i}`, 'li')),
      start,
    );
    expect(ids(await claim())).not.toContain(rider.id);
  });

  it('is one again when it is put back', async () => {
    await stores.outbox.enqueue([rider, notice('n1', 'li')], start);
    expect(ids(await claim())).toEqual(expect.arrayContaining(['aside', 'n1']));
    await stores.outbox.release(['aside', 'n1'], start + hourMs);
    expect(await stores.outbox.nextDue('normal')).toBe(start + hourMs);
    expect(await stores.outbox.byIds([rider.id])).toMatchObject([{ state: 'queued', notBefore: Number.POSITIVE_INFINITY }]);
    expect(await claim(start + hourMs)).toHaveLength(2);
    await stores.outbox.release(['aside'], start + hourMs);
    expect(await stores.outbox.nextDue('normal')).toBeUndefined();
  });

  it('goes out by itself once somebody said so after it had failed', async () => {
    await stores.outbox.enqueue([rider, notice('n1', 'li')], start);
    await claim();
    await stores.outbox.settle([rider.id], 'failed', start, 'refused', []);
    expect(await stores.outbox.resolve(1, 'resend', 'he', start + hourMs, [], 'm1')).toBe(true);
    expect(await stores.outbox.due('normal', start + hourMs, 10)).toEqual([li]);
  });
});

describe.each(ways)('whom messages do not reach, $way', ({ connect }) => {
  it('is known by how many have failed since when, until one arrives, and nothing is kept of whoever is reached but when', async () => {
    const stores = connect();
    const { outbox } = stores;
    const fails = async (id: string, at: number, isTold?: boolean): Promise<void> => {
      await outbox.enqueue([notice(id, 'li', { notBefore: at }), notice(`${id}-beside`, 'li', { notBefore: at })], at);
      await stores.household.holdCourier('here', hourMs);
      const some = ids(await outbox.claim('here', 'normal', li, at, at + minuteMs));
      await outbox.settle(some, 'failed', at, 'refused', [], [], isTold);
    };
    await fails('empty', start, false);
    expect(await outbox.unreached()).toEqual([]);
    await fails('n1', start + 1);
    await fails('n2', start + 2);
    expect(await outbox.unreached()).toEqual([{ person: 'li', messages: 2, since: start + 1 }]);
    await outbox.resolve(3, 'arrived', 'he', start + 3, [], 'm1');
    expect(await outbox.unreached()).toEqual([]);
    await fails('n3', start + 4);
    expect(await outbox.unreached()).toEqual([{ person: 'li', messages: 1, since: start + 4, reachedAt: start + 3 }]);
    const sent = await claimed(stores, notice('n4', 'li'));
    await outbox.settle(ids(sent), 'sent', start + 5, undefined, []);
    expect(await outbox.unreached()).toEqual([]);
    const { reached, unreached } = keysOf('qingshan');
    expect(await client.zrange(reached, 0, '-1', 'WITHSCORES')).toEqual(['li', String(start + 5)]);
    await fails('n5', start + 6);
    expect(await stores.retention.expireReached(start + 6, 10, start + dayMs)).toBe(0);
    await stores.retention.expireReached(start + 7, 10, start + dayMs);
    expect(await client.exists(reached, unreached)).toBe(0);
  });

  it('are not those who are sent receipts', async () => {
    const stores = connect();
    await openCycle(stores);
    const sent = await claimed(stores, notice('n1', 'liaison-a'));
    expect(sent).toEqual([]);
    const to: Recipient = { kind: 'person', person: 'liaison-a' };
    await stores.outbox.settle(ids(await stores.outbox.claim('here', 'normal', to, start, leaseEnd)), 'failed', start, 'refused', []);
    expect(await stores.outbox.unreached()).toMatchObject([{ person: 'liaison-a' }]);
    const recorded = await stores.replies.record(reply('m1', 'a'), start);
    if (recorded.kind !== 'recorded') throw new Error(recorded.kind);
    await stores.outbox.settle([recorded.notice], 'sent', start + 1, undefined, []);
    expect(await stores.outbox.unreached()).toEqual([]);
  });
});

describe.each(ways)('what the bot started, $way', ({ connect }) => {
  it('is counted by message, by person and by cause, together as well, and replies are not', async () => {
    const { outbox } = connect();
    await outbox.noteSend(start, 'li', ['monthly', 'remind', 'monthly']);
    await outbox.noteSend(start + hourMs, 'li', ['monthly']);
    await outbox.noteSend(start + dayMs, 'wang', ['rules']);
    await outbox.noteSend(start + dayMs, undefined, ['node']);
    await outbox.noteSend(start + dayMs);
    await outbox.noteReplies(start + dayMs, 5);
    const causes = { monthly: 2, remind: 1, rules: 1, node: 1 };
    const byPerson = { li: 2, wang: 1 };
    const causesOf = { li: { monthly: 2, remind: 1 }, wang: { rules: 1 } };
    expect(await outbox.load(start, start + 2 * dayMs)).toEqual({ messages: 4, people: 2, byPerson, causesOf, causes });
  });

  it('counts from the hour in which the time begins until the hour that begins at its end', async () => {
    const { outbox } = connect();
    await outbox.noteSend(start - 1, 'a', ['before']);
    await outbox.noteSend(start, 'b', ['first']);
    await outbox.noteSend(start + 2 * hourMs - 1, 'c', ['last']);
    await outbox.noteSend(start + 2 * hourMs, 'd', ['after']);
    expect(await outbox.load(start + minuteMs, start + 2 * hourMs)).toEqual({
      messages: 2,
      people: 2,
      byPerson: { b: 1, c: 1 },
      causesOf: { b: { first: 1 }, c: { last: 1 } },
      causes: { first: 1, last: 1 },
    });
    expect(await outbox.load(start, start)).toEqual({ messages: 0, people: 0, byPerson: {}, causesOf: {}, causes: {} });
  });

  it('is kept for a hundred days', async () => {
    const { outbox } = connect();
    await outbox.noteSend(start, 'li', ['monthly']);
    const kept = await client.pttl(keysOf('qingshan').load(start / hourMs));
    expect(kept).toBeGreaterThan(99 * dayMs);
    expect(kept).toBeLessThanOrEqual(100 * dayMs);
    expect(await outbox.load(0, start + hourMs)).toMatchObject({ messages: 1 });
  });
});

describe.each(ways)('what was sent when, $way', ({ connect }) => {
  it('is remembered for pacing, send by send, even in one instant', async () => {
    const { outbox } = connect();
    await outbox.noteSend(start);
    await outbox.noteSend(start, 'li');
    await outbox.noteSend(start + secondMs, 'li');
    expect(await outbox.sends(start)).toEqual([start, start, start + secondMs]);
    expect(await outbox.sends(start, 'li')).toEqual([start, start + secondMs]);
    expect(await outbox.sends(start + 1, 'li')).toEqual([start + secondMs]);
    expect(await outbox.sends(start, 'wang')).toEqual([]);
  });

  it('is forgotten after the longest window it serves', async () => {
    const { outbox } = connect();
    await outbox.noteSend(start, 'li');
    await outbox.noteSend(start + 2 * dayMs, 'li');
    expect(await outbox.sends(start)).toEqual([start + 2 * dayMs]);
    expect(await outbox.sends(start, 'li')).toHaveLength(2);
    await outbox.noteSend(start + 9 * dayMs, 'li');
    expect(await outbox.sends(start, 'li')).toEqual([start + 2 * dayMs, start + 9 * dayMs]);
    expect(await client.zcard(keysOf('qingshan').pace)).toBe(1);
  });
});
