-- KEYS seen codes codeOf codesSuspended tries allTries bindings accounts suspended events unreached numbers audit call
-- ARGV digest account sealed holder now event most mostAnywhere windowFrom stopUntil
-- returns {'bound', person}, {'wrong', left}, {'stopped', time, 1 now}, {'suspended', 1 now}, {'expired'}, {'not-yours'} or {'duplicate'}, all text
-- `holder` empty: the account is nobody's. `call` is this call's own, for a command that is sent again.
local seen, codes, codeOf, codesSuspended, tries, allTries = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local bindings, accounts, suspended, events = KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local unreached, numbers, audit, call = KEYS[11], KEYS[12], KEYS[13], KEYS[14]
local digest, account, sealed, holder, now, event = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local most, mostAnywhere, windowFrom, stopUntil = ARGV[7], ARGV[8], ARGV[9], ARGV[10]

local before = op('GET', call)
if before then return cjson.decode(before) end
if op('EXISTS', seen) == 1 then return { 'duplicate' } end
holder = op('HGET', accounts, account) or holder

local function answer(reply)
  op('SET', seen, '|0|0', 'PX', keepMs)
  op('SET', call, cjson.encode(reply), 'PX', callMs)
  return reply
end

local function tell(kind, person, more)
  local told = more or {}
  told.kind, told.at = kind, now
  if person ~= '' then told.person = person end
  op('HSET', events, event, cjson.encode(told))
end

local stopped = op('HGET', tries, 'stopped')
-- Nothing was tried: whoever goes on leaves nothing behind.
if stopped and tonumber(now) < tonumber(stopped) then return { 'stopped', stopped, '0' } end

local person, goodUntil = string.match(op('HGET', codes, digest) or '', '^(.*)|(%d+)$')
if person and tonumber(goodUntil) <= tonumber(now) then return answer({ 'expired' }) end
if person and holder ~= '' and holder ~= person then
  op('HDEL', codes, digest)
  op('HDEL', codeOf, person)
  tell('code-void', person, { by = holder, where = 'private' })
  enter(numbers, audit, now, holder, 'code-void', 'binding/' .. person, '')
  return answer({ 'not-yours' })
end
if person then
  op('HDEL', codes, digest)
  op('HDEL', codeOf, person)
  op('DEL', tries)
  local old = op('HGET', bindings, person)
  if old then op('HDEL', accounts, cjson.decode(old).digest) end
  op('HSET', bindings, person, cjson.encode({ digest = account, sealed = sealed, at = now }))
  op('HSET', accounts, account, person)
  op('HDEL', suspended, account)
  -- What failed went to another account.
  op('HDEL', unreached, person)
  op('HINCRBY', numbers, 'bindings', 1)
  tell('bound', person)
  enter(numbers, audit, now, person, 'bound', 'binding/' .. person, '')
  return answer({ 'bound', person })
end

-- Wrong. An account's hour begins with its first wrong try.
local since = op('HGET', tries, 'since')
if stopped or not since or tonumber(since) <= tonumber(windowFrom) then
  op('DEL', tries)
  op('HSET', tries, 'since', now)
end
local count = op('HINCRBY', tries, 'count', 1)
op('PEXPIRE', tries, keepMs)
op('ZREMRANGEBYSCORE', allTries, '-inf', windowFrom)
op('ZADD', allTries, now, event)
if count >= tonumber(most) then op('HSET', tries, 'stopped', stopUntil) end
local none = op('EXISTS', codesSuspended) == 1
-- Once all codes are void there is nothing to guess: however many go on trying, the clerk hears no more of it.
if not none and op('ZCARD', allTries) > tonumber(mostAnywhere) then
  op('DEL', codes, codeOf, allTries)
  op('SET', codesSuspended, now)
  tell('codes-suspended', '')
  enter(numbers, audit, now, 'bot', 'codes-suspended', 'binding', '')
  return answer({ 'suspended', '1' })
end
if count >= tonumber(most) then
  if not none or holder ~= '' then tell('binding-stopped', holder) end
  enter(numbers, audit, now, 'bot', 'binding-stopped', 'binding/' .. holder, '')
  return answer({ 'stopped', stopUntil, '1' })
end
if none then return answer({ 'suspended', '0' }) end
return answer({ 'wrong', tostring(tonumber(most) - count) })
