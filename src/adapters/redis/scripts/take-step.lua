-- KEYS cycle records due count waiting terms numbers audit call ...
-- ARGV id size ...
-- returns for each step in turn 1: taken; 0: the unit does not stand there, owes nothing, is held by a request, or the cycle is closed
-- Takes `size` steps in one cycle, each of another unit. Further ARGV: 13 for each (named below), then the notices to queue, each step's in turn;
-- further KEYS: those of the notices. `level`, `state` and `reason` empty: unchanged. `call` is this call's own, for a command that is sent again.
local cycle, records, due, count, waiting, terms = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local numbers, audit, call = KEYS[7], KEYS[8], KEYS[9]
local id, size = ARGV[1], tonumber(ARGV[2])
local width = 13

local before = op('GET', call)
if before then return cjson.decode(before) end
local units, results = {}, {}
for i = 1, size do
  units[i] = ARGV[3 + width * (i - 1)]
  results[i] = 0
end
if op('HGET', cycle, 'status') ~= 'open' then return results end
local known = op('HMGET', records, unpack(units))
local agreed = op('HMGET', terms, unpack(units))

local taken = {}
local noticeKey, noticeArg = 10, 3 + width * size
for i = 1, size do
  local a = 2 + width * (i - 1)
  local step, state, notices = ARGV[a + 2], ARGV[a + 6], tonumber(ARGV[a + 13])
  local r = parseRecord(known[i])
  local reopens = r.state == 'e' and r.version == '0' and state ~= ''
  if r.step == step and (isOpen(r) or reopens) and (state == 'e' or not holdsLadder(agreed[i])) then
    taken[#taken + 1] = { i = i, a = a, r = r, key = noticeKey, arg = noticeArg, notices = notices }
  end
  noticeKey, noticeArg = noticeKey + 3 * notices, noticeArg + notices
end
if #taken == 0 then return results end

local no = op('HINCRBY', numbers, 'audit', #taken) - #taken
local stands, going, ended, moves, scopes = {}, {}, {}, {}, {}
for n, t in ipairs(taken) do
  local a, r = t.a, t.r
  local unit, step, nextStep, nextDue, level, state = ARGV[a + 1], ARGV[a + 2], ARGV[a + 3], ARGV[a + 4], ARGV[a + 5], ARGV[a + 6]
  local reason, circulate, scope, actor, act, now = ARGV[a + 7], ARGV[a + 8], ARGV[a + 9], ARGV[a + 10], ARGV[a + 11], ARGV[a + 12]
  r.step = nextStep
  if level ~= '' then r.level = level end
  if state ~= '' then
    scopes[scope] = scopes[scope] or scopesIn(scope)
    changeState(r, state, scopes[scope], moves)
    r.reason = reason
  end
  stands[2 * n - 1], stands[2 * n] = unit, recordText(r)
  if isOpen(r) then
    going[#going + 1] = nextDue
    going[#going + 1] = unit
    if circulate == '1' then op('ZADD', waiting, 'NX', now, unit) end
  else
    ended[#ended + 1] = unit
  end
  for more = 0, t.notices - 1 do enqueue(t.key + 3 * more, t.arg + more) end
  append(audit, no + n, now, actor, act, id .. '/' .. unit .. '#' .. step, '')
  results[t.i] = 1
end
op('HSET', records, unpack(stands))
moveCounters(count, moves)
if #going > 0 then op('ZADD', due, unpack(going)) end
if #ended > 0 then
  op('ZREM', due, unpack(ended))
  op('ZREM', waiting, unpack(ended))
end
op('PSETEX', call, callMs, cjson.encode(results))
return results
