-- KEYS stranger
-- ARGV token
-- returns 1: the first today, by this call; 0: greeted before
local stranger = KEYS[1]
local token = ARGV[1]

if op('SET', stranger, token, 'NX', 'PX', 3 * 24 * 3600 * 1000) then return 1 end
return op('GET', stranger) == token and 1 or 0
