/** Recording answers as the bot does, against the floor of a durable write: a script with one HSET, on the same private Redis. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Stores } from '../src/application/ports.js';
import { replyOf } from './answers-by-hand.js';
import { cycleOf, scopesIn } from './cycle.js';
import { plainWriter } from './plain-writes.js';
import { openBenchRedis, type BenchRedis } from './private-redis.js';
import { inFlight, inTurns, median, ratioOf, type Measured } from './rounds.js';
import type { Row, Topic } from './topic.js';

const rounds = 7;
const width = 50;
const manyWidth = 500;
const answers = 4_000;
const floorWrites = 12_000;
const bareWrite = "return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])";
/** As many bytes as an answer and its receipt. */
const payload = randomBytes(600).toString('base64url');

type Used = Record<'node' | 'redis', number[]>;

export const recording: Topic = {
  name: 'recording',
  async run() {
    const redis = await openBenchRedis();
    try {
      return [...(await recordingRows(redis)), await flushingRow(redis)];
    } finally {
      await redis.stop();
    }
  },
};

async function recordingRows(redis: BenchRedis): Promise<Row[]> {
  const sha = String(await redis.bare.script('LOAD', bareWrite));
  const [shared, apart] = [redis.stores(), Array.from({ length: width }, () => redis.stores())];
  const write = await plainWriter(redis.bare);
  const used = { pipelined: noneUsed(), writes: noneUsed(), apart: noneUsed(), shared: noneUsed() };
  const figures = await inTurns(
    {
      oneByOne: () => benchmarked(redis.socket, sha),
      pipelined: () => measuring(redis, used.pipelined, floorWrites, () => floorOf(redis, sha)),
      writes: () => measuring(redis, used.writes, answers, () => inFlight(freshNames(answers), width, write)),
      apart: async (round) => measuring(redis, used.apart, answers, await answering(apart, `apart-${round}`, width)),
      shared: async (round) => measuring(redis, used.shared, answers, await answering([shared], `shared-${round}`, width)),
    },
    rounds,
  );
  const against = (measured: Measured, one: Used): string =>
    [
      `${ratioOf(measured, figures.oneByOne).toFixed(2)} (${ratioOf(measured, figures.pipelined).toFixed(2)} of the same script through ioredis on one connection)`,
      `${rate(measured)} against ${rate(figures.oneByOne)} and ${rate(figures.pipelined)}`,
      `processor time an answer: ${microseconds(one)}; through ioredis a bare write: ${microseconds(used.pipelined)}`,
    ].join('; ');
  const work =
    'record an answer (encrypted, audited, idempotent), 50 in flight, against a bare EVALSHA of one HSET (`redis-benchmark -c 50 -P 1`)';
  return [
    { work: `${work}; a script for each`, aim: '≥ 0.5', measured: against(figures.apart, used.apart) },
    { work: `${work}; answers of one turn share a script, as in the bot`, aim: '≥ 0.9', measured: against(figures.shared, used.shared) },
    {
      work: `${work}; a script with the writes of an answer, and nothing else`,
      aim: 'none: a floor',
      measured: against(figures.writes, used.writes),
    },
  ];
}

async function flushingRow(redis: BenchRedis): Promise<Row> {
  const stores = redis.stores();
  const flushed = async (when: 'always' | 'everysec', round: number): Promise<number> => {
    await redis.bare.config('SET', 'appendfsync', when);
    return (await answering([stores], `${when}-${round}`, manyWidth))();
  };
  const { always, everysec } = await inTurns(
    { always: (round) => flushed('always', round), everysec: (round) => flushed('everysec', round) },
    rounds,
  );
  return {
    work: 'record an answer, 500 in flight, flushed to disk with each write (`always`) against once a second (`everysec`)',
    aim: '≥ 0.6',
    measured: `${ratioOf(always, everysec).toFixed(2)}; ${rate(always)} against ${rate(everysec)}`,
  };
}

/** Opens a cycle. When called then, each of its units answers once, through the stores in turn. */
async function answering(stores: readonly Stores[], id: string, inFlightAtOnce: number): Promise<() => Promise<number>> {
  const cycle = cycleOf(id, answers);
  await stores[0]?.cycles.open(cycle, cycle.openedAt, [], 'bench', () => scopesIn);
  // Each set of stores reads the cycle's tree once.
  for (const { cycles } of stores) await cycles.cycle(id);
  let turn = 0;
  return () =>
    inFlight(cycle.units, inFlightAtOnce, async (unit) => {
      turn += 1;
      const outcome = await stores[turn % stores.length]?.replies.record(replyOf(cycle, unit), cycle.openedAt);
      if (outcome?.kind !== 'recorded') throw new Error('an answer was not recorded');
    });
}

async function benchmarked(socket: string, sha: string): Promise<number> {
  const told = ['-s', socket, '-c', String(width), '-P', '1', '-n', String(floorWrites), '-r', '1000000', '--csv'];
  const script = ['EVALSHA', sha, '1', 'bench:floor', 'field-__rand_int__', payload];
  const child = spawn('redis-benchmark', [...told, ...script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const figure = Number((await text(child.stdout)).trim().split('\n').at(-1)?.split('","')[1]);
  if (!(figure > 0)) throw new Error('redis-benchmark said no figure');
  return figure;
}

let named = 0;

function freshNames(count: number): string[] {
  return Array.from({ length: count }, () => `field-${(named += 1)}`);
}

function floorOf({ bare }: BenchRedis, sha: string): Promise<number> {
  return inFlight(freshNames(floorWrites), width, (field) => bare.evalsha(sha, 1, 'bench:floor', field, payload));
}

function noneUsed(): Used {
  return { node: [], redis: [] };
}

/** The first round warms up. */
async function measuring(redis: BenchRedis, used: Used, writesOfRound: number, work: () => Promise<number>): Promise<number> {
  const before = await redis.usedUs();
  const figure = await work();
  const after = await redis.usedUs();
  used.node.push((after.node - before.node) / writesOfRound);
  used.redis.push((after.redis - before.redis) / writesOfRound);
  return figure;
}

function microseconds({ node, redis }: Used): string {
  return `Node ${median(node.slice(1)).toFixed(0)} µs, Redis ${median(redis.slice(1)).toFixed(0)} µs`;
}

function rate({ perSecond, range: [slowest, fastest] }: Measured): string {
  return `${perSecond.toFixed(0)}/s (${slowest.toFixed(0)} to ${fastest.toFixed(0)})`;
}
