-- KEYS seen records due count answers versions drafts waiting dialog sending notice numbers audit ...
-- ARGV token unit by after late at answer digest scopes act object now lease receipt dialogText draft ...
-- returns {'recorded', number, version}, {'duplicate'} or {'conflict', version}
-- Further KEYS and ARGV: the notices to queue. An answer is kept as `late flag of the first version` + JSON.
local seen, records, due, count, answers, versions, drafts = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local waiting, dialog, sending, notice, numbers, audit = KEYS[8], KEYS[9], KEYS[10], KEYS[11], KEYS[12], KEYS[13]
local token, unit, by, after, late, at, answer, digest = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8]
local scopes, act, object, now, lease, receipt = ARGV[9], ARGV[10], ARGV[11], ARGV[12], ARGV[13], ARGV[14]
local dialogText, draft = ARGV[15], ARGV[16]

local earlier = op('GET', seen)
if earlier then return repeated(earlier, token) end
local r = readRecord(records, unit)
if r.version ~= after then return { 'conflict', tonumber(r.version) } end

local before = after ~= '0' and op('HGET', answers, unit)
if before then
  op('HSET', versions, unit .. '#' .. after, before)
  late = string.sub(before, 1, 1)
end
op('HSET', answers, unit, late .. answer)
if isOpen(r) then changeState(r, late == '1' and 'l' or 'a', count, cjson.decode(scopes)) end
r.version = tostring(tonumber(after) + 1)
if r.answeredAt == '' then r.answeredAt = at end
writeRecord(records, unit, r)
op('ZREM', due, unit)
op('ZREM', waiting, unit)
op('HDEL', drafts, draft)
if dialogText == '' then op('DEL', dialog) else op('SET', dialog, dialogText, 'PX', keepMs) end

local no = enter(numbers, audit, now, by, act, object, digest)
writeReceipt(notice, sending, lease, receipt, no, token)
enqueueFrom(14, 17)
markSeen(seen, token, no, r.version)
return { 'recorded', no, tonumber(r.version) }
