-- KEYS ...
-- ARGV ...
-- returns what each command gave, in their order
-- Further KEYS: one for each command; further ARGV: for each its name, how many arguments follow the key, and these. For commands that only read.
local found = {}
local at = 1
for i, key in ipairs(KEYS) do
  local last = at + 1 + tonumber(ARGV[at + 1])
  found[i] = op(ARGV[at], key, unpack(ARGV, at + 2, last))
  at = last + 1
end
return found
