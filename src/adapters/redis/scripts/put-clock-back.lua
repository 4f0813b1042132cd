-- KEYS pace sending rest
-- ARGV now leaseEnd restEnd
-- returns 1
-- What was stamped by a clock that was ahead: it happened before now, and nothing was given for longer than until leaseEnd or restEnd.
local pace, sending, rest = KEYS[1], KEYS[2], KEYS[3]
local now, leaseEnd, restEnd = ARGV[1], ARGV[2], ARGV[3]

for _, member in ipairs(op('ZRANGEBYSCORE', pace, '(' .. now, '+inf')) do
  op('ZREM', pace, member)
  -- The instant is read back from the member.
  op('ZADD', pace, now, now .. '-' .. member)
end
for _, id in ipairs(op('ZRANGEBYSCORE', sending, '(' .. leaseEnd, '+inf')) do op('ZADD', sending, leaseEnd, id) end
local at = op('GET', rest)
if at and tonumber(at) > tonumber(restEnd) then op('SET', rest, restEnd) end
return 1
