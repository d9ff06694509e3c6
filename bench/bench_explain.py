#!/usr/bin/python3
"""Explaining a query over HTTP on a running server with supplied data.  bench_explain.py GONGSHU"""
import json
import pathlib
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/stories"))
import client as http_client  # noqa: E402
import node  # noqa: E402
import player  # noqa: E402
import story  # noqa: E402

RUNS, WARM = 400, 50
SQL = """\
WITH people AS (
  SELECT county_code,
         birth_date,
         id_number
  FROM residents
  WHERE birth_date >= '1940'
    AND birth_date < '2010'
)
SELECT county_code,
       LEFT(birth_date, 3) AS decade,
       COUNT(*) AS people,
       COUNT(DISTINCT id_number) AS persons,
       COUNT(*) FILTER (
         WHERE birth_date < '1960'
       ) AS old,
       COUNT(*) FILTER (
         WHERE birth_date >= '1990'
       ) AS young,
       SUM(
         CASE
           WHEN birth_date < '1950' THEN 1
           ELSE 0
         END
       ) AS oldest
FROM people
GROUP BY ROLLUP (
  county_code,
  LEFT(birth_date, 3)
)
HAVING COUNT(*) > 100
ORDER BY county_code, decade"""


def workspace(playing):
    playing.run([{"use": "residents_scenario"}, {"use": "residents_supplied"},
                 {"as": "operator.zheng", "call": "openWorkspace", "body": {"scenario": "$scenario"},
                  "expect": {"status": 201, "save": {"workspace": "/id"}}}], "bench")
    return playing.scopes["workspace"]


def explain(client, identifier):
    """Seconds of each of RUNS calls on one kept connection."""
    target = f"/api/v1/workspaces/{identifier}/explain"
    body = json.dumps({"sql": SQL}).encode()
    headers = {"content-type": "application/json", "authorization": "Bearer " + client.token("operator.zheng")}
    out = []
    for _ in range(WARM + RUNS):
        begin = time.perf_counter()
        answer = client.send("POST", target, headers, body)
        out.append(time.perf_counter() - begin)
        if answer.status != 200 or answer.json["k"] < 2:
            sys.exit(f"explain: {answer.status} {answer.body[:500]}")
    return out[WARM:]


def main():
    library = story.Library(ROOT, http_client.operations(ROOT / "api/openapi.yaml"))
    with tempfile.TemporaryDirectory(prefix="bench-explain-") as work:
        server = node.Node([str(pathlib.Path(sys.argv[1]).resolve())], work, "henan")
        try:
            once = server.init(player.DEFAULT_START)
            server.start(player.DEFAULT_START)
            playing = player.Player(library, server, lambda *_: None)
            playing.client.passwords["admin"] = once
            times = explain(playing.client, workspace(playing))
            playing.client.close()
        finally:
            server.stop()
    note = f"{SQL.count(chr(10)) + 1} lines, median of {RUNS} on one connection; p99 {statistics.quantiles(times, n=100)[98] * 1e3:.2f} ms"
    print(json.dumps({"name": "explain over HTTP", "unit": "ms", "value": round(statistics.median(times) * 1e3, 3), "at_most": 5, "note": note}))


if __name__ == "__main__":
    main()
