-- KEYS watermarks
-- ARGV schedule fingerprint now latest
-- returns the schedule's watermark: set to now when first seen or when its fingerprint changed; it does not go back
-- One beyond `latest` was set by a clock that was ahead: it is set to now, for what has opened does not open again.
local watermarks = KEYS[1]
local schedule, fingerprint, now, latest = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local at = op('HGET', watermarks, schedule .. ':at')
if at and tonumber(at) > tonumber(latest) then at = nil end
if at and op('HGET', watermarks, schedule .. ':trigger') == fingerprint then return at end
if at and tonumber(at) > tonumber(now) then now = at end
op('HSET', watermarks, schedule .. ':at', now, schedule .. ':trigger', fingerprint)
return now
