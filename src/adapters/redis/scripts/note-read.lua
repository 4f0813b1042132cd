-- KEYS reads
-- ARGV member now from
-- returns 1: noted by this call or before
-- What is older than `from` is dropped, and all but the last hundred.
local reads = KEYS[1]
local member, now, from = ARGV[1], ARGV[2], ARGV[3]

op('ZADD', reads, 'NX', now, member)
op('ZREMRANGEBYSCORE', reads, '-inf', '(' .. from)
op('ZREMRANGEBYRANK', reads, 0, -101)
op('PEXPIRE', reads, now - from)
return 1
