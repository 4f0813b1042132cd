-- KEYS seen explanations sending receipts numbers audit
-- ARGV token unit by explanation digest object now lease receipt
-- returns {'recorded', number, version} or {'duplicate'}
-- An explanation is kept as its version + JSON; earlier ones stay beside it.
local seen, explanations, sending, receipts, numbers, audit = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6]
local token, unit, by, explanation, digest = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local object, now, lease, receipt = ARGV[6], ARGV[7], ARGV[8], ARGV[9]

local earlier = op('GET', seen)
if earlier then return repeated(earlier, token) end
local before = op('HGET', explanations, unit)
local version = 1
if before then
  local last = string.match(before, '^%d+')
  op('HSET', explanations, unit .. '#' .. last, before)
  version = tonumber(last) + 1
end
op('HSET', explanations, unit, version .. explanation)
local no = enter(numbers, audit, now, by, 'explained', object, digest)
writeReceipt(receipts, sending, lease, receipt, no, token)
markSeen(seen, token, no, version)
return { 'recorded', no, version }
