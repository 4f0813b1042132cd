-- Put before the scripts that note what became of notices, after prelude.lua.

local function addToTally(tally, cycle, outcome, by)
  if cycle ~= '' then op('HINCRBY', tally, cycle .. ':' .. outcome, by) end
end

-- Notes an outcome of a notice that is about a cycle and may have a number. One that a person has to deal with gets a number; of one that is
-- over, the words are dropped, and of a receipt everything.
local function noteOutcome(notice, id, about, outcome, now, reason, k)
  op('HSET', notice, 'state', outcome, 'settledAt', now, 'reason', reason)
  if (outcome == 'sent' or outcome == 'dropped') and isReceipt(id) then
    op('DEL', notice)
  elseif outcome == 'failed' or outcome == 'unknown' then
    local no = about.no or op('HINCRBY', k.numbers, 'notice', 1)
    op('HSET', notice, 'no', no)
    op('HSET', k.noticeNumbers, no, id)
    op('ZADD', k[outcome], now, id)
  else
    op('HDEL', notice, 'body')
    op('PEXPIRE', notice, keepMs)
  end
  if outcome ~= 'dropped' then addToTally(k.tally, about.cycle, outcome, 1) end
end

-- How people are reached. `reached`: person → when a message to them last came to anything; `unreached`: of those to whom all messages have failed
-- since one arrived, `messages|when the first of them failed|when one arrived before`. `people`: recipients as queues name them.
local function noteReached(people, outcome, now, reached, unreached)
  for to in pairs(people) do
    local person = string.match(to, '^p:(.+)$')
    if person and outcome == 'sent' then
      op('HDEL', unreached, person)
      op('ZADD', reached, now, person)
    elseif person and outcome == 'failed' then
      local known = op('HGET', unreached, person)
      local count, since, last = string.match(known or '', '^(%d+)|([^|]*)|(.*)$')
      if not known then count, since, last = 0, now, op('ZSCORE', reached, person) or '' end
      op('HSET', unreached, person, string.format('%d|%s|%s', count + 1, since, last))
      op('ZADD', reached, now, person)
    end
  end
end

local function addPrompt(prompts, person, unit)
  local units = op('HGET', prompts, person)
  if units and string.find('\n' .. units .. '\n', '\n' .. unit .. '\n', 1, true) then return end
  op('HSET', prompts, person, units and (units .. '\n' .. unit) or unit)
end

-- Applies what a delivery means for a unit. Its keys from `key` on: records, due, count, prompts, terms.
local function applyEffect(e, key, now, k)
  local records, due, count, prompts, terms = KEYS[key], KEYS[key + 1], KEYS[key + 2], KEYS[key + 3], KEYS[key + 4]
  local r = readRecord(records, e.unit)
  local wasPrompted, moves = r.promptAt ~= '', {}
  if e.kind == 'unreached' then
    -- Somebody else got the prompt, or the matter is over.
    if wasPrompted or not isOpen(r) then return end
    changeState(r, 'u', e.scopes, moves)
  else
    if not wasPrompted then r.promptAt = e.at end
    r.askedTo = e.by
    addPrompt(prompts, e.by, e.unit)
    if r.state == 'u' then changeState(r, 'p', e.scopes, moves) end
  end
  -- A prompted unit never goes back, so that no rung is taken twice.
  if isOpen(r) and (not wasPrompted or tonumber(e.step) >= tonumber(r.step)) then
    r.step = e.step
    -- A request may have been made before the prompt's outcome was noted.
    if not isHeld(terms, e.unit) then op('ZADD', due, e.nextDue, e.unit) end
  end
  writeRecord(records, e.unit, r)
  moveCounters(count, moves)
  enter(k.numbers, k.audit, now, 'bot', e.kind, e.cycle .. '/' .. e.unit, '')
end
