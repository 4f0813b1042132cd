-- KEYS seen circular open sending receipts numbers audit ...
-- ARGV token no state by reason digest object now lease receipt ...
-- returns {'recorded', number, 1}, {'duplicate'} or {'conflict', 1}
-- Further KEYS and ARGV: the notices to queue. `by` as in enter().
local seen, circular, open, sending, receipts, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local token, no, state, by, reason, digest = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local object, now, lease, receipt = ARGV[7], ARGV[8], ARGV[9], ARGV[10]

local earlier = op('GET', seen)
if earlier then return repeated(earlier, token) end
if op('HGET', circular, 'state') ~= 'open' then return { 'conflict', 1 } end
op('HSET', circular, 'state', state, 'decidedBy', string.match(by, '^%S+'), 'decidedAt', now, 'reason', reason)
op('ZREM', open, no)
local number = enter(numbers, audit, now, by, 'circular-' .. state, object, digest)
writeReceipt(receipts, sending, lease, receipt, number, token)
enqueueFrom(8, 11)
markSeen(seen, token, number, 1)
return { 'recorded', number, 1 }
