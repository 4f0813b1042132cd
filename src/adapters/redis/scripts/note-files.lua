-- KEYS files numbers audit
-- ARGV now digest
-- returns whether there was an entry to write: 1 or 0
local files, numbers, audit = KEYS[1], KEYS[2], KEYS[3]
local now, digest = ARGV[1], ARGV[2]

local before = op('GET', files)
if before == digest then return 0 end
op('SET', files, digest)
if not before then return 0 end
enter(numbers, audit, now, 'operator', 'files-changed', 'home', digest)
return 1
