-- Put before every script. Times and scores arrive as text and go to Redis as they came.
-- A script that fails leaves what it wrote before: check first, write afterwards.
local keepMs = 40 * 24 * 3600 * 1000
local callMs = 60000
local op = redis.call

-- A unit's record (unit-record.ts). A unit without one is as it was opened. One that cannot be read has no state.
local recordForm = '^(%a)|(%d+)|(%a)|(%w*)|([^|]*)|(%w*)|(%d+)|(.*)$'
local function parseRecord(text)
  local r = {}
  r.state, r.step, r.level, r.promptAt, r.askedTo, r.answeredAt, r.version, r.reason = string.match(text or 'p|0|n||||0|', recordForm)
  return r
end

local function readRecord(records, unit)
  return parseRecord(op('HGET', records, unit))
end

local function recordText(r)
  return table.concat({ r.state, r.step, r.level, r.promptAt, r.askedTo, r.answeredAt, r.version, r.reason }, '|')
end

local function writeRecord(records, unit, r)
  op('HSET', records, unit, recordText(r))
end

local function isOpen(r)
  return r.state == 'p' or r.state == 'u'
end

-- Changes a record's state. What that means for the counters of its scopes is added to `moves`, for moveCounters.
local function changeState(r, state, scopes, moves)
  if r.state == state then return end
  for _, scope in ipairs(scopes) do
    local from, to = scope .. ':' .. r.state, scope .. ':' .. state
    moves[from] = (moves[from] or 0) - 1
    moves[to] = (moves[to] or 0) + 1
  end
  r.state = state
end

local function moveCounters(count, moves)
  for counter, by in pairs(moves) do
    if by ~= 0 then op('HINCRBY', count, counter, by) end
  end
end

-- Scopes as they arrive: one a line.
local function scopesIn(text)
  local scopes = {}
  for scope in string.gmatch(text, '[^\n]+') do scopes[#scopes + 1] = scope end
  return scopes
end

-- Appends the audit entry of a number. After the actor's id and a blank may come in which capacity they act.
local function append(audit, no, at, actor, act, object, digest)
  local who, as = string.match(actor, '^(%S*) ?(.*)$')
  op('XADD', audit, no .. '-0', 'at', at, 'actor', who, 'as', as, 'act', act, 'object', object, 'digest', digest)
end

-- Appends the next audit entry and returns its number.
local function enter(numbers, audit, at, actor, act, object, digest)
  local no = op('HINCRBY', numbers, 'audit', 1)
  append(audit, no, at, actor, act, object, digest)
  return no
end

-- Whether terms (unit-terms.ts) name an open request, which stops a unit's ladder.
local function holdsLadder(text)
  return text and cjson.decode(text).heldBy ~= nil
end

local function isHeld(terms, unit)
  return holdsLadder(op('HGET', terms, unit))
end

-- Claims a message id for good, and remembers what the call made of it, for a command that is sent again.
local function markSeen(seen, token, no, version)
  op('PSETEX', seen, keepMs, token .. '|' .. no .. '|' .. version)
end

-- What to return for a message id that was claimed before: the same again to the same call.
local function repeated(earlier, token)
  local by, no, version = string.match(earlier, '^([^|]*)|(%d+)|(%d+)$')
  if by == token then return { 'recorded', tonumber(no), tonumber(version) } end
  return { 'duplicate' }
end
