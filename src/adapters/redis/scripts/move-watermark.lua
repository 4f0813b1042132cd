-- KEYS watermarks
-- ARGV schedule to
-- returns 1
local watermarks = KEYS[1]
local schedule, to = ARGV[1], ARGV[2]

local at = op('HGET', watermarks, schedule .. ':at')
if not at or tonumber(at) < tonumber(to) then op('HSET', watermarks, schedule .. ':at', to) end
return 1
