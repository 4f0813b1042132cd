-- Put before every script. Times and scores arrive as text and go to Redis as they came.
-- A script that fails leaves what it wrote before: check first, write afterwards.
local keepMs = 40 * 24 * 3600 * 1000
local callMs = 60000
local op = redis.call

-- A unit's record (unit-record.ts). A unit without one is as it was opened.
local recordForm = '^(%a)|(%d+)|(%a)|(%d*)|([^|]*)|(%d*)|(%d+)|(.*)$'
local function readRecord(records, unit)
  local r = {}
  r.state, r.step, r.level, r.promptAt, r.askedTo, r.answeredAt, r.version, r.reason =
    string.match(op('HGET', records, unit) or 'p|0|n||||0|', recordForm)
  return r
end

local function writeRecord(records, unit, r)
  op('HSET', records, unit, table.concat({ r.state, r.step, r.level, r.promptAt, r.askedTo, r.answeredAt, r.version, r.reason }, '|'))
end

local function isOpen(r)
  return r.state == 'p' or r.state == 'u'
end

-- Changes a record's state and the counters of all its scopes with it.
local function changeState(r, state, count, scopes)
  if r.state == state then return end
  for _, scope in ipairs(scopes) do
    op('HINCRBY', count, scope .. ':' .. r.state, -1)
    op('HINCRBY', count, scope .. ':' .. state, 1)
  end
  r.state = state
end

-- Appends the next audit entry and returns its number.
local function enter(numbers, audit, at, actor, act, object, digest)
  local no = op('HINCRBY', numbers, 'audit', 1)
  op('XADD', audit, no .. '-0', 'at', at, 'actor', actor, 'act', act, 'object', object, 'digest', digest)
  return no
end

-- Whether an open request stops a unit's ladder (unit-terms.ts).
local function isHeld(terms, unit)
  local text = op('HGET', terms, unit)
  return text and cjson.decode(text).heldBy ~= nil
end

-- A rider (due at +inf) makes nobody due: it waits for what else there is to say.
local function putInQueue(queue, queueOf, to, id, due)
  op('ZADD', queueOf, due, id)
  if due ~= '+inf' then op('ZADD', queue, 'LT', due, to) end
end

-- Sets when a recipient next has something due, after something left their queue.
local function refreshQueue(queue, queueOf, to)
  local first = op('ZRANGE', queueOf, 0, 0, 'WITHSCORES')
  if first[2] and first[2] ~= 'inf' then op('ZADD', queue, first[2], to) else op('ZREM', queue, to) end
end

-- Queues notices given as JSON in ARGV from `arg` on; each has three keys (notice, queue, queue of its recipient) from `key` on.
local function enqueueFrom(key, arg)
  local added = 0
  for i = arg, #ARGV do
    local k = key + 3 * (i - arg)
    if op('EXISTS', KEYS[k]) == 0 then
      local n = cjson.decode(ARGV[i])
      op('HSET', KEYS[k], unpack(n.fields))
      putInQueue(KEYS[k + 1], KEYS[k + 2], n.to, n.id, n.due)
      added = added + 1
    end
  end
  return added
end

-- Writes a receipt as being sent by the caller of the script.
local function writeReceipt(notice, sending, lease, json, no, token)
  local n = cjson.decode(json)
  local fields = n.fields
  for _, text in ipairs({ 'mark', no, 'claim', token, 'state', 'sending' }) do fields[#fields + 1] = text end
  op('HSET', notice, unpack(fields))
  op('ZADD', sending, lease, n.id)
end

-- Claims a message id for good, and remembers what the call made of it, for a command that is sent again.
local function markSeen(seen, token, no, version)
  op('SET', seen, token .. '|' .. no .. '|' .. version, 'PX', keepMs)
end

-- What to return for a message id that was claimed before: the same again to the same call.
local function repeated(earlier, token)
  local by, no, version = string.match(earlier, '^([^|]*)|(%d+)|(%d+)$')
  if by == token then return { 'recorded', tonumber(no), tonumber(version) } end
  return { 'duplicate' }
end
