-- KEYS noted numbers audit
-- ARGV actor act object digest now
-- returns the entry's number; an operation that was noted before gets the number it had
local noted, numbers, audit = KEYS[1], KEYS[2], KEYS[3]
local actor, act, object, digest, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local known = op('GET', noted)
if known then return tonumber(known) end
local no = enter(numbers, audit, now, actor, act, object, digest)
op('SET', noted, no, 'PX', keepMs)
return no
