-- Prefix of the scripts: headers and versions of packed rows.
-- A row: format, 8 bytes fingerprint, 24 bytes version, 8 bytes available_at, values.
local FORMAT = 2
local HEADER_LENGTH = 41

-- The header of a stored row, '' if there is none, nil if the value is no packed row.
local function stored_header(key)
  local header = redis.pcall('GETRANGE', key, 0, HEADER_LENGTH - 1)
  if type(header) == 'table' then
    if string.find(header.err, 'WRONGTYPE', 1, true) then
      return nil
    end
    error(header.err)
  end
  if header ~= '' and (#header < HEADER_LENGTH or string.byte(header) ~= FORMAT) then
    return nil
  end
  return header
end

-- 1, 0 or -1 as the version of a is newer than, equal to or older than that of b. Numbers, not
-- strings: how Lua orders strings depends on the server's locale.
local function compare(a, b)
  local a1, a2, a3, a4, a5, a6 = struct.unpack('>I4I4I4I4I4I4', a, 10)
  local b1, b2, b3, b4, b5, b6 = struct.unpack('>I4I4I4I4I4I4', b, 10)
  if a1 ~= b1 then return a1 > b1 and 1 or -1 end
  if a2 ~= b2 then return a2 > b2 and 1 or -1 end
  if a3 ~= b3 then return a3 > b3 and 1 or -1 end
  if a4 ~= b4 then return a4 > b4 and 1 or -1 end
  if a5 ~= b5 then return a5 > b5 and 1 or -1 end
  if a6 ~= b6 then return a6 > b6 and 1 or -1 end
  return 0
end
