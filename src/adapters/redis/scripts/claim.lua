-- KEYS courier sending queue queueOf ...
-- ARGV courierId to now leaseEnd token ...
-- returns the claimed notices, each as {id, its fields}
-- Further KEYS: the notices, ARGV: their ids. Riders (due at +inf) stand last and are claimed only along with something that is due.
local courier, sending, queue, queueOf = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local courierId, to, now, leaseEnd, token = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]

if op('GET', courier) ~= courierId then return {} end
local claimed = {}
for i = 6, #ARGV do
  local id, notice = ARGV[i], KEYS[i - 1]
  local due = op('ZSCORE', queueOf, id)
  local rides = due == 'inf' and #claimed > 0
  if due and (rides or tonumber(due) <= tonumber(now)) then
    op('ZREM', queueOf, id)
    if op('EXISTS', notice) == 1 then
      op('HSET', notice, 'state', 'sending', 'claim', token)
      op('ZADD', sending, leaseEnd, id)
    end
  end
  local state, by = unpack(op('HMGET', notice, 'state', 'claim'))
  if state == 'sending' and by == token then claimed[#claimed + 1] = { id, op('HGETALL', notice) } end
end
refreshQueue(queue, queueOf, to)
return claimed
