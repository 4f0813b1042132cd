-- KEYS webhooks
-- ARGV id no failingAt
-- returns 1
-- `failingAt` empty: all up to `no` is accepted. Else it has failed at that time, which counts from the first failure.
local webhooks = KEYS[1]
local id, no, failingAt = ARGV[1], tonumber(ARGV[2]), ARGV[3]

local row = op('HGET', webhooks, id)
if not row then return 1 end
local heard, since = string.match(row, '^(%d+)|(%d*)$')
if failingAt ~= '' then
  if since == '' then op('HSET', webhooks, id, heard .. '|' .. failingAt) end
elseif no > tonumber(heard) then
  op('HSET', webhooks, id, ARGV[2] .. '|')
end
return 1
