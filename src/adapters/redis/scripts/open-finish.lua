-- KEYS cycle due tree open numbers audit ...
-- ARGV id print token actor now ...
-- returns 1: opened by this call; 0: it was open; -1: the opening was begun anew by another; -2: units are missing
-- Further KEYS and ARGV: the notices to queue.
local cycle, due, tree, open, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local id, print, token, actor, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local status, known, by, size, parts = unpack(op('HMGET', cycle, 'status', 'print', 'token', 'size', 'parts'))
if status ~= 'opening' then return by == token and 1 or 0 end
if known ~= print then return -1 end
if op('ZCARD', due) ~= tonumber(size) or op('HLEN', tree) ~= tonumber(parts) then return -2 end
op('HSET', cycle, 'status', 'open', 'token', token)
op('ZADD', open, now, id)
enqueueFrom(7, 6)
enter(numbers, audit, now, actor, 'opened', id, '')
return 1
