-- KEYS cycle count
-- ARGV print ...
-- returns 1: put in; 0: the opening is over or was begun anew
-- Further ARGV: pairs of a scope and the number of units it counts, all of them pending.
local cycle, count = KEYS[1], KEYS[2]
local print = ARGV[1]

local status, known = unpack(op('HMGET', cycle, 'status', 'print'))
if status ~= 'opening' or known ~= print then return 0 end
local counts = {}
for i = 2, #ARGV, 2 do
  counts[i - 1] = ARGV[i] .. ':p'
  counts[i] = ARGV[i + 1]
end
if #counts > 0 then op('HSET', count, unpack(counts)) end
return 1
