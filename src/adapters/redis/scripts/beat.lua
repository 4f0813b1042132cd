-- KEYS beat outages chat
-- ARGV now boundMs since online
-- returns {from, to} of the gap between beats that this beat ends, or nothing
-- `since`: when the caller was awake last, for it does not write each beat; or empty. `online`: 1 when the caller has the chat account online.
local beat, outages, chat = KEYS[1], KEYS[2], KEYS[3]
local now, boundMs, since, online = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
-- An outage that a clock far ahead has made up would be counted once the present comes there. One day's jump stays: people were told of it.
local keptAheadMs = 3 * 24 * 3600 * 1000

-- Keeps an outage, as one with those it overlaps.
local function keep(from, to)
  for _, member in ipairs(op('ZRANGEBYSCORE', outages, '(' .. from, '+inf')) do
    local f, t = string.match(member, '^(%d+)-(%d+)$')
    if tonumber(f) < tonumber(to) then
      op('ZREM', outages, member)
      if tonumber(f) < tonumber(from) then from = f end
      if tonumber(t) > tonumber(to) then to = t end
    end
  end
  op('ZADD', outages, to, from .. '-' .. to)
end

local function cutOff()
  local seen = op('GET', chat)
  if seen and tonumber(seen) > tonumber(now) then op('SET', chat, now) end
  for _, member in ipairs(op('ZRANGEBYSCORE', outages, '(' .. string.format('%.0f', now + keptAheadMs), '+inf')) do
    local from = string.match(member, '^(%d+)-')
    op('ZREM', outages, member)
    if tonumber(from) < tonumber(now) then op('ZADD', outages, now, from .. '-' .. now) end
  end
end

local function beatOnce(last)
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
  if gap and gap < 0 then cutOff() end
  if not gap or gap <= tonumber(boundMs) then return {} end
  keep(last, now)
  -- Nobody could log in meanwhile: an account that was online when the bot went down has as long again to come back.
  local seen = op('GET', chat)
  if seen and tonumber(seen) >= tonumber(last) - tonumber(boundMs) then op('SET', chat, now) end
  return { last, now }
end

local gap = beatOnce(op('GET', beat))
if online == '1' then
  local seen = op('GET', chat)
  if seen and tonumber(now) - tonumber(seen) > tonumber(boundMs) then keep(seen, now) end
  if seen ~= now then op('SET', chat, now) end
end
return gap
