-- KEYS matter open due settled matterNumbers retention numbers audit
-- ARGV no key now
-- returns 1: the matter is gone
-- `key`: what its number was allotted for; empty: not known.
local matter, open, due, settled, matterNumbers = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local retention, numbers, audit = KEYS[6], KEYS[7], KEYS[8]
local no, key, now = ARGV[1], ARGV[2], ARGV[3]

local tags = op('HGET', matter, 'tags')
op('ZREM', due, no)
op('ZREM', settled, no)
if not tags then return 1 end
for _, tag in ipairs(cjson.decode(tags)) do op('ZREM', open, tag .. '|' .. no) end
op('UNLINK', matter)
if key ~= '' then op('HDEL', matterNumbers, key) end
op('HINCRBY', retention, 'deleted', 1)
enter(numbers, audit, now, 'bot', 'expired', 'matter/' .. no, '')
return 1
