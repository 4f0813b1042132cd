-- KEYS index details retention numbers audit
-- ARGV before limit object now
-- returns how many of an index and its hash were older, and are gone
local index, details, retention, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local before, limit, object, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local old = op('ZRANGEBYSCORE', index, '-inf', '(' .. before, 'LIMIT', 0, limit)
if #old == 0 then return 0 end
op('ZREM', index, unpack(old))
op('HDEL', details, unpack(old))
op('HINCRBY', retention, 'deleted', 1)
enter(numbers, audit, now, 'bot', 'expired', object, '')
return #old
