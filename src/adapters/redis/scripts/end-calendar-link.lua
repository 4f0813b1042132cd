-- KEYS links linkOf numbers audit
-- ARGV person by now
-- returns 1: it has ended; 0: there was none
local links, linkOf, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local person, by, now = ARGV[1], ARGV[2], ARGV[3]

local digest = string.match(op('HGET', linkOf, person) or '', '^([^|]*)|%d+$')
if not digest then return 0 end
op('HDEL', links, digest)
op('HDEL', linkOf, person)
enter(numbers, audit, now, by, 'calendar-link-ended', 'calendar/' .. person, '')
return 1
