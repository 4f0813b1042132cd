-- KEYS pace ...
-- ARGV now member paceFrom budgetFrom count
-- returns 1
-- Further KEYS: the budget of the person the bot wrote to of its own accord. Members are unique to the call, of which
-- there are `count`; what is older than From is dropped.
local pace, budget = KEYS[1], KEYS[2]
local now, member, paceFrom, budgetFrom, count = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

for i = 1, count do op('ZADD', pace, now, member .. '-' .. i) end
op('ZREMRANGEBYSCORE', pace, '-inf', '(' .. paceFrom)
if budget then
  op('ZADD', budget, now, member)
  op('ZREMRANGEBYSCORE', budget, '-inf', '(' .. budgetFrom)
  op('PEXPIRE', budget, keepMs)
end
return 1
