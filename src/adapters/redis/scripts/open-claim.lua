-- KEYS cycle numbers due count tree
-- ARGV print head size parts firstDue
-- returns {'opening', firstDue} while units are to be put in, {'open'} when that is over
-- A half-done opening with the same print is gone on with. With another one (the roster changed in between) it starts over: nobody has seen it.
local cycle, numbers, due, count, tree = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local print, head, size, parts, firstDue = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

local status, known, claimedDue = unpack(op('HMGET', cycle, 'status', 'print', 'firstDue'))
if status and status ~= 'opening' then return { 'open' } end
if status and known == print then return { 'opening', claimedDue } end
op('UNLINK', due, count, tree)
local last = op('HINCRBY', numbers, 'prompt', size)
op('HSET', cycle, 'status', 'opening', 'print', print, 'head', head, 'size', size, 'parts', parts)
op('HSET', cycle, 'firstDue', firstDue, 'firstNo', last - tonumber(size) + 1)
return { 'opening', firstDue }
