-- KEYS cycle records due terms
-- ARGV unit step to
-- returns 1: put off; 0: the unit does not stand there, is not open, or is held by a request
local cycle, records, due, terms = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local unit, step, to = ARGV[1], ARGV[2], ARGV[3]

if op('HGET', cycle, 'status') ~= 'open' then return 0 end
local r = readRecord(records, unit)
if r.step ~= step or not isOpen(r) then return 0 end
-- A request that came in between has stopped the ladder: only whoever decides on it sets it going again.
if to ~= '+inf' and isHeld(terms, unit) then return 0 end
op('ZADD', due, 'XX', to, unit)
return 1
