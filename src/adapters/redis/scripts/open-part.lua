-- KEYS cycle due tree
-- ARGV print firstDue part packed units
-- returns 1: put in; 0: the opening is over or was begun anew
-- `packed` is the part of the tree as it is kept; `units` are the units of this part, one a line.
local cycle, due, tree = KEYS[1], KEYS[2], KEYS[3]
local print, firstDue, part, packed, units = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local status, known = unpack(op('HMGET', cycle, 'status', 'print'))
if status ~= 'opening' or known ~= print then return 0 end
op('HSET', tree, part, packed)
local members, count = {}, 0
for unit in string.gmatch(units, '[^\n]+') do
  members[count + 1], members[count + 2] = firstDue, unit
  count = count + 2
end
if count > 0 then op('ZADD', due, unpack(members)) end
return 1
