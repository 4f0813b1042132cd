-- KEYS sending receipts failed unknown tally noticeNumbers numbers ...
-- ARGV now token ...
-- returns the notices that became unknown, each as {id, its fields}
-- Further ARGV: pairs of a notice's id and its recipient. Further KEYS: three for each, the notice and its two urgent queues. Receipts are queued
-- again, for they may be repeated.
local sending, receipts = KEYS[1], KEYS[2]
local now, token = ARGV[1], ARGV[2]
local k = { failed = KEYS[3], unknown = KEYS[4], tally = KEYS[5], noticeNumbers = KEYS[6], numbers = KEYS[7] }

local unknown = {}
for i = 1, (#ARGV - 2) / 2 do
  local id, to = ARGV[1 + 2 * i], ARGV[2 + 2 * i]
  local notice, queue, queueOf = KEYS[5 + 3 * i], KEYS[6 + 3 * i], KEYS[7 + 3 * i]
  local lease = op('ZSCORE', sending, id)
  if lease and tonumber(lease) <= tonumber(now) then
    op('ZREM', sending, id)
    makeNotice(receipts, notice, id)
    local form = op('HGET', notice, 'form')
    if form and isReceipt(id) then
      op('HSET', notice, 'state', 'queued', 'claim', '')
      putInQueue(queue, queueOf, to, id, now)
    elseif form then
      op('HSET', notice, 'claim', token)
      noteOutcome(notice, id, { cycle = aboutOf(form), no = op('HGET', notice, 'no') }, 'unknown', now, 'lease-expired', k)
    end
  end
  local state, by = unpack(op('HMGET', notice, 'state', 'claim'))
  if state == 'unknown' and by == token then unknown[#unknown + 1] = { id, op('HGETALL', notice) } end
end
return unknown
