-- KEYS clock numbers audit
-- ARGV now actor object
-- returns 1
local clock, numbers, audit = KEYS[1], KEYS[2], KEYS[3]
local now, actor, object = ARGV[1], ARGV[2], ARGV[3]

if op('GET', clock) == now then return 1 end
op('SET', clock, now)
enter(numbers, audit, now, actor, 'clock-accepted', object, '')
return 1
