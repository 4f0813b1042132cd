/** The floor of recording: a script with the writes of one answer, of the same sizes, that checks, reads and decides nothing. */
import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';

const script = `
local unit, sealed, at = ARGV[1], ARGV[2], ARGV[3]
redis.call('HSET', KEYS[1], unit, '1|p1|' .. at .. '|' .. sealed)
redis.call('HSET', KEYS[2], unit, 'a|2|n|' .. at .. '|p1|' .. at .. '|1|')
redis.call('HINCRBY', KEYS[3], '*:p', -1)
redis.call('HINCRBY', KEYS[3], '*:a', 1)
redis.call('HINCRBY', KEYS[3], 'town:p', -1)
redis.call('HINCRBY', KEYS[3], 'town:a', 1)
redis.call('HINCRBY', KEYS[3], '@wang:p', -1)
redis.call('HINCRBY', KEYS[3], '@wang:a', 1)
redis.call('ZREM', KEYS[4], unit)
redis.call('ZREM', KEYS[5], unit)
redis.call('HDEL', KEYS[6], unit)
local no = redis.call('HINCRBY', KEYS[7], 'audit', 1)
redis.call('XADD', KEYS[8], no .. '-0', 'at', at, 'actor', 'p1', 'as', 'liaison', 'act', 'recorded', 'object', unit, 'digest', ARGV[4])
redis.call('DEL', KEYS[9])
redis.call('HSET', KEYS[10], unit, sealed)
redis.call('ZADD', KEYS[11], at, unit)
redis.call('PSETEX', KEYS[12], 3456000000, no)
return no`;

/** Makes such writes on a connection, one answer a call. */
export async function plainWriter(bare: Redis): Promise<(unit: string) => Promise<unknown>> {
  const sha = String(await bare.script('LOAD', script));
  const shared = ['answers', 'records', 'count', 'due', 'waiting', 'drafts', 'numbers', 'audit'].map((name) => `zrt:{plain}:${name}`);
  const [sealed, digest] = [randomBytes(300).toString('base64url'), randomBytes(32).toString('base64url')];
  return (unit) => {
    const keys = [...shared, `zrt:{plain}:dialog:${unit}`, 'zrt:{plain}:receipts', 'zrt:{plain}:sending', `zrt:{plain}:seen:${unit}`];
    return bare.evalsha(sha, keys.length, ...keys, unit, sealed, 1_787_619_600_000, digest);
  };
}
