-- KEYS missed reasons numbers audit
-- ARGV member plannedAt reason now token
-- returns 1: noted by this call; 0: it was known
local missed, reasons, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local member, plannedAt, reason, now, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local known = op('HGET', reasons, member)
if known then return known == token .. '|' .. reason and 1 or 0 end
op('HSET', reasons, member, token .. '|' .. reason)
op('ZADD', missed, plannedAt, member)
enter(numbers, audit, now, 'bot', 'missed', member, '')
return 1
