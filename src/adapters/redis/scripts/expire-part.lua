-- KEYS cycle drafts retention numbers audit
-- ARGV part deleted object now
-- returns 1: that part of the closed cycle is gone
-- `part`: drafts or files. `deleted`: 1 when there was any of the files; only of what there was is there anything to tell.
local cycle, drafts, retention, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local part, deleted, object, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

local status, gone = unpack(op('HMGET', cycle, 'status', part .. 'Gone'))
if status ~= 'closed' or gone then return 1 end
op('HSET', cycle, part .. 'Gone', now)
if part == 'drafts' then deleted = tostring(op('UNLINK', drafts)) end
if deleted ~= '1' then return 1 end
op('HINCRBY', retention, 'deleted', 1)
enter(numbers, audit, now, 'bot', 'expired', object, '')
return 1
