/** What waits for its day, what is overdue after a restart, and a process that is killed in the middle of sending it; beside delayed jobs of BullMQ. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Notice } from '../src/application/ports.js';
import { dayMs } from '../src/domain/time.js';
import { cycleOf, scopesIn } from './cycle.js';
import { queueForBull } from './peers/bull-sender.js';
import { runPeer } from './peers/run-peer.js';
import { onBenchRedis } from './private-redis.js';
import { queueForCourier } from './courier-sender.js';
import type { Sender } from './sender.js';
import type { Row } from './topic.js';

const pending = 10_000;
const overdue = 1_000;
const killedAfter = overdue / 2;
const platformMs = 2;
const lookAgainMs = 20;

export async function reminderRows(): Promise<Row[]> {
  const own = await pendingBytes();
  const peer = await onBenchRedis(
    async ({ socket }) => (await runPeer('bullmq-reminders.mjs', [socket, 'pending', String(pending)])) as { bytes: number },
  );
  const [bot, bull] = [await courses(queueForCourier), await courses(queueForBull)];
  return [
    {
      work: `${pending} pending reminders: Redis memory of each, against a delayed job of BullMQ`,
      aim: '≤ 400 B',
      measured: `${own.waiting.toFixed(0)} B as the next step of a unit, ${own.queued.toFixed(0)} B as a message that waits in the outbox; against ${peer.bytes.toFixed(0)} B`,
    },
    {
      work: `${overdue} messages overdue after a restart, pacing off, until the last is out`,
      aim: '≤ 1 s',
      measured: `${told(bot.overdue)}; BullMQ, 20 at once: ${told(bull.overdue)}`,
    },
    {
      work: `the same, killed (-9) after ${killedAfter} with a platform that takes ${platformMs} ms over each; from the kill until the last is out`,
      aim: '≤ 10 s, none doubled',
      measured: `${toldKilled(bot.killed)}; BullMQ: ${toldKilled(bull.killed)}`,
    },
  ];
}

interface Course {
  ms: number;
  sent: number;
  doubled: number;
  /** Shown to the clerk as not known to have arrived; they count as neither sent nor lost. */
  unknown: number;
  lost: number;
}

/** `queue` makes a fresh store in which so many are due. */
async function courses(queue: (count: number) => Promise<{ sender(sendMs: number): Sender; end(): Promise<void> }>) {
  const calm = await queue(overdue);
  const storm = await queue(overdue);
  try {
    return { overdue: await sendAll(calm.sender(0)), killed: await killedInTheMiddle(() => storm.sender(platformMs)) };
  } finally {
    await calm.end();
    await storm.end();
  }
}

async function sendAll(sender: Sender): Promise<Course> {
  const sent: string[] = [];
  await sender.load();
  return finished(sender, sent, performance.now());
}

async function killedInTheMiddle(start: () => Sender): Promise<Course> {
  const sent: string[] = [];
  const first = start();
  try {
    await first.load();
    await heardUntil(first, sent, killedAfter);
  } finally {
    await first.kill();
  }
  const killedAt = performance.now();
  const second = start();
  await second.load();
  return finished(second, sent, killedAt);
}

async function finished(sender: Sender, sent: string[], startedAt: number): Promise<Course> {
  try {
    const lastAt = await heardUntil(sender, sent, overdue);
    return booked(lastAt - startedAt, sent, await sender.unknown());
  } finally {
    await sender.kill();
  }
}

/** Lets it send until so many different people have their message, or nothing more comes. Resolves with when the last went out. */
async function heardUntil(sender: Sender, sent: string[], people: number): Promise<number> {
  const heard = new Set(sent);
  let lastAt = performance.now();
  await sender.start((to) => {
    // What is still under way counts too, but not its time.
    sent.push(to);
    if (heard.size >= people) return;
    lastAt = performance.now();
    heard.add(to);
  });
  const begunAt = performance.now();
  while (heard.size < people && performance.now() - Math.max(lastAt, begunAt) < sender.quietMs) await pause(lookAgainMs);
  return lastAt;
}

function booked(ms: number, sent: readonly string[], unknown: number): Course {
  const people = new Set(sent).size;
  return { ms, sent: people, doubled: sent.length - people, unknown, lost: Math.max(0, overdue - people - unknown) };
}

function told({ ms, sent }: Course): string {
  return `${(ms / 1000).toFixed(1)} s (${sent} sent)`;
}

function toldKilled({ ms, doubled, unknown, lost }: Course): string {
  return `${(ms / 1000).toFixed(1)} s, ${doubled} doubled, ${lost} lost, ${unknown} unknown and shown to a person`;
}

function pendingBytes(): Promise<{ waiting: number; queued: number }> {
  return onBenchRedis(async (redis) => {
    const { cycles, outbox } = redis.stores();
    const cycle = cycleOf('pending', pending);
    const before = await redis.usedBytes();
    await cycles.open(cycle, cycle.openedAt + dayMs, [], 'bench', () => scopesIn);
    const opened = await redis.usedBytes();
    const notices = cycle.units.map(
      (unit): Notice => ({
        id: `${cycle.id}/${unit}/0/p-${unit}`,
        to: { kind: 'person', person: `p-${unit}` },
        kind: 'remind',
        cycle: cycle.id,
        unit,
        schedule: cycle.schedule.id,
        urgent: false,
        notBefore: cycle.openedAt + dayMs,
        facts: {},
      }),
    );
    while (notices.length > 0) await outbox.enqueue(notices.splice(0, 500), cycle.openedAt);
    return { waiting: (opened - before) / pending, queued: ((await redis.usedBytes()) - opened) / pending };
  });
}
