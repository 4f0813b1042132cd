-- KEYS codes codeOf events numbers audit call
-- ARGV digest event by now
-- returns {person}: whose code it was; {}: it is no open code
-- `by` empty: a stranger. `call` is this call's own, for a command that is sent again.
local codes, codeOf, events, numbers, audit, call = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local digest, event, by, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local before = op('GET', call)
if before then return { before } end
local person, goodUntil = string.match(op('HGET', codes, digest) or '', '^(.*)|(%d+)$')
if not person or tonumber(goodUntil) <= tonumber(now) then return {} end
op('HDEL', codes, digest)
op('HDEL', codeOf, person)
local told = { kind = 'code-void', at = now, person = person, where = 'group' }
if by ~= '' then told.by = by end
op('HSET', events, event .. '/' .. person, cjson.encode(told))
enter(numbers, audit, now, by == '' and 'stranger' or by, 'code-void', 'binding/' .. person, '')
op('SET', call, person, 'PX', callMs)
return { person }
