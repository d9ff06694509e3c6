-- wrk: sends the pre-signed calls of a file, each once. Arguments: FILE WIDTH FIRST COUNT THREADS
local threads = 0
function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  local width, first, count, all = tonumber(args[2]), tonumber(args[3]), tonumber(args[4]), tonumber(args[5])
  local share = math.floor(count / all)
  local file = assert(io.open(args[1], "rb"))
  file:seek("set", (first + number * share) * width)
  data, size, at = file:read(share * width), width, 0
  file:close()
  left = share
end

function request()
  if left == 0 then wrk.thread:stop() return data:sub(1, size) end
  left = left - 1
  at = at + size
  return data:sub(at - size + 1, at)
end

function done(summary, latency)
  local e = summary.errors
  io.write(string.format('RESULT {"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "status": %d, "other": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), e.status,
    e.connect + e.read + e.write + e.timeout))
end
