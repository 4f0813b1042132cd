-- KEYS links linkOf noted numbers audit
-- ARGV digest person renew by now
-- returns {'made'} or {'kept', since}, all text
-- `noted` is the operation's own: said again it changes nothing, whatever was made since.
local links, linkOf, noted, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local digest, person, renew, by, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local current, since = string.match(op('HGET', linkOf, person) or '', '^([^|]*)|(%d+)$')
if current == digest then return { 'made' } end
if op('EXISTS', noted) == 1 then return { 'kept', since or now } end
if current and renew ~= '1' then return { 'kept', since } end
if current then op('HDEL', links, current) end
op('HSET', links, digest, person)
op('HSET', linkOf, person, digest .. '|' .. now)
op('SET', noted, '1', 'PX', keepMs)
enter(numbers, audit, now, by, 'calendar-link', 'calendar/' .. person, '')
return { 'made' }
