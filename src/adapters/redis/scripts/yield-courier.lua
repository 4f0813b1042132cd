-- KEYS courier
-- ARGV courierId
-- returns 1: yielded; 0: it was not held by this process
local courier = KEYS[1]
local courierId = ARGV[1]

if op('GET', courier) ~= courierId then return 0 end
op('DEL', courier)
return 1
