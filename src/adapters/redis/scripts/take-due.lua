-- KEYS cycle due call
-- ARGV now leaseEnd limit
-- returns the units taken, the longest due first
-- `call` is this call's own: it remembers for a while what was returned, for a command that is sent again.
local cycle, due, call = KEYS[1], KEYS[2], KEYS[3]
local now, leaseEnd, limit = ARGV[1], ARGV[2], ARGV[3]

local before = op('GET', call)
if before then return cjson.decode(before) end
if op('HGET', cycle, 'status') ~= 'open' then return {} end
local units = op('ZRANGEBYSCORE', due, '-inf', now, 'LIMIT', 0, limit)
if #units == 0 then return units end
local leases = {}
for i, unit in ipairs(units) do leases[2 * i - 1], leases[2 * i] = leaseEnd, unit end
-- Lua hands on some thousands of values at a time.
for from = 1, #leases, 2000 do op('ZADD', due, unpack(leases, from, math.min(from + 1999, #leases))) end
op('SET', call, cjson.encode(units), 'PX', callMs)
return units
