-- KEYS link current numbers audit
-- ARGV digest row by object now keepMs
-- returns 1
-- A link that is not the current one of its form is void. What a link is kept for ends by the machine's clock, whether it is good is told by its row.
local link, current, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local digest, row, by, object, now, keepMs = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

if op('EXISTS', link) == 1 then return 1 end
op('SET', link, row, 'PX', keepMs)
op('SET', current, digest, 'PX', keepMs)
enter(numbers, audit, now, by, 'form-link', object, '')
return 1
