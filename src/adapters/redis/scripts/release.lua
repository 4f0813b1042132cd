-- KEYS sending receipts notice queue queueOf
-- ARGV id to notBefore token
-- returns 1: put back; 0: it is not being sent, or under another claim
local sending, receipts, notice, queue, queueOf = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local id, to, notBefore, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4]

makeNotice(receipts, notice, id)
local state, by, moved, form = unpack(op('HMGET', notice, 'state', 'claim', 'notBefore', 'form'))
if state ~= 'sending' or (token ~= '' and by ~= token) then return 0 end
-- A rider stays one.
if (moved or string.match(form, '\n([^\n]*)')) == '+inf' then notBefore = '+inf' end
op('HSET', notice, 'state', 'queued', 'claim', '', 'notBefore', notBefore)
op('ZREM', sending, id)
putInQueue(queue, queueOf, to, id, notBefore)
return 1
