-- KEYS queue queueOf
-- ARGV to now
-- returns how many of a recipient's notices may go out earlier than before
-- Riders (due at +inf) stay as they are.
local queue, queueOf = KEYS[1], KEYS[2]
local to, now = ARGV[1], ARGV[2]

local ids = op('ZRANGEBYSCORE', queueOf, '(' .. now, '(+inf')
for _, id in ipairs(ids) do op('ZADD', queueOf, now, id) end
refreshQueue(queue, queueOf, to)
return #ids
