-- KEYS notice unknown failed noticeNumbers retention numbers audit
-- ARGV id no now
-- returns 1: it is gone, or somebody has dealt with it
local notice, unknown, failed, noticeNumbers = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local retention, numbers, audit = KEYS[5], KEYS[6], KEYS[7]
local id, no, now = ARGV[1], ARGV[2], ARGV[3]

local state = op('HGET', notice, 'state')
if state and state ~= 'unknown' and state ~= 'failed' then return 1 end
op('ZREM', unknown, id)
op('ZREM', failed, id)
op('HDEL', noticeNumbers, no)
if op('UNLINK', notice) == 0 then return 1 end
op('HINCRBY', retention, 'deleted', 1)
enter(numbers, audit, now, 'bot', 'expired', 'notice/' .. no, '')
return 1
