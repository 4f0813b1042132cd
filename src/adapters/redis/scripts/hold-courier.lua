-- KEYS courier
-- ARGV courierId ttlMs
-- returns 1: held for ttlMs from now; 0: another process holds it
local courier = KEYS[1]
local courierId, ttlMs = ARGV[1], ARGV[2]

local holder = op('GET', courier)
if holder and holder ~= courierId then return 0 end
op('SET', courier, courierId, 'PX', ttlMs)
return 1
