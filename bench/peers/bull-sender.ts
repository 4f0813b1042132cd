/** Reminders on BullMQ: a store in which they are due, and workers in processes of their own that send them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { openBenchRedis } from '../private-redis.js';
import type { Sender } from '../sender.js';
import { peerFolder, runPeer } from './run-peer.js';

const program = 'bullmq-reminders.mjs';
const underWayMs = 1_000;
/** It looks for what a dead process has left every 30 s, and finds it the second time. */
const quietMs = 75_000;

export async function queueForBull(count: number): Promise<{ sender(sendMs: number): Sender; end(): Promise<void> }> {
  const redis = await openBenchRedis();
  await runPeer(program, [redis.socket, 'add', String(count)]);
  return { sender: (sendMs) => bullSender(redis.socket, sendMs), end: () => redis.stop() };
}

/** Its worker begins as soon as its program is loaded, so that loading it counts. */
function bullSender(socket: string, sendMs: number): Sender {
  const child = spawn(process.execPath, [program, socket, 'send', String(sendMs)], {
    cwd: peerFolder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  return {
    quietMs,
    load: () => Promise.resolve(),
    start(onSent) {
      createInterface({ input: child.stdout }).on('line', onSent);
      return Promise.resolve();
    },
    async unknown() {
      // What it took over last is sent by then.
      await pause(underWayMs);
      return 0;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
