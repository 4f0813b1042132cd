-- KEYS actors acts numbers audit ...
-- ARGV person member actor object now ...
-- returns how many of the notices were new
-- That somebody asked counts for them even if all who could hear of it have today; nothing has changed then.
local actors, acts, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local person, member, actor, object, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

op('ZADD', actors, now, person)
op('ZADD', acts, 'NX', now, member)
local added = enqueueFrom(5, 6)
if added > 0 then enter(numbers, audit, now, actor, 'urged', object, '') end
return added
