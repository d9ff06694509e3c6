#!/usr/bin/python3
"""Fresh clone to the demonstration running, in minutes: git clone, build without a compiler cache, play, answer on its port.

bench_zz_clone.py BUILD/gongshu       last of all, because it takes as long as a build from nothing. Debian packages are there already,
what comes from npm is taken from this tree's build/third_party. BENCH_CLONE=0 leaves it out (run.sh).
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[1]
PORT = 8699
LIMIT = 3600  # seconds


def answers():
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=2) as reply:
            return reply.status == 200
    except (urllib.error.URLError, OSError):
        return False


def wait_until_told(demo, output, deadline):
    """The guide is printed when the story is told; then the node has to answer."""
    while time.monotonic() < deadline:
        if demo.poll() is not None:
            sys.exit(f"the demonstration ended with {demo.returncode}")
        if "Ctrl-C" in output.read_text("utf-8", "replace") and answers():
            return
        time.sleep(0.5)
    sys.exit(f"no demonstration within {LIMIT} s")


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/release/gongshu").resolve().parent
    environment = {**os.environ, "CCACHE_DISABLE": "1"}
    with tempfile.TemporaryDirectory(prefix="bench-clone-", dir=build) as directory:
        clone, output = pathlib.Path(directory) / "gongshu", pathlib.Path(directory) / "demo.log"
        begin = time.monotonic()
        subprocess.run(["git", "clone", "--quiet", "--depth=1", ROOT.as_uri(), str(clone)], check=True, timeout=300)
        shutil.copytree(ROOT / "build/third_party", clone / "build/third_party")
        subprocess.run(["make", "-s", "build"], cwd=clone, env=environment, check=True, timeout=LIMIT, stdout=subprocess.DEVNULL)
        built = time.monotonic()
        with output.open("w", encoding="utf-8") as log:
            demo = subprocess.Popen(["build/release/gongshu", "demo", "--port", str(PORT)], cwd=clone, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        try:
            wait_until_told(demo, output, begin + LIMIT)
            told = time.monotonic()
        finally:
            demo.terminate()
            demo.wait(30)
    note = f"build without cache {(built - begin) / 60:.1f} min, then the story with 10^6 residents; Debian and npm packages at hand"
    print(json.dumps({"name": "fresh clone to demonstration running", "unit": "min", "value": round((told - begin) / 60, 2), "note": note}))


if __name__ == "__main__":
    main()
