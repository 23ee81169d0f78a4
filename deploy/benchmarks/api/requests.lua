-- The requests of wrk: GET of $BENCHMARK_PATH, or POST of $BENCHMARK_BODY, with the tokens in $BENCHMARK_TOKENS in turn.
local tokens, requests, turn = {}, {}, 0

function init(_)
  for token in os.getenv("BENCHMARK_TOKENS"):gmatch("%S+") do tokens[#tokens + 1] = token end
  local body = os.getenv("BENCHMARK_BODY")
  for _, token in ipairs(tokens) do
    local headers = { ["X-Auth-Token"] = token, ["Content-Type"] = "application/json" }
    requests[#requests + 1] = wrk.format(body and "POST" or "GET", os.getenv("BENCHMARK_PATH"), headers, body)
  end
end

function request()
  turn = turn % #requests + 1
  return requests[turn]
end

-- The durations of requests. To correct for "coordinated omission", wrk adds the durations of requests that it would have
-- sent during long ones (stats_correct). pgbench does not, so the correction is removed here to make both comparable. The
-- durations that wrk added come only from longer ones, which have already been processed at that point.
local function times(summary, latency)
  local interval = math.floor(summary.duration / math.floor(summary.requests / os.getenv("BENCHMARK_CONNECTIONS")))
  local added, taken = {}, {}
  for i = #latency, 1, -1 do
    local time, count = latency(i)
    count = count - (added[time] or 0)
    taken[#taken + 1] = { time = time, count = count }
    if time >= 2 * interval then
      for earlier = time - interval, interval + 1, -interval do
        added[earlier] = (added[earlier] or 0) + count
      end
    end
  end
  return taken
end

-- The maximum duration of this share of the requests.
local function quantile(taken, share, requests)
  local more = requests
  for _, some in ipairs(taken) do
    more = more - some.count
    if more < share * requests then
      return some.time
    end
  end
end

function done(summary, latency, _)
  local taken, measured = times(summary, latency), 0
  for _, some in ipairs(taken) do measured = measured + some.count end
  assert(measured == summary.requests, "this wrk adds other times to those that it measured")
  local errors = summary.errors
  local failed = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  print(string.format("measured %d %d %d %d %d", summary.requests, summary.duration, quantile(taken, 0.5, measured),
    quantile(taken, 0.99, measured), failed))
end
