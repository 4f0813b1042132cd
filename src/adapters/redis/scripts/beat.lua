-- KEYS beat outages
-- ARGV now boundMs since
-- returns {from, to} of the gap that this beat ends, or nothing
-- `since`: when the caller was awake last, for it does not write each beat; or empty.
local beat, outages = KEYS[1], KEYS[2]
local now, boundMs, since = ARGV[1], ARGV[2], ARGV[3]

local last = op('GET', beat)
if last == now then
  -- The command was sent again, or another process ticks in step.
  local gap = op('ZRANGEBYSCORE', outages, now, now)[1]
  return gap and { string.match(gap, '^(%d+)-(%d+)$') } or {}
end
if last and since ~= '' and tonumber(since) > tonumber(last) then last = since end
local gap = last and tonumber(now) - tonumber(last)
-- A clock that was put back starts anew; a neighbour that is a little behind does not.
if gap and gap < 0 and -gap <= tonumber(boundMs) then return {} end
op('SET', beat, now)
if not gap or gap <= tonumber(boundMs) then return {} end
op('ZADD', outages, now, last .. '-' .. now)
return { last, now }
