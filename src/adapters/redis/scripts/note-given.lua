-- KEYS ...
-- ARGV now from ...
-- returns 1
-- Further KEYS: a ZSET for each person; further ARGV: the text each was given. What is older than `from` is dropped.
local now, from = ARGV[1], ARGV[2]

for i, given in ipairs(KEYS) do
  op('ZADD', given, 'GT', now, ARGV[2 + i])
  op('ZREMRANGEBYSCORE', given, '-inf', '(' .. from)
end
return 1
