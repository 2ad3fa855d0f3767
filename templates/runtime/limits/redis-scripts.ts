/**
 * What Redis does for the store, each in one atomic step. Time is that of Redis, so the clocks of those who share it
 * do not matter. A window is a hash by the sixtieth of it, as in the memory store: what was spent then and, in a field
 * that begins with `o`, what others were seen to have spent. Every key expires by itself. The formats keep Lua from
 * writing integers as 1e+14.
 */
const WINDOWS = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local function part_ms(window) return math.max(1, math.ceil(window / 60)) end
local function text(integer) return string.format('%.0f', integer) end
local function part_now(window) return text(math.floor(now / part_ms(window))) end

-- What is spent, what others spent, and when how much of it is no longer counted.
local function read(key, window)
  local flat, ends, seen, own, others = redis.call('HGETALL', key), {}, {}, 0, 0
  for i = 1, #flat, 2 do
    local kind, part = string.match(flat[i], '^(o?)(%d+)$')
    local weight, over = tonumber(flat[i + 1]), (part + 1) * part_ms(window) + window
    if kind == 'o' then over = over + window end
    if over <= now then
      redis.call('HDEL', key, flat[i])
    elseif kind == 'o' then
      seen[#seen + 1] = { over, weight }
    else
      own = own + weight
      ends[#ends + 1] = { over, weight }
    end
  end
  table.sort(seen, function(a, b) return a[1] > b[1] end)
  for _, sight in ipairs(seen) do
    if sight[2] > others then
      ends[#ends + 1] = { sight[1], sight[2] - others }
      others = sight[2]
    end
  end
  table.sort(ends, function(a, b) return a[1] < b[1] end)
  return own, others, ends
end

local function keep(key, window)
  redis.call('PEXPIRE', key, text(2 * window + 2 * part_ms(window)))
end
`;

/**
 * KEYS: block and window of every charge. ARGV: weight, limit and windowMs of every charge.
 * Gives how long to wait (0: spent; -1: it never fits), for which charge, and the status of a block or 0.
 */
export const SPEND: string = `${WINDOWS}
local wait, which, status = 0, 0, 0
for i = 1, #KEYS / 2 do
  local left = redis.call('PTTL', KEYS[2 * i - 1])
  if left > wait then
    wait, which, status = left, i, tonumber(redis.call('GET', KEYS[2 * i - 1]))
  end
end
if which > 0 then return { wait, which, status } end

local function wait_for(key, weight, limit, window)
  local own, others, ends = read(key, window)
  local excess = own + others + weight - limit
  if excess <= 0 then return 0 end
  for _, part in ipairs(ends) do
    excess = excess - part[2]
    if excess <= 0 then return part[1] - now end
  end
  return -1
end

local function charge(i) return tonumber(ARGV[3 * i - 2]), tonumber(ARGV[3 * i - 1]), tonumber(ARGV[3 * i]) end
for i = 1, #KEYS / 2 do
  local weight, limit, window = charge(i)
  if weight > 0 then
    local needed = wait_for(KEYS[2 * i], weight, limit, window)
    if needed == -1 then return { -1, i, 0 } end
    if needed > wait then wait, which = needed, i end
  end
end
if which > 0 then return { wait, which, 0 } end
for i = 1, #KEYS / 2 do
  local weight, _, window = charge(i)
  if weight > 0 then
    redis.call('HINCRBY', KEYS[2 * i], part_now(window), text(weight))
    keep(KEYS[2 * i], window)
  end
end
return { 0, 0, 0 }
`;

/** KEYS: a window. ARGV: what the exchange counts, windowMs. */
export const OBSERVE: string = `${WINDOWS}
local window = tonumber(ARGV[2])
local seen = tonumber(ARGV[1]) - read(KEYS[1], window)
local field = 'o' .. part_now(window)
if seen > tonumber(redis.call('HGET', KEYS[1], field) or 0) then
  redis.call('HSET', KEYS[1], field, text(seen))
  keep(KEYS[1], window)
end
return 0
`;

/** KEYS: a block. ARGV: status, for how many milliseconds. A block that lasts longer stays. */
export const BLOCK: string = `
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
return 0
`;
