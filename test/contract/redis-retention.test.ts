import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Stores } from '../../src/application/ports.js';
import type { Reading } from '../../src/domain/matter.js';
import { dayMs, hourMs } from '../../src/domain/time.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import {
  auditTrail,
  change,
  cycleId,
  cycleOf,
  notice,
  openCycle,
  reply,
  request,
  resending,
  scopesOf,
  start,
  step,
  storesOn,
  taskOf,
} from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
beforeAll(async () => {
  redis = await startTestRedis({ appendOnly: true });
  client = redis.client();
});
beforeEach(() => redis.flush());
afterAll(() => redis.stop());

const ways = [
  { way: 'with every command sent once', connect: () => storesOn(client) },
  { way: 'with every write sent again because its reply was lost', connect: () => storesOn(resending(client)) },
];

const later = start + 1200 * dayMs;
const closedAt = start + 40 * dayMs;
const receipt = { to: 'liaison-a', text: '\uFFFC' };

/** A cycle in which a answered twice, b explained itself, c has a draft and asked for more time; closed. */
async function closedCycle({ cycles, replies, conversation, matters }: Stores): Promise<void> {
  await cycles.open(cycleOf(), start, [], 'bot', scopesOf);
  await replies.record(reply('m1', 'a', { body: photoBody('a1.jpg') }), start);
  await replies.record(reply('m2', 'a', { body: photoBody('a2.jpg'), after: 1 }), start);
  await replies.explain({ messageId: 'm3', cycle: cycleId, unit: 'b', by: 'li', at: start, text: '会计住院', receipt }, start);
  const draft = { cycle: cycleId, unit: 'c', body: { answers: { photo: { type: 'photo' as const, files: ['c1.jpg'] } } } };
  await conversation.claim({ id: 'm4', person: 'liaison-c', draft }, start);
  await matters.write(change(request(await matters.number('request/m5'), 'c')), start);
  await cycles.close(cycleId, closedAt);
}

function photoBody(file: string) {
  return { answers: { photo: { type: 'photo' as const, files: [file] } }, supplements: [] };
}

async function entriesOf(act: string): Promise<string[]> {
  return (await auditTrail(client)).filter((entry) => entry.act === act && entry.actor === 'bot').map(({ object }) => object);
}

async function collected(batches: AsyncIterable<string[]>): Promise<string[]> {
  const names: string[] = [];
  for await (const batch of batches) names.push(...batch);
  return names.sort();
}

