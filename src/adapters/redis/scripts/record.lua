-- KEYS records due count answers versions drafts waiting sending receipts numbers audit ...
-- ARGV cycle token size ...
-- returns for each reply in turn {'recorded', number, version}, {'duplicate'}, {'conflict', version} or {'broken'}
-- Records `size` replies of one cycle, no two of which share a unit, a message or a person. Further KEYS: two for each (seen, dialog), then
-- those of the notices to queue. Further ARGV: 14 for each (named below), then the notices, each reply's in turn. An answer is
-- kept as `late flag of the first version` + text (stored-reply.ts).
local records, due, count, answers, versions, drafts = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local waiting, sending, receipts, numbers, audit = KEYS[7], KEYS[8], KEYS[9], KEYS[10], KEYS[11]
local cycle, token, size = ARGV[1], ARGV[2], tonumber(ARGV[3])
local width = 14

local seen, units = {}, {}
for i = 1, size do
  seen[i] = KEYS[10 + 2 * i]
  units[i] = ARGV[4 + width * (i - 1)]
end
local earlier = op('MGET', unpack(seen))
local known = op('HMGET', records, unpack(units))

local results, taken = {}, {}
local noticeKey, noticeArg = 12 + 2 * size, 4 + width * size
for i = 1, size do
  local a = 3 + width * (i - 1)
  local r, after = parseRecord(known[i]), ARGV[a + 2]
  if earlier[i] then
    results[i] = repeated(earlier[i], token)
  elseif not r.state then
    results[i] = { 'broken' }
  elseif r.version ~= after then
    results[i] = { 'conflict', tonumber(r.version) }
  else
    r.version = tostring(tonumber(after) + 1)
    taken[#taken + 1] = { i = i, a = a, r = r, after = after, key = noticeKey, arg = noticeArg }
  end
  local notices = tonumber(ARGV[a + 14])
  noticeKey, noticeArg = noticeKey + 3 * notices, noticeArg + notices
end
if #taken == 0 then return results end

local no = op('HINCRBY', numbers, 'audit', #taken) - #taken
local stored, stands, answered, dropped, moves, scopes = {}, {}, {}, {}, {}, {}
for n, t in ipairs(taken) do
  local a, r = t.a, t.r
  local unit, late, at, answer, scope = ARGV[a + 1], ARGV[a + 3], ARGV[a + 4], ARGV[a + 5], ARGV[a + 7]
  local before = t.after ~= '0' and op('HGET', answers, unit)
  if before then
    op('HSET', versions, unit .. '#' .. t.after, before)
    late = string.sub(before, 1, 1)
  end
  if isOpen(r) then
    scopes[scope] = scopes[scope] or scopesIn(scope)
    changeState(r, late == '1' and 'l' or 'a', scopes[scope], moves)
  end
  if r.answeredAt == '' then r.answeredAt = at end
  stored[2 * n - 1], stored[2 * n] = unit, late .. answer
  stands[2 * n - 1], stands[2 * n] = unit, recordText(r)
  answered[n], dropped[n] = unit, ARGV[a + 9]
end
op('HSET', answers, unpack(stored))
op('HSET', records, unpack(stands))
moveCounters(count, moves)
op('ZREM', due, unpack(answered))
op('ZREM', waiting, unpack(answered))
op('HDEL', drafts, unpack(dropped))

local ended = {}
for n, t in ipairs(taken) do
  local a, k, version = t.a, 10 + 2 * t.i, t.r.version
  local unit, digest, actor, dialog = ARGV[a + 1], ARGV[a + 6], ARGV[a + 8], ARGV[a + 10]
  local now, lease, receipt, notices = ARGV[a + 11], ARGV[a + 12], ARGV[a + 13], tonumber(ARGV[a + 14])
  append(audit, no + n, now, actor, t.after == '0' and 'recorded' or 'corrected', cycle .. '/' .. unit .. '#' .. version, digest)
  if dialog == '' then ended[#ended + 1] = KEYS[k + 1] else op('PSETEX', KEYS[k + 1], keepMs, dialog) end
  writeReceipt(receipts, sending, lease, receipt, no + n, token)
  for more = 0, notices - 1 do enqueue(t.key + 3 * more, t.arg + more) end
  markSeen(KEYS[k], token, no + n, version)
  results[t.i] = { 'recorded', no + n, tonumber(version) }
end
if #ended > 0 then op('DEL', unpack(ended)) end
return results
