-- KEYS actors acts
-- ARGV person member now
-- returns 1: noted by this call or before
local actors, acts = KEYS[1], KEYS[2]
local person, member, now = ARGV[1], ARGV[2], ARGV[3]

op('ZADD', actors, now, person)
op('ZADD', acts, 'NX', now, member)
return 1
