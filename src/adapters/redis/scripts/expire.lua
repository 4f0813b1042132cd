-- KEYS sending failed unknown tally noticeNumbers numbers ...
-- ARGV now token ...
-- returns the notices that became unknown, each as {id, its fields}
-- Further ARGV: pairs of a notice's id and its recipient. Further KEYS: three for each, the notice and its two urgent queues. Receipts are queued
-- again, for they may be repeated.
local sending = KEYS[1]
local now, token = ARGV[1], ARGV[2]
local k = { failed = KEYS[2], unknown = KEYS[3], tally = KEYS[4], noticeNumbers = KEYS[5], numbers = KEYS[6] }

local unknown = {}
for i = 1, (#ARGV - 2) / 2 do
  local id, to = ARGV[1 + 2 * i], ARGV[2 + 2 * i]
  local notice, queue, queueOf = KEYS[4 + 3 * i], KEYS[5 + 3 * i], KEYS[6 + 3 * i]
  local lease = op('ZSCORE', sending, id)
  if lease and tonumber(lease) <= tonumber(now) then
    op('ZREM', sending, id)
    if op('HGET', notice, 'kind') == 'receipt' then
      op('HSET', notice, 'state', 'queued', 'claim', '')
      putInQueue(queue, queueOf, to, id, now)
    elseif op('EXISTS', notice) == 1 then
      op('HSET', notice, 'claim', token)
      noteOutcome(notice, id, 'unknown', now, 'lease-expired', k)
    end
  end
  local state, by = unpack(op('HMGET', notice, 'state', 'claim'))
  if state == 'unknown' and by == token then unknown[#unknown + 1] = { id, op('HGETALL', notice) } end
end
return unknown
