-- What wrk sends: GET of $BENCHMARK_PATH, or POST of $BENCHMARK_BODY, with the tokens of $BENCHMARK_TOKENS in turn.
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

function done(summary, latency, _)
  local errors = summary.errors
  local failed = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  print(string.format("measured %d %d %d %d %d", summary.requests, summary.duration, latency:percentile(50),
    latency:percentile(99), failed))
end
