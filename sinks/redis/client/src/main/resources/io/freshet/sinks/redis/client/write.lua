-- Writes rows where they are newer than what is stored.
-- KEYS: row keys. ARGV: one packed row per key, then the time to live in milliseconds, 0 for none.
-- Answers 9 bytes per key: 0 foreign value, 1 written, 2 equal, 3 superseded; available_at.
local NONE = string.rep('\0', 8)

local time = redis.call('TIME')
local millis = time[1] * 1000 + math.floor(time[2] / 1000)
local now = struct.pack('>I4I4', math.floor(millis / 4294967296), millis % 4294967296)

local function same(a, b)
  return string.sub(a, 1, 33) == string.sub(b, 1, 33) and string.sub(a, 42) == string.sub(b, 42)
end

local ttl = ARGV[#KEYS + 1]
local answer = {}
for i, key in ipairs(KEYS) do
  local row = ARGV[i]
  local header = stored_header(key)
  if header == nil then
    answer[i] = '\0' .. NONE
  else
    local order = header == '' and 1 or compare(row, header)
    if order == 0 then
      if same(row, redis.call('GET', key)) then
        answer[i] = '\2' .. string.sub(header, 34, 41)
      else
        order = 1
      end
    elseif order < 0 then
      answer[i] = '\3' .. string.sub(header, 34, 41)
    end
    if order > 0 then
      local available_at = string.sub(row, 34, 41)
      if available_at == NONE then
        available_at = now
        row = string.sub(row, 1, 33) .. now .. string.sub(row, 42)
      end
      if ttl == '0' then
        redis.call('SET', key, row)
      else
        redis.call('SET', key, row, 'PX', ttl)
      end
      answer[i] = '\1' .. available_at
    end
  end
end
return table.concat(answer)