describe.each(ways)('what was said in a cycle, $way', ({ connect }) => {
  it('is deleted with its data key in one audit entry, and its states and counters stay', async () => {
    const stores = connect();
    await closedCycle(stores);
    const before = await stores.cycles.counts(cycleId, '*');
    await stores.retention.expireCycle(cycleId, later);
    await stores.retention.expireCycle(cycleId, later + dayMs);
    expect(await stores.replies.latest(cycleId, 'a')).toBeUndefined();
    expect(await stores.replies.versions(cycleId, 'a')).toEqual([]);
    expect(await stores.replies.all(cycleId)).toEqual([]);
    expect(await stores.replies.explanation(cycleId, 'b')).toBeUndefined();
    expect(await stores.replies.draft(cycleId, 'c', 'liaison-c')).toBeUndefined();
    expect(await stores.cycles.counts(cycleId, '*')).toEqual(before);
    expect((await stores.cycles.records(cycleId, ['a'])).get('a')).toMatchObject({ state: 'answered', version: 2 });
    expect(await stores.cycles.cycle(cycleId)).toMatchObject({ closedAt, expiredAt: later });
    expect(await client.hexists(`zrt:{qingshan}:keys`, cycleId)).toBe(0);
    expect(await entriesOf('expired')).toEqual([cycleId]);
  });

  it('stays as long as the cycle is open', async () => {
    const stores = connect();
    await openCycle(stores);
    await stores.replies.record(reply('m1', 'a'), start);
    await stores.retention.expireCycle(cycleId, later);
    expect(await stores.replies.latest(cycleId, 'a')).toBeDefined();
    expect(await entriesOf('expired')).toEqual([]);
  });

  it('does not come to life under a new key', async () => {
    const stores = connect();
    await closedCycle(stores);
    await stores.retention.expireCycle(cycleId, later);
    await expect(stores.replies.record(reply('m9', 'b'), later)).rejects.toMatchObject({ code: 'data-key-gone' });
    await expect(storesOn(client).replies.record(reply('m9', 'b'), later)).rejects.toMatchObject({ code: 'data-key-gone' });
    expect(await client.exists(`zrt:{qingshan}:cycle:${cycleId}:answers`)).toBe(0);
    expect(await client.hexists(`zrt:{qingshan}:keys`, cycleId)).toBe(0);
  });

  it('names its attachments, those of earlier versions too, and those of drafts apart', async () => {
    const stores = connect();
    await closedCycle(stores);
    expect(await collected(stores.retention.attachments(cycleId, 'answers'))).toEqual(['a1.jpg', 'a2.jpg']);
    expect(await collected(stores.retention.attachments(cycleId, 'drafts'))).toEqual(['c1.jpg']);
  });

  it('loses its drafts and files before the rest, each told once, and only what there was', async () => {
    const stores = connect();
    const { retention, replies } = stores;
    await closedCycle(stores);
    expect(await retention.closedBefore(closedAt)).toEqual([]);
    expect(await retention.closedBefore(closedAt + 1)).toEqual([{ id: cycleId, closedAt, gone: new Set() }]);
    await retention.expirePart(cycleId, 'drafts', later);
    await retention.expirePart(cycleId, 'files', later, false);
    await retention.expirePart(cycleId, 'files', later, true);
    expect(await retention.closedBefore(later)).toEqual([{ id: cycleId, closedAt, gone: new Set(['drafts', 'files']) }]);
    expect(await replies.draft(cycleId, 'c', 'liaison-c')).toBeUndefined();
    expect(await replies.latest(cycleId, 'a')).toBeDefined();
    expect(await entriesOf('expired')).toEqual([`${cycleId}/drafts`]);
    await retention.expireCycle(cycleId, later);
    expect(await retention.closedBefore(later)).toEqual([]);
  });
});

describe.each(ways)('a matter whose time is over, $way', ({ connect }) => {
  it('is gone from every list, with its number’s key, in one audit entry', async () => {
    const { matters, retention } = connect();
    const no = await matters.number('task/rules/gongwu');
    await matters.write(change(taskOf(no), { due: start }), start);
    await matters.write(change({ ...taskOf(no), version: 1, state: 'closed', settledAt: start + hourMs }), start);
    expect(await retention.settledBefore(start + hourMs, 0, 10)).toEqual([]);
    expect(await retention.settledBefore(later, 0, 10)).toEqual([{ no, kind: 'task', unit: 'b', settledAt: start + hourMs }]);
    await retention.expireMatter(no, 'task/rules/gongwu', later);
    await retention.expireMatter(no, 'task/rules/gongwu', later);
    expect(await matters.matter(no)).toBeUndefined();
    expect(await retention.settledBefore(later, 0, 10)).toEqual([]);
    expect(await matters.number('task/rules/gongwu')).not.toBe(no);
    expect(await entriesOf('expired')).toEqual([`matter/${no}`]);
  });

  it('is found when it is still open and about a cycle that passes its time, and waits for nobody any more', async () => {
    const stores = connect();
    const { cycles, matters, retention } = stores;
    await closedCycle(stores);
    await cycles.open(cycleOf({ id: 'other' }), start, [], 'bot', scopesOf);
    const [own] = await matters.open({ kind: 'request' });
    const other = request(await matters.number('request/m6'), 'b', { about: { cycle: 'other' } });
    await matters.write(change(other, { due: start }), start);
    const report: Reading = {
      kind: 'reading',
      no: await matters.number(`reading/${cycleId}/a`),
      unit: 'a',
      at: start,
      version: 0,
      cycle: cycleId,
      reader: 'wang',
      by: 'liaison-a',
      state: 'open',
      asked: [],
      reminded: 0,
    };
    await matters.write(change(report, { due: start }), start);
    const about = await retention.openAbout(cycleId);
    expect(about).toEqual([own?.no, report.no]);
    for (const no of about) await retention.expireMatter(no, undefined, later);
    expect((await matters.open()).map(({ no }) => no)).toEqual([other.no]);
    expect((await matters.takeDue(later, 10, hourMs)).map(({ no }) => no)).toEqual([other.no]);
  });
});

