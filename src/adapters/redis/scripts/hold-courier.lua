-- KEYS courier
-- ARGV courierId ttlMs
-- returns 1: held for two thirds of ttlMs at least; 0: another process holds it
local courier = KEYS[1]
local courierId, ttlMs = ARGV[1], ARGV[2]

local holder = op('GET', courier)
if holder and holder ~= courierId then return 0 end
-- Renewed well before its end, but not at each tick: a flush to disk a second would be for nothing.
if not holder or op('PTTL', courier) < ttlMs * 2 / 3 then op('SET', courier, courierId, 'PX', ttlMs) end
return 1
