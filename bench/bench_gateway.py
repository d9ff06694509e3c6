#!/usr/bin/python3
"""Product calls over HTTP, every check and durable usage, against nginx `return 200`: the same wrk, the same requests, in turns.

bench_gateway.py BUILD/gongshu [SECONDS]     prints JSON lines; takes about a minute. The server is BUILD/bench/bench_gateway.
"""
import json
import pathlib
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
THREADS, CONNECTIONS, ROUNDS = 2, 32, 3
MOST = 40_000  # requests a second that the pre-signed file must last for

NGINX = """
daemon off; worker_processes auto; pid {dir}/nginx.pid; error_log {dir}/error.log crit;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 100000000; client_body_temp_path {dir}/body; proxy_temp_path {dir}/proxy;
  fastcgi_temp_path {dir}/fastcgi; uwsgi_temp_path {dir}/uwsgi; scgi_temp_path {dir}/scgi;
  server {{ listen 127.0.0.1:{port}; location / {{ default_type application/json; return 200 '{{"answer":{{}}}}'; }} }}
}}
"""


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def wait_for(port):
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    sys.exit(f"nothing listens on port {port}")


def wrk(port, seconds, order, requests, width, first, count):
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "-s", str(HERE / "gateway_bench.lua"),
               f"http://127.0.0.1:{port}", "--", str(requests), str(width), str(first), str(count), str(THREADS), order]
    out = subprocess.run(command, capture_output=True, text=True, timeout=seconds + 30)
    line = next((l for l in out.stdout.splitlines() if l.startswith("RESULT ")), None)
    if line is None:
        sys.exit(f"wrk failed: {out.stdout}{out.stderr}")
    result = json.loads(line.removeprefix("RESULT "))
    result["rate"] = result["requests"] / result["microseconds"] * 1e6
    return result


def measure(program, directory, seconds):
    share = MOST * seconds
    nginx_port = free_port()
    config = directory / "nginx.conf"
    config.write_text(NGINX.format(dir=directory, port=nginx_port))
    nginx = subprocess.Popen(["nginx", "-e", str(directory / "error.log"), "-p", str(directory), "-c", str(config)])
    server = subprocess.Popen([program, "serve", str(directory), str(share * ROUNDS)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        started = json.loads(server.stdout.readline())
        wait_for(nginx_port)
        ours, theirs = [], []
        for turn in range(ROUNDS):
            requests = (directory / "requests", started["width"], turn * share, share)
            theirs.append(wrk(nginx_port, seconds, "again", *requests))
            ours.append(wrk(started["port"], seconds, "once", *requests))
        server.stdin.close()
        counted = json.loads(server.stdout.readline())
        return ours, theirs, counted
    finally:
        for process in (server, nginx):
            process.terminate()
            process.wait(20)


def main():
    build = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "build/release/gongshu").resolve().parent
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 6
    for tool in ("wrk", "nginx"):
        if not shutil.which(tool):
            sys.exit(f"{tool} is missing: apt-get install wrk nginx-light")
    with tempfile.TemporaryDirectory(prefix="gateway-bench-", dir=build) as directory:
        ours, theirs, counted = measure(str(build / "bench/bench_gateway"), pathlib.Path(directory), seconds)
    if any(r["ran_out"] for r in ours):
        sys.exit(f"the signed calls ran out before the time: raise MOST above {MOST}")
    wrong = sum(r["status"] + r["other"] for r in ours)
    if wrong or counted["failed"] or counted["answered"] != counted["recorded"]:
        sys.exit(f"{wrong} calls were not answered: {ours} {counted}")
    rate, floor = statistics.median(r["rate"] for r in ours), statistics.median(r["rate"] for r in theirs)
    note = f"wrk -t{THREADS} -c{CONNECTIONS}, {ROUNDS} turns of {seconds} s, signed calls, 620,000 rows; floor: nginx return 200"
    print(json.dumps({"name": "gateway, product calls over HTTP", "unit": "calls/s", "value": round(rate), "floor": round(floor),
                      "ratio": round(rate / floor, 3), "at_least": 0.15, "note": note}))
    for name in ("p50", "p99"):
        value, base = (statistics.median(r[name] for r in runs) / 1000 for runs in (ours, theirs))
        print(json.dumps({"name": f"gateway, product calls over HTTP, {name}", "unit": "ms", "value": value, "floor": base, "note": "same run"}))


if __name__ == "__main__":
    main()
