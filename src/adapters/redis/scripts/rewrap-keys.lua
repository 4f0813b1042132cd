-- KEYS dataKeys keyPrint numbers audit ...
-- ARGV from to actor now ...
-- returns 'done', also when it was done before; 'other': another key is in force; 'changed': the data keys are not those given
-- Further ARGV, for each data key: its name, the SHA-1 of what is stored of it, what takes its place.
local dataKeys, keyPrint, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local from, to, actor, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local inForce = op('GET', keyPrint) or ''
if inForce == to then return 'done' end
if inForce ~= from then return 'other' end
if op('HLEN', dataKeys) ~= (#ARGV - 4) / 3 then return 'changed' end
for i = 5, #ARGV, 3 do
  local stored = op('HGET', dataKeys, ARGV[i])
  if not stored or redis.sha1hex(stored) ~= ARGV[i + 1] then return 'changed' end
end
for i = 5, #ARGV, 3 do op('HSET', dataKeys, ARGV[i], ARGV[i + 2]) end
op('SET', keyPrint, to)
enter(numbers, audit, now, actor, 'keys-rotated', to, '')
return 'done'
