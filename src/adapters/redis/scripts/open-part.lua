-- KEYS cycle due tree
-- ARGV print firstDue part text ...
-- returns 1: put in; 0: the opening is over or was begun anew
-- Further ARGV: the units of this part. `text` is the part of the tree as JSON.
local cycle, due, tree = KEYS[1], KEYS[2], KEYS[3]
local print, firstDue, part, text = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local status, known = unpack(op('HMGET', cycle, 'status', 'print'))
if status ~= 'opening' or known ~= print then return 0 end
op('HSET', tree, part, text)
local members = {}
for i = 5, #ARGV do
  members[2 * i - 9] = firstDue
  members[2 * i - 8] = ARGV[i]
end
if #members > 0 then op('ZADD', due, unpack(members)) end
return 1
