-- KEYS acts
-- ARGV member now from
-- returns 1: noted by this call or before
-- What is older than `from` is dropped.
local acts = KEYS[1]
local member, now, from = ARGV[1], ARGV[2], ARGV[3]

op('ZADD', acts, 'NX', now, member)
op('ZREMRANGEBYSCORE', acts, '-inf', '(' .. from)
return 1
