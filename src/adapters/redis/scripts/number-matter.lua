-- KEYS matterNumbers numbers
-- ARGV key
-- returns the number that belongs to the key, allotted when first asked for
local matterNumbers, numbers = KEYS[1], KEYS[2]
local key = ARGV[1]

local known = op('HGET', matterNumbers, key)
if known then return tonumber(known) end
local no = op('HINCRBY', numbers, 'matter', 1)
op('HSET', matterNumbers, key, no)
return no
