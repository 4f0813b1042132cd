-- KEYS cycle records due terms
-- ARGV unit step by
-- returns 1: due then at the latest; 0: the unit does not stand there, is not open, or is held by a request
local cycle, records, due, terms = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local unit, step, by = ARGV[1], ARGV[2], ARGV[3]

if op('HGET', cycle, 'status') ~= 'open' then return 0 end
local r = readRecord(records, unit)
if r.step ~= step or not isOpen(r) or isHeld(terms, unit) then return 0 end
op('ZADD', due, 'XX', 'LT', by, unit)
return 1
