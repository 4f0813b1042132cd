/** Recording answers as the bot does, against the floor of a durable write: one HSET in a script, on the same private Redis. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { openVault } from '../src/adapters/crypto/vault.js';
import { exclusively } from '../src/adapters/files/home-lock.js';
import { openRedis } from '../src/adapters/redis/connect.js';
import { privatePlace } from '../src/adapters/redis/private-place.js';
import { openStores } from '../src/adapters/redis/stores.js';
import { receiptMark, type ReplyToRecord } from '../src/application/ports.js';
import type { Answers } from '../src/domain/question.js';
import { failingLog } from './county.js';
import { cycleOf, scopesIn, type BenchCycle } from './cycle.js';
import { inFlight } from './rounds.js';

export interface Recording {
  /** Each unit of a new cycle answers once. */
  record(units: number, width: number): Promise<number>;
  /** As many scripts that set one field to as many bytes as an answer and its receipt have. */
  floor(writes: number, width: number): Promise<number>;
  stop(): Promise<void>;
}

const bareWrite = "return redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])";
const payload = randomBytes(600).toString('base64url');

const answers: Answers = {
  meeting: { type: 'yes-no', yes: true },
  talks: { type: 'number', number: 3 },
  disclosure: { type: 'choice', letter: 'A' },
  'case-study': { type: 'date', date: '2026-08-20' },
  issue: { type: 'text', text: '无' },
};

const receipt = `已记录东村8月自查。\n1 专题研究：是\n2 谈话：3次\n3 村务公开：A 按时全公开\n4 学案例：8月20日\n5 问题：无\n回执 ${receiptMark}`;

export async function openRecording(): Promise<Recording> {
  const home = await mkdtemp(join(tmpdir(), 'zrt-bench-'));
  const redis = await openRedis({ env: {}, home, log: failingLog, exclusively, use: 'bot' });
  const stores = openStores(redis.client, { committee: 'bench', vault: openVault(randomBytes(32)) });
  const bare = new Redis((await privatePlace(home)).socket);
  const sha = String(await bare.script('LOAD', bareWrite));
  let cycles = 0;
  let writes = 0;

  return {
    async record(units, width) {
      cycles += 1;
      const cycle = cycleOf(`bench-${cycles}`, units);
      await stores.cycles.open(cycle, cycle.openedAt, [], 'bench', () => scopesIn);
      return inFlight(cycle.units, width, async (unit) => {
        const { kind } = await stores.replies.record(replyOf(cycle, unit), cycle.openedAt);
        if (kind !== 'recorded') throw new Error(`an answer was not recorded: ${kind}`);
      });
    },
    floor(count, width) {
      const fields = Array.from({ length: count }, () => `field-${(writes += 1)}`);
      return inFlight(fields, width, (field) => bare.evalsha(sha, 1, 'bench:floor', field, payload));
    },
    async stop() {
      bare.disconnect();
      await redis.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

function replyOf({ id, openedAt }: BenchCycle, unit: string): ReplyToRecord {
  return {
    messageId: `${id}-${unit}`,
    cycle: id,
    unit,
    by: `p-${unit}`,
    at: openedAt,
    late: false,
    body: { answers, supplements: [] },
    after: 0,
    scopes: [...scopesIn, unit],
    receipt: { to: `p-${unit}`, text: receipt },
    notices: [],
  };
}
