-- KEYS rounds details numbers audit
-- ARGV member openedAt text actor token
-- returns 1: opened by this call; 0: it was open
local rounds, details, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local member, openedAt, text, actor, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local known = op('HGET', details, member)
if known then return string.match(known, '^[^|]*') == token and 1 or 0 end
op('HSET', details, member, token .. '|' .. text)
op('ZADD', rounds, openedAt, member)
enter(numbers, audit, openedAt, actor, 'opened', member, '')
return 1
