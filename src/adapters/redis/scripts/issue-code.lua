-- KEYS codes codeOf codesSuspended numbers audit call
-- ARGV digest person goodUntil by now act object
-- returns 1: it is this person's code now; 0: it is somebody else's
-- `call` is this call's own, for a command that is sent again.
local codes, codeOf, codesSuspended, numbers, audit, call = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local digest, person, goodUntil, by, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local act, object = ARGV[6], ARGV[7]

if op('EXISTS', call) == 1 then return 1 end
if op('HEXISTS', codes, digest) == 1 then return 0 end
local old = op('HGET', codeOf, person)
if old then op('HDEL', codes, old) end
op('HSET', codes, digest, person .. '|' .. goodUntil)
op('HSET', codeOf, person, digest)
op('DEL', codesSuspended)
enter(numbers, audit, now, by, act, object, '')
op('SET', call, 1, 'PX', callMs)
return 1
