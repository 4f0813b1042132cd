-- KEYS matter open
-- ARGV no version tags
-- returns 1: it is found by these tags; 0: it has another version
-- What is known of it stays as it is. `tags`: JSON.
local matter, open = KEYS[1], KEYS[2]
local no, version, tags = ARGV[1], ARGV[2], ARGV[3]

local current, lastTags = unpack(op('HMGET', matter, 'version', 'tags'))
if current ~= version then return 0 end
for _, tag in ipairs(cjson.decode(lastTags or '[]')) do op('ZREM', open, tag .. '|' .. no) end
for _, tag in ipairs(cjson.decode(tags)) do op('ZADD', open, 0, tag .. '|' .. no) end
op('HSET', matter, 'tags', tags)
return 1
