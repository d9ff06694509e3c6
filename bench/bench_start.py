#!/usr/bin/python3
"""Start to /readyz and idle memory of a fresh node.  bench_start.py GONGSHU"""
import json
import pathlib
import statistics
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "tests/stories"))
import node  # noqa: E402

RUNS = 5


def resident_mib(pid):
    """Proportional share of memory of a process in MiB (file pages that others map as well count in part)."""
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no Pss in smaps_rollup")


def main():
    pack = sorted(p.parent.name for p in pathlib.Path("rulepacks").glob("*/pack.yaml") if p.parent.name != "national")[0]
    seconds, memory = [], []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory(prefix="bench-start-") as work:
            server = node.Node([sys.argv[1]], work, pack)
            server.init("2026-03-02")
            begin = time.monotonic()
            server.start("2026-03-02")
            seconds.append(time.monotonic() - begin)
            time.sleep(1)
            memory.append(resident_mib(server.process.pid))
            server.stop()
    print(json.dumps({"name": "start to /readyz", "unit": "s", "value": round(statistics.median(seconds), 3), "note": f"median of {RUNS}, empty node"}))
    print(json.dumps({"name": "idle memory", "unit": "MiB", "value": round(statistics.median(memory), 1), "note": "Pss, one second after start"}))


if __name__ == "__main__":
    main()
