-- KEYS watermarks
-- ARGV schedule fingerprint now
-- returns the schedule's watermark: set to now when first seen or when its fingerprint changed; it never goes back
local watermarks = KEYS[1]
local schedule, fingerprint, now = ARGV[1], ARGV[2], ARGV[3]

local at = op('HGET', watermarks, schedule .. ':at')
if at and op('HGET', watermarks, schedule .. ':trigger') == fingerprint then return at end
if at and tonumber(at) > tonumber(now) then now = at end
op('HSET', watermarks, schedule .. ':at', now, schedule .. ':trigger', fingerprint)
return now
