-- KEYS sessions numbers audit
-- ARGV token now
-- returns 1: the session has ended; 0: there was none
local sessions, numbers, audit = KEYS[1], KEYS[2], KEYS[3]
local token, now = ARGV[1], ARGV[2]

local person = string.match(op('HGET', sessions, token) or '', '^(.*)|%d+|%d+$')
if not person then return 0 end
op('HDEL', sessions, token)
enter(numbers, audit, now, person, 'signed-out', 'console/' .. person, '')
return 1
