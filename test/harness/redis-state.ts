/** All that a Redis holds, to compare and to put back: what was changed by somebody who may not change it, and the state before somebody may. */
import type { Redis } from 'ioredis';

/** Key → a digest of what it holds, whatever its encoding. */
export type RedisPrint = ReadonlyMap<string, string>;

export interface RedisState {
  print: RedisPrint;
  dumps: ReadonlyMap<string, Buffer>;
}

const printing = `
local found = {}
for _, key in ipairs(redis.call('KEYS', '*')) do
  local type = redis.call('TYPE', key).ok
  local held
  if type == 'string' then held = { redis.call('GET', key) }
  elseif type == 'list' then held = redis.call('LRANGE', key, 0, -1)
  elseif type == 'zset' then held = redis.call('ZRANGE', key, 0, -1, 'WITHSCORES')
  elseif type == 'stream' then held = { cjson.encode(redis.call('XREVRANGE', key, '+', '-', 'COUNT', 3)), redis.call('XLEN', key) }
  elseif type == 'set' then held = redis.call('SMEMBERS', key) table.sort(held)
  else
    local pairs = redis.call('HGETALL', key)
    held = {}
    for i = 1, #pairs, 2 do held[#held + 1] = pairs[i] .. '=' .. pairs[i + 1] end
    table.sort(held)
  end
  found[#found + 1] = key
  found[#found + 1] = redis.sha1hex(table.concat(held, '\\n'))
end
return found`;

export async function printOf(redis: Redis): Promise<RedisPrint> {
  const found = (await redis.eval(printing, 0)) as string[];
  const print = new Map<string, string>();
  for (let at = 0; at < found.length; at += 2) print.set(found[at] ?? '', found[at + 1] ?? '');
  return print;
}

export async function stateOf(redis: Redis): Promise<RedisState> {
  const print = await printOf(redis);
  const keys = [...print.keys()];
  const dumps = await Promise.all(keys.map((key) => redis.dumpBuffer(key)));
  return { print, dumps: new Map(keys.map((key, index) => [key, dumps[index] ?? Buffer.alloc(0)])) };
}

/** The keys that hold something else than before, without those that match. */
export function changedKeys(before: RedisPrint, after: RedisPrint, but: RegExp): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key) && !but.test(key)).sort();
}

/** Puts back what these keys held. */
export async function putBack(redis: Redis, { dumps }: RedisState, keys: readonly string[]): Promise<void> {
  await Promise.all(
    keys.map(async (key) => {
      const dump = dumps.get(key);
      await (dump === undefined ? redis.del(key) : redis.restore(key, 0, dump, 'REPLACE'));
    }),
  );
}
