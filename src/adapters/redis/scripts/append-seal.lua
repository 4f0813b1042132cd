-- KEYS seals
-- ARGV to after signature ...
-- returns 1: the seal is the last one; 0: another one is, or does not follow `after`
-- Further ARGV: names and values of all it holds.
local seals = KEYS[1]
local to, after, signature = ARGV[1], ARGV[2], ARGV[3]

local last = op('XREVRANGE', seals, '+', '-', 'COUNT', 1)[1] or { '0-0', {} }
local no = string.match(last[1], '^%d+')
if no == to then return last[2][2] == signature and 1 or 0 end
if no ~= after then return 0 end
op('XADD', seals, to .. '-0', 'signature', signature, unpack(ARGV, 4))
return 1