describe.each(ways)('what else passes its time, $way', ({ connect }) => {
  it('is a circular, from the lowest number on, past numbers that were never used', async () => {
    const stores = connect();
    const { cycles, circulars, retention } = stores;
    await openCycle(stores);
    for (const unit of ['a', 'b', 'c']) await cycles.takeStep(step(unit, 0, { circulate: true }), 'bot', start);
    await circulars.draft(cycleId, ['a'], () => [], start);
    await circulars.draft(cycleId, ['nobody'], () => [], start);
    await circulars.draft(cycleId, ['b'], () => [], start + dayMs);
    await circulars.draft(cycleId, ['c'], () => [], start + 2 * dayMs);
    const old = await retention.circularsBefore(start + 2 * dayMs, 10);
    expect(old).toHaveLength(2);
    for (const circular of old) {
      await retention.expireCircular(circular, later);
      await retention.expireCircular(circular, later);
    }
    expect(await retention.circularsBefore(start + 2 * dayMs, 10)).toEqual([]);
    expect(await circulars.openCirculars()).toHaveLength(1);
    expect(await circulars.circular(old[0]?.no ?? 0)).toBeUndefined();
    expect(await entriesOf('expired')).toEqual(old.map(({ no }) => `${cycleId}/circular/${no}`));
  });

  it('is a message that nobody has dealt with; one that was dealt with stays', async () => {
    const { outbox, household, retention } = connect();
    await household.holdCourier('here', hourMs);
    await outbox.enqueue([notice('n1', 'li'), notice('n2', 'wang')], start);
    for (const person of ['li', 'wang']) await outbox.claim('here', 'normal', { kind: 'person', person }, start, start + hourMs);
    await outbox.settle(['n1'], 'failed', start, 'refused', []);
    await outbox.settle(['n2'], 'unknown', start, 'timed-out', []);
    const old = await retention.unsettledBefore(later, 10);
    expect(old.map(({ id }) => id).sort()).toEqual(['n1', 'n2']);
    const again = old.find(({ id }) => id === 'n2');
    expect(await outbox.resolve(again?.no ?? 0, 'resend', 'he', later, [], 'm1')).toBe(true);
    for (const one of old) await retention.expireNotice(one, later);
    expect(await outbox.byIds(['n1', 'n2'])).toMatchObject([{ id: 'n2', state: 'queued' }]);
    expect(await outbox.open('failed', 10)).toEqual([]);
    expect(await retention.unsettledBefore(later, 10)).toEqual([]);
    expect(await entriesOf('expired')).toEqual([`notice/${old.find(({ id }) => id === 'n1')?.no}`]);
  });

  it('are rounds and missed openings, so many at once', async () => {
    const { rounds, cycles, retention } = connect();
    for (const day of [0, 1, 2]) {
      const round = {
        schedule: 'node',
        kind: 'reminder',
        plannedAt: start + day * dayMs,
        openedAt: start + day * dayMs,
        recipients: 1,
      } as const;
      await rounds.open(round, [], [], 'he');
    }
    await cycles.recordMissed('node', start, 'superseded', start);
    expect(await retention.expireRounds(start + 2 * dayMs, 1, later)).toBeGreaterThan(0);
    await retention.expireRounds(start + 2 * dayMs, 10, later);
    expect(await retention.expireRounds(start + 2 * dayMs, 10, later)).toBe(0);
    expect((await rounds.since(0)).map(({ openedAt }) => openedAt)).toEqual([start + 2 * dayMs]);
    expect(await cycles.missed(0)).toEqual([]);
  });
});

