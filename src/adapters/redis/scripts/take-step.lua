-- KEYS cycle records due count waiting terms numbers audit call ...
-- ARGV unit step nextStep nextDue level state reason circulate scopes actor act object now ...
-- returns 1: taken; 0: the unit does not stand there, owes nothing, is held by a request, or the cycle is closed
-- Further KEYS and ARGV: the notices to queue. `level`, `state` and `reason` empty: unchanged. `call` is this call's own, for a
-- command that is sent again.
local cycle, records, due, count, waiting, terms = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local numbers, audit, call = KEYS[7], KEYS[8], KEYS[9]
local unit, step, nextStep, nextDue, level, state, reason = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
local circulate, scopes, actor, act, object, now = ARGV[8], ARGV[9], ARGV[10], ARGV[11], ARGV[12], ARGV[13]

if op('EXISTS', call) == 1 then return 1 end
if op('HGET', cycle, 'status') ~= 'open' then return 0 end
local r = readRecord(records, unit)
local reopens = r.state == 'e' and r.version == '0' and state ~= ''
if r.step ~= step or not (isOpen(r) or reopens) then return 0 end
if state ~= 'e' and isHeld(terms, unit) then return 0 end

r.step = nextStep
if level ~= '' then r.level = level end
if state ~= '' then
  changeState(r, state, count, cjson.decode(scopes))
  r.reason = reason
end
writeRecord(records, unit, r)
if isOpen(r) then
  op('ZADD', due, nextDue, unit)
  if circulate == '1' then op('ZADD', waiting, 'NX', now, unit) end
else
  op('ZREM', due, unit)
  op('ZREM', waiting, unit)
end
enqueueFrom(10, 14)
enter(numbers, audit, now, actor, act, object, '')
op('SET', call, 1, 'PX', callMs)
return 1
