-- KEYS cycle open closed prompts numbers audit
-- ARGV id now
-- returns 1: closed; 0: it was not open
local cycle, open, closed, prompts, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local id, now = ARGV[1], ARGV[2]

if op('HGET', cycle, 'status') ~= 'open' then return 0 end
op('HSET', cycle, 'status', 'closed', 'closedAt', now)
op('ZREM', open, id)
op('ZADD', closed, now, id)
op('UNLINK', prompts)
enter(numbers, audit, now, 'bot', 'closed', id, '')
return 1
