-- KEYS pace load ...
-- ARGV now member paceFrom budgetFrom count person started ...
-- returns 1
-- Further KEYS: the budget of the person the bot wrote to of its own accord. Members are unique to the call, of which there are `count`; what
-- is older than From is dropped. `started`: 1 when the bot wrote of its own accord, to whomever; further ARGV: for which causes.
local pace, load, budget = KEYS[1], KEYS[2], KEYS[3]
local now, member, paceFrom, budgetFrom, count = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local person, started = ARGV[6], ARGV[7]
local loadKeptMs = 100 * 24 * 3600 * 1000

local known = op('ZSCORE', pace, member .. '-1')
for i = 1, count do op('ZADD', pace, now, member .. '-' .. i) end
op('ZREMRANGEBYSCORE', pace, '-inf', '(' .. paceFrom)
if budget then
  op('ZADD', budget, now, member)
  op('ZREMRANGEBYSCORE', budget, '-inf', '(' .. budgetFrom)
  op('PEXPIRE', budget, keepMs)
end
-- The command was sent again: it is counted.
if known or started ~= '1' then return 1 end
op('HINCRBY', load, 'messages', 1)
if person ~= '' then op('HINCRBY', load, 'p:' .. person, 1) end
for i = 8, #ARGV do
  op('HINCRBY', load, 'c:' .. ARGV[i], 1)
  if person ~= '' then op('HINCRBY', load, 'x:' .. person .. '/' .. ARGV[i], 1) end
end
op('PEXPIRE', load, loadKeptMs)
return 1
