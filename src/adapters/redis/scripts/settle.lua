-- KEYS sending failed unknown tally noticeNumbers numbers audit ...
-- ARGV outcome now reason effects count ...
-- returns how many notices got the outcome
-- Further ARGV: `count` pairs of a notice's id and the claim it was sent under (empty: whatever it is). Further KEYS: those notices, then five
-- for each effect. `effects` is JSON; an effect is applied when a notice about its unit got the outcome.
local sending, numbers, audit = KEYS[1], KEYS[6], KEYS[7]
local outcome, now, reason, effects, count = ARGV[1], ARGV[2], ARGV[3], cjson.decode(ARGV[4]), tonumber(ARGV[5])
local k = { failed = KEYS[2], unknown = KEYS[3], tally = KEYS[4], noticeNumbers = KEYS[5], numbers = numbers, audit = audit }

local settled, about = 0, {}
for i = 1, count do
  local id, token, notice = ARGV[4 + 2 * i], ARGV[5 + 2 * i], KEYS[7 + i]
  local state, by, cycle, unit = unpack(op('HMGET', notice, 'state', 'claim', 'cycle', 'unit'))
  if state == 'sending' and (token == '' or by == token) then
    op('ZREM', sending, id)
    noteOutcome(notice, id, outcome, now, reason, k)
    if cycle and unit then about[cycle .. '/' .. unit] = true end
    settled = settled + 1
  end
end
for i, effect in ipairs(effects) do
  if about[effect.cycle .. '/' .. effect.unit] then applyEffect(effect, 3 + 5 * i + count, now, k) end
end
return settled
