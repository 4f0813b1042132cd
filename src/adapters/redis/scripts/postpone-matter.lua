-- KEYS matter due
-- ARGV no version to
-- returns 1: put off; 0: it has another version
local matter, due = KEYS[1], KEYS[2]
local no, version, to = ARGV[1], ARGV[2], ARGV[3]

if op('HGET', matter, 'version') ~= version then return 0 end
op('ZADD', due, 'XX', to, no)
return 1
