-- KEYS seen dialog drafts
-- ARGV token dialogChange dialogText draftChange draft draftText
-- returns 1: claimed by this call; 0: it was claimed before
-- A change is keep, end or set. Keys that are kept are not touched.
local seen, dialog, drafts = KEYS[1], KEYS[2], KEYS[3]
local token, dialogChange, dialogText, draftChange, draft, draftText = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5], ARGV[6]

local earlier = op('GET', seen)
if earlier then return repeated(earlier, token)[1] == 'recorded' and 1 or 0 end
if dialogChange == 'set' then op('SET', dialog, dialogText, 'PX', keepMs) end
if dialogChange == 'end' then op('DEL', dialog) end
if draftChange == 'set' then op('HSET', drafts, draft, draftText) end
if draftChange == 'end' then op('HDEL', drafts, draft) end
markSeen(seen, token, 0, 0)
return 1
