/**
 * Reminders as one would build them on BullMQ: a delayed job each.
 *
 * `node bullmq-reminders.mjs SOCKET pending COUNT` prints { bytes }, what Redis keeps of one that waits for its day.
 * `… add COUNT` queues so many that are due, and prints { added }.
 * `… send SEND_MS` sends whatever is due through a platform that takes so long over each, and prints every recipient on a line of its own when
 * the platform has the message. It ends when it is killed.
 */
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';

const [socket, work, figure] = process.argv.slice(2);
const connection = new Redis({ path: socket, maxRetriesPerRequest: null });
const options = { connection, prefix: '{bench-peer}' };
const queue = new Queue('reminders', options);
const concurrency = 20;
const weekMs = 7 * 24 * 3600 * 1000;

const usedBytes = async () => Number(/used_memory:(\d+)/.exec(await connection.info('memory'))?.[1]);

async function add(count, delay) {
  const jobs = Array.from({ length: count }, (_, no) => ({
    name: 'remind',
    data: { to: `p${no + 1}`, cycle: 'monthly-self-check-20260825', unit: `u${no + 1}` },
    opts: { jobId: `remind/u${no + 1}`, delay, attempts: 3, removeOnComplete: { count: 0 } },
  }));
  await queue.addBulk(jobs);
}

function end(result) {
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit();
}

await queue.waitUntilReady();
switch (work) {
  case 'pending': {
    const before = await usedBytes();
    await add(Number(figure), weekMs);
    end({ bytes: ((await usedBytes()) - before) / Number(figure) });
    break;
  }
  case 'add':
    await add(Number(figure), 1);
    end({ added: Number(figure) });
    break;
  case 'send': {
    const half = Number(figure) / 2;
    const worker = new Worker(
      'reminders',
      async ({ data: { to } }) => {
        if (half > 0) await pause(half);
        writeSync(1, `${to}\n`);
        if (half > 0) await pause(half);
      },
      { ...options, connection: connection.duplicate(), concurrency },
    );
    worker.on('error', (error) => process.stderr.write(`${error.message}\n`));
    break;
  }
  default:
    throw new Error(`no such work: ${work}`);
}
