-- KEYS waiting circular open numbers audit ...
-- ARGV no cycle units now ...
-- returns 1: drafted; 0: not all of the units wait (any more)
-- Further KEYS and ARGV: the notices to queue. `units` is a JSON array.
local waiting, circular, open, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local no, cycle, units, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

-- The number was allotted to this call alone: the command was sent again.
if op('EXISTS', circular) == 1 then return 1 end
local list = cjson.decode(units)
for _, unit in ipairs(list) do
  if not op('ZSCORE', waiting, unit) then return 0 end
end
for _, unit in ipairs(list) do op('ZREM', waiting, unit) end
op('HSET', circular, 'cycle', cycle, 'units', units, 'at', now, 'state', 'open')
op('ZADD', open, no, no)
enqueueFrom(6, 5)
enter(numbers, audit, now, 'bot', 'circular-drafted', cycle .. '/circular/' .. no, '')
return 1
