/** A rung that is due for all units of a cycle at once, up to the outbox, beside a peer: one delayed job of BullMQ for each unit. */
import type { Notice, Stores } from '../src/application/ports.js';
import { minuteMs } from '../src/domain/time.js';
import { cycleOf, scopesIn, type BenchCycle } from './cycle.js';
import { plainSeals, plainSteps } from './plain-steps.js';
import { runPeer } from './peers/run-peer.js';
import { onBenchRedis, type BenchRedis } from './private-redis.js';
import { median } from './rounds.js';
import type { Topic } from './topic.js';

const units = 20_000;
/** The peer takes so long that it runs once, between ours. */
const rounds = 3;
const batch = 500;

interface Course {
  openMs: number;
  escalateMs: number;
  /** Of Redis, for each unit: while it waits for its time, and with what is to be sent. */
  bytesWaiting: number;
  bytesQueued: number;
}

/** What the steps cannot do without, by itself: the writes to Redis, and the seals. */
interface Floor {
  writesMs: number;
  sealsMs: number;
}

export const ladder: Topic = {
  name: 'ladder',
  async run() {
    await onBenchRedis(course);
    const ours = [await onBenchRedis(course)];
    const peer = await onBenchRedis(peerCourse);
    const floors: Floor[] = [];
    while (ours.length < rounds) ours.push(await onBenchRedis(course));
    while (floors.length < rounds) floors.push(await onBenchRedis(floor));
    const ms = ({ openMs, escalateMs }: Course): number => openMs + escalateMs;
    const own = middle(ours);
    const [writesMs, sealsMs] = [median(floors.map((one) => one.writesMs)), median(floors.map((one) => one.sealsMs))];
    const work = 'open and escalate 20,000 units up to the outbox, against one delayed job of BullMQ 6.7 a unit';
    return [
      {
        work,
        aim: '≥ 20 × faster',
        measured: `${(ms(peer) / ms(own)).toFixed(0)} ×; ${ms(own).toFixed(0)} ms (${own.openMs.toFixed(0)} to open) against ${ms(peer).toFixed(0)} ms (${peer.openMs.toFixed(0)})`,
      },
      {
        work: `${work}: Redis memory`,
        aim: '≤ 1/5',
        measured: [
          `while a unit waits for its time ${own.bytesWaiting.toFixed(0)} B against ${peer.bytesWaiting.toFixed(0)} B (1/${(peer.bytesWaiting / own.bytesWaiting).toFixed(1)})`,
          `with its record, its audit entry and its sealed message queued ${own.bytesQueued.toFixed(0)} B against ${peer.bytesQueued.toFixed(0)} B`,
        ].join('; '),
      },
      {
        work: 'part of that: scripts with the writes of a hundred steps each, and nothing else; the seals of the messages',
        aim: 'none: a floor',
        measured: `${writesMs.toFixed(0)} ms; ${sealsMs.toFixed(0)} ms: BullMQ takes ${(ms(peer) / (writesMs + sealsMs)).toFixed(0)} × as long as both`,
      },
    ];
  },
};

async function peerCourse(redis: BenchRedis): Promise<Course> {
  return (await runPeer('bullmq.mjs', [redis.socket, String(units)])) as Course;
}

async function course(redis: BenchRedis): Promise<Course> {
  const stores = redis.stores();
  const cycle = cycleOf('ladder', units);
  const before = await redis.usedBytes();
  const openedAt = performance.now();
  await stores.cycles.open(cycle, cycle.openedAt, [], 'bench', () => scopesIn);
  const openMs = performance.now() - openedAt;
  const bytesWaiting = ((await redis.usedBytes()) - before) / units;
  const escalatedAt = performance.now();
  await escalate(stores, cycle);
  const escalateMs = performance.now() - escalatedAt;
  return { openMs, escalateMs, bytesWaiting, bytesQueued: ((await redis.usedBytes()) - before) / units };
}

/** As many bytes as a message without facts takes when it is sealed. */
const bodyBytes = 40;

async function floor(redis: BenchRedis): Promise<Floor> {
  const { units: names } = cycleOf('ladder', units);
  return { writesMs: await plainSteps(redis, names, bodyBytes), sealsMs: plainSeals(names.length) };
}

/** As the tick does it: batches of units that are due, each unit's step with its message. */
async function escalate({ cycles }: Stores, cycle: BenchCycle): Promise<void> {
  for (;;) {
    const due = await cycles.takeDue(cycle.id, cycle.openedAt, batch, minuteMs);
    if (due.length === 0) return;
    const records = await cycles.records(cycle.id, due);
    const taken = await Promise.all(
      due.map((unit) => {
        const step = {
          cycle: cycle.id,
          unit,
          step: records.get(unit)?.step ?? 0,
          next: 1,
          nextDue: cycle.deadline,
          scopes: [...scopesIn, unit],
        };
        return cycles.takeStep({ ...step, level: 'remind', notices: [noticeFor(cycle, unit)] }, 'bot', cycle.openedAt);
      }),
    );
    if (!taken.every(Boolean)) throw new Error('a step was not taken');
  }
}

function noticeFor({ id, openedAt }: BenchCycle, unit: string): Notice {
  const person = `p-${unit}`;
  return {
    id: `${id}/${unit}/0/${person}`,
    to: { kind: 'person', person },
    kind: 'remind',
    cycle: id,
    unit,
    schedule: 'monthly-self-check',
    urgent: false,
    notBefore: openedAt,
    facts: {},
  };
}

function middle(courses: readonly Course[]): Course {
  const of = (name: keyof Course): number => median(courses.map((one) => one[name]));
  return { openMs: of('openMs'), escalateMs: of('escalateMs'), bytesWaiting: of('bytesWaiting'), bytesQueued: of('bytesQueued') };
}
