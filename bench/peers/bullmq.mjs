/**
 * The ladder as one would build it on BullMQ: a delayed job for each unit, whose worker puts a message into the queue of what is to be sent.
 *
 * `node bullmq.mjs SOCKET UNITS` prints one line of JSON: { openMs, escalateMs, bytesWaiting, bytesQueued }, the bytes for each unit.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const [socket, count] = process.argv.slice(2);
const units = Number(count);
const atOnce = 1_000;
const concurrency = 200;
const leadMs = 10_000;
const lookAgainMs = 20;
const connection = new Redis({ path: socket, maxRetriesPerRequest: null });
const options = { connection, prefix: '{bench-peer}' };
const ladder = new Queue('ladder', options);
const outbox = new Queue('outbox', options);

const usedBytes = async () => Number(/used_memory:(\d+)/.exec(await connection.info('memory'))?.[1]);
/** They all fall due at once. */
const dueAt = Date.now() + leadMs;

await Promise.all([ladder.waitUntilReady(), outbox.waitUntilReady()]);
const before = await usedBytes();
const openedAt = performance.now();
for (let from = 0; from < units; from += atOnce) {
  const part = Array.from({ length: Math.min(atOnce, units - from) }, (_, i) => from + i + 1);
  await ladder.addBulk(
    part.map((no) => ({
      name: 'step',
      data: { cycle: 'monthly-self-check-20260825', unit: `u${no}`, step: 0 },
      opts: { jobId: `cycle/u${no}/0`, delay: Math.max(0, dueAt - Date.now()), removeOnComplete: { count: 0 } },
    })),
  );
}
const openMs = performance.now() - openedAt;
const bytesWaiting = ((await usedBytes()) - before) / units;

await pause(Math.max(0, dueAt - Date.now()));
const escalatedAt = performance.now();
const worker = new Worker(
  'ladder',
  async ({ data: { cycle, unit, step } }) => {
    const data = { to: `p-${unit}`, kind: 'remind', cycle, unit, schedule: 'monthly-self-check', at: Date.now() };
    await outbox.add('notice', data, { jobId: `${cycle}/${unit}/${step}/p-${unit}` });
  },
  { ...options, connection: connection.duplicate(), concurrency },
);
worker.on('error', (error) => process.stderr.write(`${error.message}\n`));
while ((await outbox.getWaitingCount()) < units) await pause(lookAgainMs);
const escalateMs = performance.now() - escalatedAt;
const bytesQueued = ((await usedBytes()) - before) / units;
process.stdout.write(`${JSON.stringify({ openMs, escalateMs, bytesWaiting, bytesQueued })}\n`);
process.exit();
