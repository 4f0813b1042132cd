-- KEYS sending receipts failed unknown tally noticeNumbers numbers audit reached unreached ...
-- ARGV outcome now reason effects count tried ...
-- returns how many notices got the outcome
-- Further ARGV: `count` pairs of a notice's id and the claim it was sent under (empty: whatever it is), then notices to be queued when one got
-- the outcome. `tried`: 1 when it says whether a message reaches its recipient. Further KEYS: those of the pairs, five for each effect, three for each to be queued. `effects` is JSON; an effect is applied when
-- a notice about its unit got the outcome.
local sending, receipts, numbers, audit = KEYS[1], KEYS[2], KEYS[7], KEYS[8]
local reached, unreached = KEYS[9], KEYS[10]
local outcome, now, reason, effects, count = ARGV[1], ARGV[2], ARGV[3], cjson.decode(ARGV[4]), tonumber(ARGV[5])
local tried = ARGV[6] == '1'
local k = { failed = KEYS[3], unknown = KEYS[4], tally = KEYS[5], noticeNumbers = KEYS[6], numbers = numbers, audit = audit }

-- A receipt that is over is forgotten: its message stays claimed.
local forgotten, sent, people = {}, {}, {}
local function forget(id, token)
  local text = isReceipt(id) and op('HGET', receipts, id)
  if not text or (token ~= '' and token ~= string.match(text, '^[^\n]*')) then return false end
  local form = string.match(text, '^[^\n]*\n[^\n]*\n(.*)$')
  local cycle = aboutOf(form)
  people[string.match(form, '^[^\n]*')] = true
  forgotten[#forgotten + 1] = id
  if outcome == 'sent' then sent[cycle] = (sent[cycle] or 0) + 1 end
  return true
end

local settled, about = 0, {}
for i = 1, count do
  local id, token, notice = ARGV[5 + 2 * i], ARGV[6 + 2 * i], KEYS[10 + i]
  local over = (outcome == 'sent' or outcome == 'dropped') and forget(id, token)
  if not over then makeNotice(receipts, notice, id) end
  local state, by, form, no = unpack(over and {} or op('HMGET', notice, 'state', 'claim', 'form', 'no'))
  if state == 'sending' and (token == '' or by == token) then
    op('ZREM', sending, id)
    local cycle, unit = aboutOf(form)
    noteOutcome(notice, id, { cycle = cycle, no = no }, outcome, now, reason, k)
    about[cycle .. '/' .. unit] = true
    people[string.match(form, '^[^\n]*')] = true
    settled = settled + 1
  end
end
for from = 1, #forgotten, 1000 do
  local part = { unpack(forgotten, from, math.min(from + 999, #forgotten)) }
  op('HDEL', receipts, unpack(part))
  op('ZREM', sending, unpack(part))
end
for cycle, by in pairs(sent) do addToTally(k.tally, cycle, 'sent', by) end
for i, effect in ipairs(effects) do
  if about[effect.cycle .. '/' .. effect.unit] then applyEffect(effect, 6 + 5 * i + count, now, k) end
end
if tried then noteReached(people, outcome, now, reached, unreached) end
if settled > 0 then enqueueFrom(11 + count + 5 * #effects, 7 + 2 * count) end
return settled + #forgotten