describe('the files of the store', () => {
  it('are written anew once after something was deleted, and hold nothing of it then', async () => {
    const stores = storesOn(client);
    await client.config('SET', 'auto-aof-rewrite-percentage', '0');
    await closedCycle(stores);
    const sealed = (await client.hget(`zrt:{qingshan}:cycle:${cycleId}:answers`, 'a')) ?? '';
    const key = (await client.hget('zrt:{qingshan}:keys', cycleId)) ?? '';
    expect(await stores.retention.compact()).toBe('nothing');
    await stores.retention.expireCycle(cycleId, later);
    expect((await fileTexts()).includes(sealed)).toBe(true);
    expect(await stores.retention.compact()).toBe('begun');
    await expect.poll(rewriting).toBe('0');
    const texts = await fileTexts();
    expect([sealed, key, 'expired'].map((text) => texts.includes(text))).toEqual([false, false, true]);
    expect(await stores.retention.compact()).toBe('nothing');
  });

  it('lets a message be read after that as one that has passed its time, not as one that failed', async () => {
    const stores = storesOn(client);
    const { outbox, household, retention, cycles } = stores;
    await openCycle(stores);
    await household.holdCourier('here', hourMs);
    await outbox.enqueue([notice('n1', 'li', { cycle: cycleId, unit: 'a' })], start);
    await cycles.close(cycleId, closedAt);
    await retention.expireCycle(cycleId, later);
    expect(await outbox.claim('here', 'normal', { kind: 'person', person: 'li' }, later, later + hourMs)).toEqual([]);
    expect(await outbox.byIds(['n1'])).toMatchObject([{ state: 'dropped', reason: 'data-key-gone' }]);
    expect(await outbox.open('failed', 10)).toEqual([]);
  });
});

async function rewriting(): Promise<string | undefined> {
  const info = await client.info('persistence');
  const scheduled = /aof_rewrite_scheduled:1/.test(info) ? '1' : undefined;
  return scheduled ?? /aof_rewrite_in_progress:(\d)/.exec(info)?.[1];
}

async function fileTexts(): Promise<string> {
  const [, folder = ''] = await client.config('GET', 'dir');
  const names = await readdir(join(folder, 'appendonlydir'));
  return (await Promise.all(names.map((name) => readFile(join(folder, 'appendonlydir', name), 'latin1')))).join('\n');
}

describe('who has read what a unit said', () => {
  it('is told newest first, once for an operation, and no longer than a hundred of them', async () => {
    const { reads } = storesOn(client);
    await reads.note({ unit: 'a', reader: 'wang', object: `${cycleId}/a`, at: start }, 'm1');
    await reads.note({ unit: 'a', reader: 'wang', object: `${cycleId}/a`, at: start + hourMs }, 'm1');
    await reads.note({ unit: 'a', reader: 'operator', object: cycleId, at: start + hourMs }, 'm2');
    expect(await reads.of('a', 0)).toEqual([
      { reader: 'operator', object: cycleId, at: start + hourMs },
      { reader: 'wang', object: `${cycleId}/a`, at: start },
    ]);
    expect(await reads.of('a', start + 1)).toHaveLength(1);
    expect(await reads.of('b', 0)).toEqual([]);
    for (let i = 0; i < 120; i += 1) await reads.note({ unit: 'c', reader: 'wang', object: cycleId, at: start + i }, `n${i}`);
    expect(await reads.of('c', 0)).toHaveLength(100);
    await reads.note({ unit: 'a', reader: 'wang', object: cycleId, at: later }, 'm3');
    expect(await reads.of('a', 0)).toHaveLength(1);
  });
});
