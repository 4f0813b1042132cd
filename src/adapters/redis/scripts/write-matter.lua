-- KEYS seen matter due open settled sending receipts dialog numbers audit ...
-- ARGV token no after print fields tags nextDue settledAt terms actor act object digest now lease receipt dialogChange dialogText alone ...
-- returns {'recorded', number, version}, {'duplicate'} or {'conflict', version}
-- Without a receipt nobody said it: `seen` is then this call's own, and `print` tells whether the version that follows is this very change.
-- `alone`: a tag that no other open matter may have; empty: none. `fields`, `tags`, `terms`: JSON. Further KEYS: six for each of `terms` (cycle records due count waiting terms), then those of the notices to
-- queue, which are further ARGV.
local seen, matter, due, open, settled = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local sending, receipts, dialog, numbers, audit = KEYS[6], KEYS[7], KEYS[8], KEYS[9], KEYS[10]
local token, no, after, print, fields, tags = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local nextDue, settledAt, terms = ARGV[7], ARGV[8], cjson.decode(ARGV[9])
local actor, act, object, digest, now = ARGV[10], ARGV[11], ARGV[12], ARGV[13], ARGV[14]
local lease, receipt, dialogChange, dialogText, alone = ARGV[15], ARGV[16], ARGV[17], ARGV[18], ARGV[19]

local function excuse(change, key)
  local records, unitsDue, count, waiting = KEYS[key + 1], KEYS[key + 2], KEYS[key + 3], KEYS[key + 4]
  local r = readRecord(records, change.unit)
  if not isOpen(r) then return end
  local moves = {}
  changeState(r, 'e', change.scopes, moves)
  moveCounters(count, moves)
  r.reason = change.reason
  writeRecord(records, change.unit, r)
  op('ZREM', unitsDue, change.unit)
  op('ZREM', waiting, change.unit)
  enter(numbers, audit, now, actor, 'excused', change.cycle .. '/' .. change.unit, '')
end

local function applyTerms(change, key)
  local cycle, unitsDue, place = KEYS[key], KEYS[key + 2], KEYS[key + 5]
  if change.after == '' then op('HDEL', place, change.unit) else op('HSET', place, change.unit, change.after) end
  -- What a closed cycle came to stays as it is.
  if op('HGET', cycle, 'status') ~= 'open' then return end
  if change.nextDue ~= '' then op('ZADD', unitsDue, 'XX', change.nextDue, change.unit) end
  if change.reason then excuse(change, key) end
end

local earlier = op('GET', seen)
if earlier then return repeated(earlier, token) end
local version, lastPrint, lastTags = unpack(op('HMGET', matter, 'version', 'print', 'tags'))
version = tonumber(version or 0)
if version ~= tonumber(after) then
  local same = receipt == '' and version == tonumber(after) + 1 and lastPrint == print
  return same and { 'duplicate' } or { 'conflict', version }
end
if alone ~= '' and #op('ZRANGEBYLEX', open, '[' .. alone .. '|', '(' .. alone .. '}', 'LIMIT', 0, 1) > 0 then return { 'conflict', version } end
for i, change in ipairs(terms) do
  if (op('HGET', KEYS[10 + 6 * i], change.unit) or '') ~= change.before then return { 'conflict', version } end
end

version = version + 1
op('HSET', matter, 'version', version, 'print', print, 'tags', tags, unpack(cjson.decode(fields)))
for _, tag in ipairs(cjson.decode(lastTags or '[]')) do op('ZREM', open, tag .. '|' .. no) end
for _, tag in ipairs(cjson.decode(tags)) do op('ZADD', open, 0, tag .. '|' .. no) end
if nextDue == '' then op('ZREM', due, no) else op('ZADD', due, nextDue, no) end
if settledAt == '' then op('ZREM', settled, no) else op('ZADD', settled, settledAt, no) end
-- Leave and transfers make another roster of the file's.
local kind = cjson.decode(fields)[2]
if kind == 'leave' or kind == 'transfer' then op('HINCRBY', numbers, 'postings', 1) end
local number = enter(numbers, audit, now, actor, act, object, digest)
for i, change in ipairs(terms) do applyTerms(change, 5 + 6 * i) end
enqueueFrom(11 + 6 * #terms, 20)

if receipt == '' then
  op('SET', seen, token .. '|' .. number .. '|' .. version, 'PX', callMs)
  return { 'recorded', number, version }
end
writeReceipt(receipts, sending, lease, receipt, number, token)
if dialogChange == 'set' then op('SET', dialog, dialogText, 'PX', keepMs) end
if dialogChange == 'end' then op('DEL', dialog) end
markSeen(seen, token, number, version)
return { 'recorded', number, version }
