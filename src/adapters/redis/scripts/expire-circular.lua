-- KEYS circular open retention numbers audit
-- ARGV no object now
-- returns 1: the draft is gone, and all before it
local circular, open, retention, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local no, object, now = ARGV[1], ARGV[2], ARGV[3]

local known = tonumber(op('HGET', retention, 'circular') or 0)
if known < tonumber(no) then op('HSET', retention, 'circular', no) end
op('ZREM', open, no)
if op('UNLINK', circular) == 0 then return 1 end
op('HINCRBY', retention, 'deleted', 1)
enter(numbers, audit, now, 'bot', 'expired', object, '')
return 1
