/** The floors of the ladder: scripts with the writes of a hundred steps, of the same sizes, that check, read and decide nothing; and the seals alone. */
import { createCipheriv, randomBytes } from 'node:crypto';
import type { BenchRedis } from './private-redis.js';

const together = 100;

/** Each step: its record, its next due time, its entry, its message and the message's place in two queues. */
const script = `
local size, at, sealed = tonumber(ARGV[1]), ARGV[2], ARGV[3]
local no = redis.call('HINCRBY', KEYS[4], 'audit', size) - size
local records, due = {}, {}
for i = 1, size do
  local unit = ARGV[3 + i]
  records[2 * i - 1], records[2 * i] = unit, 'p|1|r|' .. at .. '||||'
  due[2 * i - 1], due[2 * i] = at, unit
  redis.call('HSET', KEYS[3 + 2 * i], 'state', 'queued', 'form', ARGV[3 + size + i], 'body', sealed)
  redis.call('ZADD', KEYS[4 + 2 * i], at, unit)
  redis.call('ZADD', KEYS[5 + 2 * size], 'LT', at, unit)
  redis.call('XADD', KEYS[3], (no + i) .. '-0', 'at', at, 'actor', 'bot', 'as', '', 'act', 'remind', 'object', unit, 'digest', '')
end
redis.call('HSET', KEYS[1], unpack(records))
redis.call('ZADD', KEYS[2], unpack(due))
return no`;

const at = '1787619600000';

/** Writes the steps of all these units, nothing else. Returns how long it took. */
export async function plainSteps({ bare }: BenchRedis, units: readonly string[], bodyBytes: number): Promise<number> {
  const sha = String(await bare.script('LOAD', script));
  const body = randomBytes(Math.ceil((bodyBytes * 3) / 4)).toString('base64');
  const startedAt = performance.now();
  const calls: Promise<unknown>[] = [];
  for (let from = 0; from < units.length; from += together) {
    const some = units.slice(from, from + together);
    const keys = [
      ...['records', 'due', 'audit', 'numbers'].map((name) => `zrt:{plain}:${name}`),
      ...some.flatMap((unit) => [`zrt:{plain}:notice:plain/${unit}/0/p-${unit}`, `zrt:{plain}:queue:p:p-${unit}`]),
      'zrt:{plain}:queue',
    ];
    const forms = some.map((unit) => `p:p-${unit}\n${at}\nplain\n${unit}\nremind\n0\n${at}\nmonthly-self-check`);
    calls.push(bare.evalsha(sha, keys.length, ...keys, some.length, at, body, ...some, ...forms));
  }
  await Promise.all(calls);
  return performance.now() - startedAt;
}

/** Seals so many small texts with AES-256-GCM, each bound to its own place, as a queued message is. Returns how long it took. */
export function plainSeals(count: number): number {
  const key = randomBytes(32);
  const startedAt = performance.now();
  for (let no = 0; no < count; no += 1) {
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key, iv);
    cipher.setAAD(Buffer.from(`["bench","plain","v${no}","${no}"]`));
    Buffer.concat([iv, cipher.update('{}', 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
  }
  return performance.now() - startedAt;
}
