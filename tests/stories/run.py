#!/usr/bin/python3
"""Runs stories against real servers.  run.py [--filter TEXT] [-j N] [--check] [--json FILE] [--binary PATH]

Format: stories/README.md. One server a story, in a scratch folder of its own; exit 1 when a story fails. Prints which rules are storied.
"""
import argparse
import concurrent.futures
import datetime
import json
import pathlib
import shutil
import sys
import tempfile
import time
import traceback

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import client as http_client  # noqa: E402
import match  # noqa: E402
import node as nodes  # noqa: E402
import story as story_files  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
DEFAULT_START = "2026-03-02"
MOVE_CLOCK = "moveClock"  # served with --story-clock only
MILLISECONDS = {"hour": 3_600_000, "minute": 60_000, "second": 1000}


class Failure(Exception):
    """A step that did not go as the story says."""


class Player:
    """Plays one story on one server."""

    def __init__(self, library, document, server, client, work):
        self.library, self.document, self.server, self.client = library, document, server, client
        self.scopes = {"password": http_client.PASSWORD, "work": str(work), "data": str(server.data), "root": str(library.root),
                       "pack": document["pack"], "today": DEFAULT_START, "url": ""}
        self.work, self.steps = work, 0
        self.now_ms, self.read_at = 0, 0.0

    def play(self):
        self.connect()
        self.move_clock({"by_ms": 0})
        self.run(self.document.get("given") or [], "given")
        self.run(self.document["steps"], "steps")

    def connect(self):
        self.client.close()
        self.client.port = self.server.port
        self.scopes["url"] = f"http://127.0.0.1:{self.server.port}"

    def run(self, steps, where):
        for number, step in enumerate(steps, 1):
            place = f"{where} {number} (line {getattr(step, 'line', '?')})"
            kind = story_files.kind_of(place, step)
            if kind == "use":
                self.use(step)
                continue
            self.steps += 1
            try:
                getattr(self, kind)(step)
            except (Failure, match.Mismatch, RuntimeError, AssertionError, OSError) as fault:
                about = step.get("say") or step.get("call") or kind
                raise Failure(f"{place} {about}: {fault}") from fault

    def fill(self, value):
        return match.substitute(value, self.scopes)

    def use(self, step):
        """A fixture's parameters hide variables of the same name while it runs; what it saves stays."""
        fixture = self.library.fixture(step["use"])
        given = {**(fixture.get("with") or {}), **self.fill(step.get("with") or {})}
        given = {k: self.fill(v) for k, v in given.items()}
        hidden = {k: self.scopes[k] for k in given if k in self.scopes}
        self.scopes.update(given)
        try:
            self.run(fixture["steps"], f"fixture {step['use']}")
        finally:
            for name, value in given.items():
                if self.scopes.get(name) == value:
                    self.scopes.pop(name)
                    if name in hidden:
                        self.scopes[name] = hidden[name]

    def let(self, step):
        self.scopes.update(self.fill(step["let"]))

    def file(self, step):
        (self.work / self.fill(step["file"])).write_text(self.fill(step["text"]), "utf-8")

    def restart(self, _):
        code = self.server.stop()
        if code != 0:
            raise Failure(f"the server stopped with exit {code}\n{self.server.tail()}")
        self.server.start(self.now())
        self.connect()
        self.move_clock({"by_ms": 0})

    def now(self):
        """The server's time in milliseconds: its clock runs on from where it was set."""
        return self.now_ms + int((time.monotonic() - self.read_at) * 1000)

    def clock(self, step):
        text = str(self.fill(step["clock"]))
        if story_files.DATE.match(text):
            self.move_clock({"to": text})
            return
        amount, unit = story_files.CLOCK.match(text).groups()
        unit = unit.removesuffix("s")
        self.move_clock({"by_ms": int(amount) * MILLISECONDS[unit]} if unit in MILLISECONDS else {"by": f"{amount} {unit}s"})

    def move_clock(self, body):
        answer = self.client.call(MOVE_CLOCK, body=body)
        if answer.status != 200:
            raise Failure(f"the clock did not move: {show(answer)}")
        self.read_at = time.monotonic()
        self.now_ms = int(datetime.datetime.fromisoformat(answer.json["now"]).timestamp() * 1000)
        self.scopes["today"] = answer.json["now"][:10]

    def call(self, step):
        for _ in range(int(self.fill(step.get("times", 1)))):
            self.call_once(step)

    def call_once(self, step):
        text = step.get("text")
        answer = self.client.call(
            step["call"], account=self.fill(step.get("as")), key=self.fill(step.get("key")), sign=self.fill(step.get("sign")),
            path=self.fill(step.get("path")), query=self.fill(step.get("query")), body=self.fill(step.get("body")),
            raw=None if text is None else self.fill(text).encode(), content_type=step.get("type", "text/csv" if text is not None else None),
            headers=self.fill(step.get("headers")))
        expect = self.fill(step.get("expect") or {})
        try:
            self.compare(expect, answer)
        except match.Mismatch as fault:
            raise Failure(f"{fault}\n    answer: {show(answer)}") from fault
        for name, path in (expect.get("save") or {}).items():
            self.scopes[name] = match.pointer(answer.json, path)

    @staticmethod
    def compare(expect, answer):
        status = expect.get("status")
        if status is None and not 200 <= answer.status < 300:
            raise match.Mismatch(f"expected success, got {answer.status}")
        if status is not None and answer.status != status:
            raise match.Mismatch(f"expected status {status}, got {answer.status}")
        document = answer.json if isinstance(answer.json, dict) else {}
        for member in ("code", "rule", "article", "at"):
            if member in expect and document.get(member) != expect[member]:
                raise match.Mismatch(f"expected {member} {expect[member]!r}, got {document.get(member)!r}")
        if "hint" in expect and expect["hint"] not in document.get("hint", ""):
            raise match.Mismatch(f"expected a hint with {expect['hint']!r}, got {document.get('hint')!r}")
        if "body" in expect:
            match.subset(expect["body"], answer.json)

    def cli(self, step):
        done = self.server.cli([str(a) for a in self.fill(step["cli"])])
        expect = self.fill(step.get("expect") or {})
        for fault in [f"expected exit {expect.get('exit', 0)}, got {done.returncode}" if done.returncode != expect.get("exit", 0) else None,
                      *(f"expected {s} with {expect[s]!r}" for s in ("stdout", "stderr") if expect.get(s, "") not in getattr(done, s))]:
            if fault:
                raise Failure(f"{fault}\n    stdout: {done.stdout[-1500:]}\n    stderr: {done.stderr[-1500:]}")
        for name, path in (expect.get("save") or {}).items():
            self.scopes[name] = match.pointer(json.loads(done.stdout), path)


