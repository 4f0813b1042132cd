-- KEYS bindings accounts suspended events numbers audit call
-- ARGV reason by now event told taken
-- returns the places in `taken`, from 0, of those that were not suspended before, as text
-- `taken` is a JSON array of {digest, sealed, person}, `told` what the clerk hears as JSON. `call` is this call's own, for a command that is sent again.
local bindings, accounts, suspended, events, numbers, audit, call = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5], KEYS[6], KEYS[7]
local reason, by, now, event, told, taken = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local before = op('GET', call)
if before then return cjson.decode(before) end
local fresh = {}
for i, one in ipairs(cjson.decode(taken)) do
  if op('HSETNX', suspended, one.digest, one.sealed) == 1 then
    local bound = op('HGET', accounts, one.digest)
    if bound then
      op('HDEL', accounts, one.digest)
      op('HDEL', bindings, bound)
    end
    enter(numbers, audit, now, by, 'suspended-' .. reason, 'binding/' .. one.person, '')
    fresh[#fresh + 1] = tostring(i - 1)
  end
end
if #fresh > 0 then
  op('HINCRBY', numbers, 'bindings', 1)
  op('HSET', events, event, told)
end
op('SET', call, cjson.encode(fresh), 'PX', callMs)
return fresh
