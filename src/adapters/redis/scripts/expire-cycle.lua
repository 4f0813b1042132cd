-- KEYS cycle answers versions drafts explanations terms waiting due prompts dataKeys retention numbers audit
-- ARGV id now
-- returns 1: what was said in it is gone
local cycle, answers, versions, drafts, explanations, terms = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local waiting, due, prompts, dataKeys, retention, numbers, audit = KEYS[7], KEYS[8], KEYS[9], KEYS[10], KEYS[11], KEYS[12], KEYS[13]
local id, now = ARGV[1], ARGV[2]

local status, expired = unpack(op('HMGET', cycle, 'status', 'expiredAt'))
if status ~= 'closed' or expired then return 1 end
op('HSET', cycle, 'expiredAt', now)
op('UNLINK', answers, versions, drafts, explanations, terms, waiting, due, prompts)
op('HDEL', dataKeys, id)
op('HINCRBY', retention, 'deleted', 1)
enter(numbers, audit, now, 'bot', 'expired', id, '')
return 1
