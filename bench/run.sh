#!/usr/bin/env bash
# Runs every benchmark of a build, one at a time: bench/run.sh [BUILD]. Prints a table, writes bench/results.json.
set -uo pipefail
cd "$(dirname "$0")/.."
build=$(realpath "${1:-build/release}")
lines=$(mktemp); trap 'rm -f "$lines"' EXIT
failed=0
take() { # take NAME COMMAND…: keeps the JSON lines of one benchmark
  local name=$1 out; shift
  echo "bench: $name" >&2
  if ! out=$("$@" </dev/null); then echo "bench: $name failed" >&2; failed=1; fi
  if ! grep -E '^\{' <<<"$out" >>"$lines"; then echo "bench: $name printed no figures" >&2; failed=1; fi
}
# Without PyPI the engine's benchmark says that it leaves TPC-H out.
scripts/fetch_tpch.sh || echo "bench: no TPC-H data" >&2
shopt -s nullglob
for program in "$build"/bench/bench_*; do
  if [ -f "$program" ] && [ -x "$program" ]; then take "$(basename "$program")" "$program"; fi
done
for script in bench/bench_*.py; do
  if [ "${BENCH_CLONE:-}" = 0 ] && [ "$script" = bench/bench_zz_clone.py ]; then continue; fi
  take "$(basename "$script")" /usr/bin/python3 "$script" "$build/gongshu"
done
/usr/bin/python3 bench/report.py "$lines" bench/results.json || failed=1
exit $failed
