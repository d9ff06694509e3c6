-- wrk: sends the pre-signed calls of a file. Arguments: FILE WIDTH FIRST COUNT THREADS once|again
-- `once`: each call is sent once; when they run out before the time, the run is marked as cut short. `again`: from the start.
local threads, all = 0, {}
function setup(thread)
  thread:set("number", threads)
  table.insert(all, thread)
  threads = threads + 1
end

function init(args)
  local width, first, count, threads_all = tonumber(args[2]), tonumber(args[3]), tonumber(args[4]), tonumber(args[5])
  local share = math.floor(count / threads_all)
  local file = assert(io.open(args[1], "rb"))
  file:seek("set", (first + number * share) * width)
  data, size, at = file:read(share * width), width, 0
  file:close()
  left, whole, again = share, share, args[6] == 'again'
end

function request()
  if left == 0 then
    if not again then ran_out = 1 wrk.thread:stop() return data:sub(1, size) end
    left, at = whole, 0
  end
  left = left - 1
  at = at + size
  return data:sub(at - size + 1, at)
end

function done(summary, latency)
  local e, short = summary.errors, 0
  for _, thread in ipairs(all) do short = short + (thread:get("ran_out") or 0) end
  io.write(string.format('RESULT {"requests": %d, "microseconds": %d, "p50": %d, "p99": %d, "status": %d, "other": %d, "ran_out": %d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), e.status,
    e.connect + e.read + e.write + e.timeout, short))
end
