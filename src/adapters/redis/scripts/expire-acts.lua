-- KEYS actors acts retention numbers audit
-- ARGV person before now
-- returns 1: what the person did before is gone
local actors, acts, retention, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local person, before, now = ARGV[1], ARGV[2], ARGV[3]

local old = op('ZREMRANGEBYSCORE', acts, '-inf', '(' .. before)
if op('EXISTS', acts) == 0 then op('ZREM', actors, person) end
if old == 0 then return 1 end
op('HINCRBY', retention, 'deleted', 1)
enter(numbers, audit, now, 'bot', 'expired', 'acts/' .. person, '')
return 1
