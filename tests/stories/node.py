"""A server of its own for one story: makes the data directory, starts `gongshu serve`, waits until it is ready, stops it."""
import http.client
import os
import pathlib
import re
import signal
import subprocess
import time

ONE_TIME = re.compile(r"one-time password: (\S+)")
URL = re.compile(r"http://127\.0\.0\.1:(\d+)")
START_SECONDS = 60
STOP_SECONDS = 30


class Node:
    """`binary` is the list of words that start gongshu. The log lies in `work`/server.log. `rulepacks`: the folder of the packs, when it is not
    the program's own."""

    def __init__(self, binary, work, pack, rulepacks=None):
        self.binary, self.work, self.pack = list(binary), pathlib.Path(work), pack
        self.environment = {**os.environ, "NO_COLOR": "1", **({"GONGSHU_RULEPACKS": str(rulepacks)} if rulepacks else {})}
        self.data = self.work / "data"
        self.log = self.work / "server.log"
        self.process, self.port = None, 0

    def init(self, clock):
        """Creates the data directory with the administrator `admin`; returns the administrator's one-time password."""
        done = self.cli(["init", "--data", str(self.data), "--pack", self.pack, "--account", "admin", "--story-clock", str(clock)])
        found = ONE_TIME.search(done.stdout)
        if done.returncode != 0 or not found:
            raise RuntimeError(f"gongshu init: exit {done.returncode}\n{done.stdout}{done.stderr}")
        return found[1]

    def cli(self, arguments):
        """Runs the binary with arguments in the scratch folder; CompletedProcess with text."""
        return subprocess.run([*self.binary, *arguments], cwd=self.work, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300,
                              check=False, env=self.environment)

    def start(self, clock):
        """Starts the server with its clock at `clock`: a date (09:00 China time) or milliseconds since 1970."""
        with open(self.log, "ab") as log:
            begin = log.tell()
            self.process = subprocess.Popen(
                [*self.binary, "serve", "--data", str(self.data), "--pack", self.pack, "--port", "0", "--story-clock", str(clock)],
                cwd=self.work, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, env=self.environment)
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            found = URL.search(self.log.read_bytes()[begin:].decode("utf-8", "replace"))
            if found and self.ready(int(found[1])):
                self.port = int(found[1])
                return
            time.sleep(0.02)
        self.stop()
        raise RuntimeError("the server did not become ready\n" + self.tail())

    @staticmethod
    def ready(port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def alive(self):
        return self.process is not None and self.process.poll() is None

    def stop(self):
        """Asks the server to stop; returns its exit code (None when it had to be killed)."""
        if self.process is None:
            return 0
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None

    def tail(self, lines=20):
        """The end of the server's log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text("utf-8", "replace").split("\n")[-lines:])
