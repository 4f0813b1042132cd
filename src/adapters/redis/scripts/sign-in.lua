-- KEYS codes codeOf tries sessions numbers audit call
-- ARGV digest token goodUntil now windowFrom most
-- returns {'in', person}, {'wrong'} or {'stopped', the oldest wrong try that counts}, all text
-- `call` is this call's own, for a command that is sent again.
local codes, codeOf, tries, sessions = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local numbers, audit, call = KEYS[5], KEYS[6], KEYS[7]
local digest, token, goodUntil, now, windowFrom, most = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local before = op('GET', call)
if before then return cjson.decode(before) end

local function answer(reply)
  op('SET', call, cjson.encode(reply), 'PX', callMs)
  return reply
end

op('ZREMRANGEBYSCORE', tries, '-inf', windowFrom)
if op('ZCARD', tries) >= tonumber(most) then return { 'stopped', op('ZRANGE', tries, 0, 0, 'WITHSCORES')[2] } end

local person, codeUntil = string.match(op('HGET', codes, digest) or '', '^(.*)|(%d+)$')
if person then
  op('HDEL', codes, digest)
  op('HDEL', codeOf, person)
end
if not person or tonumber(codeUntil) <= tonumber(now) then
  op('ZADD', tries, now, token)
  return answer({ 'wrong' })
end
local open = op('HGETALL', sessions)
for at = 1, #open, 2 do
  if tonumber(string.match(open[at + 1], '|(%d+)$')) <= tonumber(now) then op('HDEL', sessions, open[at]) end
end
op('HSET', sessions, token, person .. '|' .. now .. '|' .. goodUntil)
enter(numbers, audit, now, person, 'signed-in', 'console/' .. person, '')
return answer({ 'in', person })
