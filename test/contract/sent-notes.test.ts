import type { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createSentNotes, type SentNotes } from '../../src/application/note-sent.js';
import type { Stores } from '../../src/application/ports.js';
import { recordingLog, type RecordingLog } from '../harness/recording-log.js';
import { startTestRedis, type TestRedis } from '../harness/redis.js';
import { cycleId, openCycle, reply, start, storesOn } from '../harness/stores.js';

let redis: TestRedis;
let client: Redis;
let stores: Stores;
let log: RecordingLog;
let notes: SentNotes;

beforeAll(async () => {
  redis = await startTestRedis();
  client = redis.client();
  // It is killed on purpose below.
  client.on('error', () => undefined);
});
afterAll(async () => {
  await redis.stop();
});
beforeEach(async () => {
  await redis.flush();
  stores = storesOn(client);
  log = recordingLog();
  notes = createSentNotes({ stores, log, clock: { now: () => start, elapsedMs: () => 0 } });
  await openCycle(stores);
});

async function receipted(unit: string): Promise<string> {
  const recorded = await stores.replies.record(reply(`m-${unit}`, unit), start);
  if (recorded.kind !== 'recorded') throw new Error(recorded.kind);
  return recorded.notice;
}

/** Of those that are not over: a receipt that went out leaves only its count. */
async function states(ids: string[]): Promise<string[]> {
  return (await stores.outbox.byIds(ids)).map(({ state }) => state);
}

it('receipts that went out are noted together with all other replies, each as a send', async () => {
  const ids = [await receipted('a'), await receipted('b')];
  for (const id of ids) notes.add(id);
  notes.add();
  expect(await states(ids)).toEqual(['sending', 'sending']);
  await notes.noted();
  expect(await states(ids)).toEqual([]);
  expect(await stores.outbox.tally(cycleId)).toMatchObject({ sent: 2 });
  expect(await stores.outbox.sends(0)).toEqual([start, start, start]);
});

it('whether or not anybody waits for it, what went out is noted in the end', async () => {
  const id = await receipted('a');
  notes.add(id);
  await vi.waitUntil(async () => (await states([id])).length === 0);
  expect(await stores.outbox.tally(cycleId)).toMatchObject({ sent: 1 });
});

it('what cannot be noted is logged and holds up nobody: the receipt will be repeated', async () => {
  await redis.kill();
  try {
    notes.add('receipt/m-a');
    await notes.noted();
    expect(log.entries.map(({ level }) => level)).toEqual(['warn']);
  } finally {
    await redis.restart();
  }
});
