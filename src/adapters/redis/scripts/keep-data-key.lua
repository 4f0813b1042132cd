-- KEYS dataKeys keyPrint
-- ARGV name wrapped print
-- returns {'kept', the data key as it is stored, ours or the one before} or {'other', the print of the key in force}
local dataKeys, keyPrint = KEYS[1], KEYS[2]
local name, wrapped, print = ARGV[1], ARGV[2], ARGV[3]

local inForce = op('GET', keyPrint)
if inForce and inForce ~= print then return { 'other', inForce } end
if not inForce then op('SET', keyPrint, print) end
op('HSETNX', dataKeys, name, wrapped)
return { 'kept', op('HGET', dataKeys, name) }
