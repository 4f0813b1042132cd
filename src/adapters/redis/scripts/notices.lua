-- Put before every script, after prelude.lua: how notices are queued and receipts written.

-- A rider (due at +inf) makes nobody due: it waits for what else there is to say.
local function putInQueue(queue, queueOf, to, id, due)
  op('ZADD', queueOf, due, id)
  if due ~= '+inf' then op('ZADD', queue, 'LT', due, to) end
end

-- Sets when a recipient next has something due, after something left their queue.
local function refreshQueue(queue, queueOf, to)
  local first = op('ZRANGE', queueOf, 0, 0, 'WITHSCORES')
  if first[2] and first[2] ~= 'inf' then op('ZADD', queue, first[2], to) else op('ZREM', queue, to) end
end

-- A notice arrives as lines (notice-forms.ts): the sealed body, the eight of its form, its id. Returns body, form, recipient, due time, id.
local arrivalForm = '^(([^\n]*)\n([^\n]*)\n[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*\n[^\n]*)\n(.*)$'
local function openNotice(text)
  local cut = string.find(text, '\n', 1, true)
  return string.sub(text, 1, cut - 1), string.match(text, arrivalForm, cut + 1)
end

-- What a stored notice is about: its cycle, unit and kind; empty: none.
local function aboutOf(form)
  return string.match(form, '^[^\n]*\n[^\n]*\n([^\n]*)\n([^\n]*)\n([^\n]*)')
end

-- Queues the notice in ARGV[arg], unless its id is known; its keys (notice, queue, queue of its recipient) stand from `key` on.
local function enqueue(key, arg)
  local notice = KEYS[key]
  if op('EXISTS', notice) == 1 then return 0 end
  local body, form, to, due, id = openNotice(ARGV[arg])
  op('HSET', notice, 'state', 'queued', 'form', form, 'body', body)
  putInQueue(KEYS[key + 1], KEYS[key + 2], to, id, due)
  return 1
end

-- Queues all notices from ARGV[arg] on; each has three keys from `key` on.
local function enqueueFrom(key, arg)
  local added = 0
  for i = arg, #ARGV do added = added + enqueue(key + 3 * (i - arg), i) end
  return added
end

-- Writes a receipt as being sent by the caller of the script until its lease ends. Its number is the last line of its form. Nearly all are sent at
-- once and forgotten: they stand together in one hash, each as its claim, its body and its form.
local function writeReceipt(receipts, sending, lease, text, no, token)
  local body, form, _, _, id = openNotice(text)
  op('HSET', receipts, id, token .. '\n' .. body .. '\n' .. form .. '\n' .. no)
  op('ZADD', sending, lease, id)
end

local function isReceipt(id)
  return string.sub(id, 1, 8) == 'receipt/'
end

-- Makes a receipt a notice like others, for one that was not simply sent.
local function makeNotice(receipts, notice, id)
  local text = isReceipt(id) and op('HGET', receipts, id)
  if not text then return end
  local claim, body, form = string.match(text, '^([^\n]*)\n([^\n]*)\n(.*)$')
  op('HSET', notice, 'state', 'sending', 'form', form, 'body', body, 'claim', claim)
  op('HDEL', receipts, id)
end
