-- KEYS sessions codes codeOf numbers audit
-- ARGV person by now
-- returns how many sessions and open codes of the person have ended
local sessions, codes, codeOf, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local person, by, now = ARGV[1], ARGV[2], ARGV[3]

local ended = 0
local open = op('HGETALL', sessions)
for at = 1, #open, 2 do
  if string.match(open[at + 1], '^(.*)|%d+|%d+$') == person then ended = ended + op('HDEL', sessions, open[at]) end
end
local code = op('HGET', codeOf, person)
if code then
  ended = ended + op('HDEL', codes, code)
  op('HDEL', codeOf, person)
end
if ended > 0 then enter(numbers, audit, now, by, 'sessions-ended', 'console/' .. person, '') end
return ended
