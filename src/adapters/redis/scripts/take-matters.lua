-- KEYS due call
-- ARGV now leaseEnd limit
-- returns the numbers of the matters taken, the longest due first
-- `call` is this call's own: it remembers for a while what was returned, for a command that is sent again.
local due, call = KEYS[1], KEYS[2]
local now, leaseEnd, limit = ARGV[1], ARGV[2], ARGV[3]

local before = op('GET', call)
if before then return cjson.decode(before) end
local matters = op('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, limit)
if #matters == 0 then return matters end
for _, no in ipairs(matters) do op('ZADD', due, leaseEnd, no) end
op('SET', call, cjson.encode(matters), 'PX', callMs)
return matters
