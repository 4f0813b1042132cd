-- KEYS courier
-- ARGV courierId ttlMs
-- returns 1: held for two thirds of ttlMs at least; 0: another process holds it
local courier = KEYS[1]
local courierId, ttlMs = ARGV[1], tonumber(ARGV[2])

local holder = op('GET', courier)
local left = op('PTTL', courier)
if holder and holder ~= courierId then
  -- The machine's clock was put back: without this, a lease whose holder is gone would last until it is as late again.
  if left > ttlMs then op('PEXPIRE', courier, ttlMs) end
  return 0
end
-- Renewed well before its end, but not at each tick: a flush to disk a second would be for nothing.
if left < ttlMs * 2 / 3 or left > ttlMs then op('SET', courier, courierId, 'PX', ttlMs) end
return 1
