-- KEYS notice failed unknown tally noticeNumbers numbers audit queue queueOf reached unreached ...
-- ARGV operation id to decision by now effects
-- returns 1: done under this operation id; 0: the notice is neither unknown nor failed
-- Further KEYS: five for each effect. `effects` is JSON, applied when the notice arrived.
local notice, numbers, audit, queue, queueOf = KEYS[1], KEYS[6], KEYS[7], KEYS[8], KEYS[9]
local reached, unreached = KEYS[10], KEYS[11]
local operation, id, to, decision, by, now, effects = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], cjson.decode(ARGV[7])
local k = { failed = KEYS[2], unknown = KEYS[3], tally = KEYS[4], noticeNumbers = KEYS[5], numbers = numbers, audit = audit }

local state, form, no, resolvedBy = unpack(op('HMGET', notice, 'state', 'form', 'no', 'resolvedBy'))
if resolvedBy == operation then return 1 end
if state ~= 'failed' and state ~= 'unknown' then return 0 end

op('ZREM', k[state], id)
local cycle = aboutOf(form)
addToTally(k.tally, cycle, state, -1)
if decision == 'resend' then
  op('HSET', notice, 'state', 'queued', 'claim', '', 'notBefore', now)
  op('HDEL', notice, 'settledAt', 'reason')
  putInQueue(queue, queueOf, to, id, now)
  enter(numbers, audit, now, by, 'resent', id, '')
else
  noteOutcome(notice, id, { cycle = cycle, no = no }, 'sent', now, 'arrived', k)
  noteReached({ [to] = true }, 'sent', now, reached, unreached)
  enter(numbers, audit, now, by, 'arrived', id, '')
  for i, effect in ipairs(effects) do applyEffect(effect, 7 + 5 * i, now, k) end
end
op('HSET', notice, 'resolvedBy', operation)
-- Of a receipt nothing else is left.
if decision ~= 'resend' then op('PEXPIRE', notice, keepMs) end
return 1
