-- Deletes rows, unless they are newer than the version given.
-- KEYS: row keys. ARGV: the header of a packed row per key.
-- Answers a byte per key: 0 foreign value, 1 deleted, 2 there was none, 3 a newer row stays.
local answer = {}
for i, key in ipairs(KEYS) do
  local header = stored_header(key)
  if header == nil then
    answer[i] = '\0'
  elseif header == '' then
    answer[i] = '\2'
  elseif compare(header, ARGV[i]) > 0 then
    answer[i] = '\3'
  else
    redis.call('DEL', key)
    answer[i] = '\1'
  end
end
return table.concat(answer)
