-- KEYS cycle records due
-- ARGV unit step to
-- returns 1: put off; 0: the unit does not stand there, or is not open
local cycle, records, due = KEYS[1], KEYS[2], KEYS[3]
local unit, step, to = ARGV[1], ARGV[2], ARGV[3]

if op('HGET', cycle, 'status') ~= 'open' then return 0 end
local r = readRecord(records, unit)
if r.step ~= step or not isOpen(r) then return 0 end
op('ZADD', due, 'XX', to, unit)
return 1