def show(answer):
    return f"{answer.status} {answer.body[:2000].decode('utf-8', 'replace')}"


def run_story(path, library, options, validate):
    """Result of one story: {name, seconds, steps, error}; error is None when it passed."""
    name, begin, steps = path.relative_to(library.root).as_posix(), time.monotonic(), 0
    work = pathlib.Path(tempfile.mkdtemp(prefix="story-"))
    server, error = None, None
    try:
        document = library.story(path)
        server = nodes.Node(options.binary, work, document["pack"])
        begin_day = document.get("start", DEFAULT_START)
        once = server.init(begin_day)
        server.start(begin_day)
        client = http_client.Client("127.0.0.1", server.port, library.operations, lambda: player.now(), validate)
        client.passwords["admin"] = once
        player = Player(library, document, server, client, work)
        try:
            player.play()
        finally:
            steps = player.steps
            client.close()
        code = server.stop()
        if code != 0:
            raise Failure(f"the server stopped with exit {code}\n{server.tail()}")
    except (Failure, story_files.StoryError, RuntimeError) as fault:
        error = str(fault)
    except Exception:  # pylint: disable=broad-except  # a fault of the runner is a failed story too, never a lost one
        error = traceback.format_exc()
    if server is not None:
        crashed = error and not server.alive()
        server.stop()
        if crashed:
            error += "\nThe server is gone; the end of its log:\n" + server.tail()
    shutil.rmtree(work, ignore_errors=True)
    return {"name": name, "seconds": round(time.monotonic() - begin, 2), "steps": steps, "error": error}


def check_only(files, library):
    results = []
    for path in files:
        error = None
        try:
            library.story(path)
        except story_files.StoryError as fault:
            error = str(fault)
        results.append({"name": path.relative_to(library.root).as_posix(), "seconds": 0, "steps": 0, "error": error})
    return results


def storied(files, library):
    """{pack: ids of the rules that its stories name}."""
    out = {}
    for path in files:
        try:
            document = library.story(path)
            out.setdefault(document["pack"], set()).update(document["rules"])
        except story_files.StoryError:
            continue
    return out


def report(results, files, library):
    for pack, rules in sorted(storied(files, library).items()):
        known = library.rules(pack)
        print(f"{pack}: {len(rules)} of {len(known)} rules have a story: {' '.join(sorted(rules))}")
    failed = [r for r in results if r["error"]]
    print(f"stories: {len(results) - len(failed)} passed, {len(failed)} failed")
    return failed


def contract_check():
    """validate_response of tests/http/contract.py."""
    sys.path.insert(0, str(ROOT / "tests/http"))
    import contract  # pylint: disable=import-outside-toplevel
    return contract.validate_response


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--filter", default="", help="only files whose path contains this")
    parser.add_argument("-j", type=int, default=2, metavar="N", help="stories at a time")
    parser.add_argument("--check", action="store_true", help="only read and check the files")
    parser.add_argument("--json", metavar="FILE", help="write the results here")
    parser.add_argument("--binary", default=str(ROOT / "build/release/gongshu"), help="the gongshu program")
    options = parser.parse_args()
    options.binary = [str(pathlib.Path(options.binary).resolve())]
    library = story_files.Library(ROOT, http_client.operations(ROOT / "api/openapi.yaml"))
    files = library.stories(options.filter)
    results = []
    if options.check:
        results = check_only(files, library)
    else:
        validate = contract_check()
        with concurrent.futures.ThreadPoolExecutor(max(1, options.j)) as pool:
            for future in concurrent.futures.as_completed([pool.submit(run_story, p, library, options, validate) for p in files]):
                results.append(future.result())
                done = results[-1]
                print(f"  {'FAIL' if done['error'] else 'ok  '} {done['name']} ({done['steps']} steps, {done['seconds']} s)", flush=True)
    for bad in (r for r in results if r["error"]):
        print(f"\n{bad['name']}\n  " + bad["error"].replace("\n", "\n  "))
    failed = report(results, files, library)
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps(sorted(results, key=lambda r: r["name"]), ensure_ascii=False, indent=1), "utf-8")
    sys.exit(1 if failed or not results else 0)


if __name__ == "__main__":
    main()
